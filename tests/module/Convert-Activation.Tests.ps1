BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $stimuli = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 30
    $fc, $conv = $stimuli | Get-DnnActivation fashionnet conv5_relu, fc1 | Sort-Object { $_.UnitCount }
}

Describe 'Convert-Activation' {
    It 'gives scores with the variance that the provenance says' {
        $scores = $conv | Convert-Activation Pca 4
        "$($scores.Shape)" | Should -Be '30×4×1×1'
        $scores.StimulusId | Should -Be $stimuli.Id
        $variance = -split $scores.Provenance.Parameters['ExplainedVariance']
        $variance.Count | Should -Be 4
        $first = 0..29 | ForEach-Object { $scores.ToArray()[$_ * 4] }
        # The scores are float32: seven digits.
        $measured = ($first | Measure-Object -StandardDeviation).StandardDeviation
        [Math]::Abs($measured * $measured / [double]$variance[0] - 1) | Should -BeLessThan 1e-5
        $scores.Provenance.Sources[0].Operation | Should -Be 'Get-DnnActivation'
    }

    It 'has the shapes of dnn_fe along each axis' {
        $shapes = foreach ($axis in 'Layer', 'Channel', 'Location') { "$(($conv | Convert-Activation Histogram -BinCount 3 -Axis $axis).Shape)" }
        $shapes | Should -Be '30×3×1×1', '30×3×7×7', '30×64×3×1'
    }

    It 'transforms other stimuli by a kept fit, each layer by its own' {
        $some = $fc, $conv | Select-Activation -StimulusId $stimuli[0..19].Id
        $null = $some | Convert-Activation Pca 3 -FitVariable fits
        $fits.Layer | Should -Be $fc.Layer, $conv.Layer
        $fits[0].StimulusCount | Should -Be 20
        $fits[0].Components[0].GetComponent(1).Count | Should -Be $fc.UnitCount
        $whole = $conv, $fc | Convert-Activation -Fit $fits
        $whole[1].ToArray() | Should -Be ($fc | Convert-Activation Pca 3 -FitOn $stimuli[0..19]).ToArray()
        { $fc | Convert-Activation -Fit $fits[1] -ErrorAction Stop } | Should -Throw -ErrorId 'FitNotFound,*'
    }

    It 'fits on ids, a count or a share' {
        ($fc | Convert-Activation Pca 2 -FitOn $stimuli[0..9].Id).Provenance.Parameters['StimulusCount'] | Should -Be '10'
        ($fc | Convert-Activation Pca 2 -FitOn 12 -Seed 3).Provenance.Parameters['StimulusCount'] | Should -Be '12'
        ($fc | Convert-Activation Pca 2 -FitOn 0.5).Provenance.Parameters['StimulusCount'] | Should -Be '15'
        { $fc | Convert-Activation Pca 2 -FitOn nobody -ErrorAction Stop } | Should -Throw -ErrorId 'StimulusNotFound,*'
    }

    It 'gives the same for one seed and something else for another' {
        $one = ($conv | Convert-Activation SparseRandomProjection 5 -Seed 1).ToArray()
        ($conv | Convert-Activation SparseRandomProjection 5 -Seed 1).ToArray() | Should -Be $one
        ($conv | Convert-Activation SparseRandomProjection 5 -Seed 2).ToArray() | Should -Not -Be $one
    }

    It 'pools as while extracting' {
        $expected = ($stimuli | Get-DnnActivation fashionnet conv5_relu -Pooling Max).ToArray()
        ($conv | Convert-Activation Pooling -Pooling Max).ToArray() | Should -Be $expected
    }

    It 'writes an .act.h5 that holds the same numbers, replaces it with -Force only, and not at all with -WhatIf' {
        $file = "$TestDrive/z.act.h5"
        $fc, $conv | Convert-Activation ZScore -OutFile $file -WhatIf
        $file | Should -Not -Exist
        $written = $fc, $conv | Convert-Activation ZScore -OutFile $file -WarningAction SilentlyContinue
        $written.Path | Should -Be $file, $file
        $written[0].ToArray() | Should -Be ($fc | Convert-Activation ZScore -WarningAction SilentlyContinue).ToArray()
        $written[0].Provenance.Operation | Should -Be 'Convert-Activation'
        { $fc | Convert-Activation ZScore -OutFile $file } | Should -Throw -ErrorId 'FileExists,*'
        $null = $written | Convert-Activation Pca 2 -OutFile "$TestDrive/pca.act.h5"
        "$TestDrive/pca.act.h5" | Should -Exist
        Get-ChildItem $TestDrive -Filter *.partial | Should -BeNullOrEmpty
    }

    It 'warns of units that never change' {
        $null = $conv | Select-Activation -StimulusId $stimuli[0].Id | Convert-Activation ZScore -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -Match '3,136 of 3,136 units of conv5_relu'
    }

    It 'says what a parameter is for, and goes on after a layer that cannot be' {
        { $fc | Convert-Activation Histogram 3 } | Should -Throw -ErrorId 'ParameterNotApplicable,*'
        { $fc | Convert-Activation Pca } | Should -Throw -ErrorId 'ComponentCountMissing,*'
        { $fc | Convert-Activation Pooling } | Should -Throw -ErrorId 'PoolingMissing,*'
        $good = $fc, $conv | Convert-Activation SparseRandomProjection 200 -ErrorVariable problem -ErrorAction SilentlyContinue
        $good.Layer | Should -Be 'conv5_relu'
        "$problem" | Should -Match 'at most 128 components'
    }
}
