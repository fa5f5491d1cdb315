BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $data = Join-Path $repository examples data
    $mask = "$data/brain/roi.nii.gz"
    $space = (Import-BrainImage $mask).Space
    $dimensions = $space.Dimensions

    # A cube of 27 voxels: above zero in its middle slice in every subject, and noise elsewhere.
    $index = foreach ($z in 1..3) { foreach ($y in 1..3) { foreach ($x in 1..3) { $dimensions.IndexOf($x, $y, $z) } } }
    $voxels = [DnnBrain.Brain.VoxelSet]::new($space, [int[]]$index)
    $maps = foreach ($subject in 1..7) {
        $random = [System.Random]::new($subject)
        [float[]]$values = 0..26 | ForEach-Object { $random.NextDouble() - 0.5 + $(if ($_ -ge 9 -and $_ -lt 18) { 1 } else { 0 }) }
        $map = [DnnBrain.Brain.BrainMap]::new('layer', $voxels, $values)
        [DnnBrain.Brain.BrainMap].GetProperty('Subject').SetValue($map, "sub-0$subject")
        $map
    }
}

Describe 'Test-BrainMap' {
    It 'finds what is there, exactly with few subjects' {
        $test = $maps | Test-BrainMap
        $test | Should -BeOfType DnnBrain.Brain.BrainMapTest
        $test.SubjectCount | Should -Be 7
        $test.PermutationCount | Should -Be 127
        $test.SmallestPValue | Should -Be (1 / 128)
        $test.AdjustedPValue.Values[13] | Should -BeLessOrEqual 0.05
        $test.Cluster[0].VoxelCount | Should -BeGreaterOrEqual 9
    }

    It 'offers cluster mass and t' {
        ($maps | Test-BrainMap -Statistic ClusterMass -ClusterFormingPValue 0.01).ClusterThreshold | Should -BeGreaterThan 3
        ($maps | Test-BrainMap -Statistic TValue -Correction FalseDiscoveryRate).Statistic | Should -Be 'TValue'
        ($maps | Test-BrainMap -Baseline 5 -Alternative TwoSided).Score.Values[0] | Should -BeLessThan 0
    }

    It 'writes five volumes, and reads images of subjects' {
        $file = Join-Path $TestDrive test.nii.gz
        $maps | Test-BrainMap | Export-BrainImage $file
        (Import-BrainImage $file).VolumeCount | Should -Be 5
        $subjects = Join-Path $TestDrive subjects.nii
        $maps | Export-BrainImage $subjects
        # Of the 27 voxels those inside the mask are left.
        $test = Import-BrainImage $subjects | Test-BrainMap $mask
        $test.SubjectCount | Should -Be 7
        $test.VoxelCount | Should -BeLessOrEqual 27
    }

    It 'refuses similarities that are not 0 without a relation, unless the value without one is given' {
        $model = Import-Rdm "$data/brain/brain.rdm.npz" | Where-Object { $_.Name -eq 'late' -and $_.Subject -eq 'sub-08' }
        $light = @{ Mask = $mask; Stimulus = Import-Stimulus "$data/fashion.stim.csv"; Radius = 1; RadiusUnit = 'Voxel'; MinVoxelShare = 1 }
        $cosine = Import-BrainImage "$data/brain/sub-0[1-3].nii.gz" | Invoke-SearchlightRsa $model @light -Method Cosine
        { $cosine | Test-BrainMap } | Should -Throw '*Cosine*Spearman*' -ErrorId 'MapUnsigned,*'
        { $cosine | Test-BrainMap $mask } | Should -Throw -ErrorId 'MapUnsigned,*'
        ($cosine | Test-BrainMap -Baseline 0.9 -Alternative TwoSided).SubjectCount | Should -Be 3
        [double]::IsNaN(($cosine | Test-BrainMap -PermutationCount 0).SmallestPValue) | Should -BeTrue
        $spearman = Import-BrainImage "$data/brain/sub-0[1-3].nii.gz" | Invoke-SearchlightRsa $model @light
        ($spearman | Test-BrainMap).Mean.Measure | Should -Be 'mean Spearman correlation'
    }

    It 'names what is wrong' {
        { $maps[0] | Test-BrainMap } | Should -Throw -ErrorId 'SubjectTooFew,*'
        { $maps[0], $maps[0] | Test-BrainMap } | Should -Throw -ErrorId 'SubjectDuplicate,*'
        { $maps | Test-BrainMap -HeightExponent 0 } | Should -Throw -ErrorId 'ExponentInvalid,*'
        { $maps | Test-BrainMap -ClusterFormingPValue 2 } | Should -Throw -ErrorId 'ClusterThresholdInvalid,*'
        { Import-BrainImage $mask | Test-BrainMap -ErrorAction Stop } | Should -Throw -ErrorId 'MaskRequired,*'
        { 'text' | Test-BrainMap -ErrorAction Stop } | Should -Throw -ErrorId 'ImageInputInvalid,*'
    }
}
