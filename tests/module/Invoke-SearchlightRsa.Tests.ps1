BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $data = Join-Path $repository examples data
    $stimuli = Import-Stimulus "$data/fashion.stim.csv"
    $mask = "$data/brain/roi.nii.gz"
    # The RDM of one region as the model: nothing has to be computed by a network.
    $model = Import-Rdm "$data/brain/brain.rdm.npz" | Where-Object { $_.Name -eq 'late' -and $_.Subject -eq 'sub-02' }
    $image = Import-BrainImage "$data/brain/sub-01.nii.gz"
}

Describe 'Invoke-SearchlightRsa' {
    It 'gives one map a subject and model, inside the mask' {
        $maps = $image | Invoke-SearchlightRsa $model, $model -Mask $mask -Stimulus $stimuli -Radius 6
        $maps | Should -HaveCount 2
        $maps[0] | Should -BeOfType DnnBrain.Rsa.Searchlights.SearchlightMap
        $maps[0].Subject | Should -Be 'sub-01'
        $maps[0].Similarity.Count | Should -Be $maps[0].CenterCount
        $maps[0].CenterCount | Should -BeLessOrEqual 456
        $maps[0].Maximum | Should -BeGreaterThan 0.15
    }

    It 'gives the same for a pattern and for an image' {
        $pattern = $image | Get-BrainPattern $mask late -Stimulus $stimuli
        $region = $pattern | Invoke-SearchlightRsa $model -Radius 1 -RadiusUnit Voxel -MinVoxelShare 1
        $region.Region | Should -Be 'late'
        # A whole sphere of seven voxels: the RDM of just these.
        $region.ScoredCount | Should -Be $region.CenterCount
    }

    It 'averages conditions' {
        $byCondition = $image | Get-BrainPattern $mask late -Stimulus $stimuli | New-Rdm -Stimulus $stimuli -Condition Condition
        $map = $image | Invoke-SearchlightRsa $byCondition -Mask $mask -Stimulus $stimuli -Condition Condition
        $map.Maximum | Should -BeGreaterThan 0.8
    }

    It 'reads conditions from a table with a column of ids of its own, as New-Rdm does' {
        $trials = $stimuli | ForEach-Object { [pscustomobject]@{ Picture = $_.Id; Kind = $_.Condition } }
        $pattern = $image | Get-BrainPattern $mask late -Stimulus $stimuli
        $byCondition = $pattern | New-Rdm -Stimulus $trials -Id Picture -Condition Kind
        $map = $image | Invoke-SearchlightRsa $byCondition -Mask $mask -Stimulus $trials -Id Picture -Condition Kind
        $same = $image | Invoke-SearchlightRsa $byCondition -Mask $mask -Stimulus $stimuli -Condition Condition
        $map.Similarity | Should -Be $same.Similarity
        { $image | Invoke-SearchlightRsa $byCondition -Mask $mask -Stimulus $trials -ErrorAction Stop -Condition Kind } | Should -Throw -ErrorId 'ColumnMissing,*'
        { $image | Invoke-SearchlightRsa $byCondition -Mask $mask -Stimulus $trials -ErrorAction Stop -Id Picture -Run Nope } | Should -Throw -ErrorId 'ColumnNotFound,*'
        { $pattern | Invoke-SearchlightRsa $byCondition -Stimulus $stimuli -ErrorAction Stop } | Should -Throw -ErrorId 'ConditionMissing,*'
    }

    It 'takes ids in place of stimuli' {
        $map = $image | Invoke-SearchlightRsa $model -Mask $mask -Stimulus $stimuli.Id -Radius 1 -RadiusUnit Voxel
        $same = $image | Invoke-SearchlightRsa $model -Mask $mask -Stimulus $stimuli -Radius 1 -RadiusUnit Voxel
        $map.Similarity | Should -Be $same.Similarity
    }

    It 'says what it would do' {
        $image | Invoke-SearchlightRsa $model -Mask $mask -Stimulus $stimuli -WhatIf | Should -BeNullOrEmpty
        $plan = $image | Invoke-SearchlightRsa $model -Mask $mask -Stimulus $stimuli -WhatIf -Verbose 4>&1
        "$plan" | Should -Match 'centres of 456 units'
    }

    It 'completes metrics and methods' {
        (TabExpansion2 'Invoke-SearchlightRsa -Metric Crossn').CompletionMatches[0].CompletionText | Should -Be 'Crossnobis'
        (TabExpansion2 'Invoke-SearchlightRsa -Method Spear').CompletionMatches[0].CompletionText | Should -Be 'Spearman'
    }

    It 'names what is missing or wrong' {
        { $image | Invoke-SearchlightRsa $model -ErrorAction Stop } | Should -Throw -ErrorId 'MaskRequired,*'
        { 1 | Invoke-SearchlightRsa $model -ErrorAction Stop } | Should -Throw -ErrorId 'SearchlightInputInvalid,*'
        { $image | Invoke-SearchlightRsa $model -Mask $mask -Stimulus $stimuli -Radius -1 -ErrorAction Stop } | Should -Throw -ErrorId 'RadiusInvalid,*'
        { $image | Invoke-SearchlightRsa $model -Metric nope } | Should -Throw -ErrorId 'RdmMetricNotFound,*'
        { $image | Invoke-SearchlightRsa $model -Condition Condition } | Should -Throw -ErrorId 'StimulusRequired,*'
    }
}
