BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    # Three stimuli; what the units are does not matter here.
    function New-Activation([string] $Layer, [string[]] $Id = ('a', 'b', 'c')) {
        $shape = [DnnBrain.Activations.ActivationShape]::new($Id.Count, 2, 1, 1)
        $values = [DnnBrain.Activations.MemoryActivationValues]::new($shape, [float[]] (1..(2 * $Id.Count)))
        [DnnBrain.Activations.Activation]::new('net', $Layer, $Id, $values, [DnnBrain.Provenance]@{ Operation = 'Test' })
    }
    $target = New-Activation 'V1' 'c', 'a', 'b'
}

Describe 'New-EncodingModel' {
    It 'makes a model for each activation and target' {
        $models = (New-Activation conv1), (New-Activation conv2) | New-EncodingModel -Target $target, (New-Activation V4)
        $models | Should -BeOfType DnnBrain.Encoding.EncodingModel
        $models.Layer | Should -Be 'conv1', 'conv1', 'conv2', 'conv2'
        $models.Region | Should -Be 'V1', 'V4', 'V1', 'V4'
        $models[0].Method | Should -Be 'Ridge'
        $models[0].Options.Alpha.Count | Should -Be 21
    }

    It 'keeps the recipe' {
        $model = New-Activation conv1 | New-EncodingModel $target -Alpha 1, 10 -SharedAlpha -InnerFoldCount 3 -Standardize
        $model.Options.Alpha | Should -Be 1, 10
        $model.Options.SharedAlpha | Should -BeTrue
        $model.Options.InnerFoldCount | Should -Be 3
        $model.Options.Standardize | Should -BeTrue
    }

    It 'refuses other stimuli, naming them, and goes on' {
        $models = (New-Activation conv1 'a', 'b', 'd'), (New-Activation conv2) |
            New-EncodingModel $target -ErrorVariable problems -ErrorAction SilentlyContinue
        $models.Layer | Should -Be 'conv2'
        $problems.FullyQualifiedErrorId | Should -Be 'StimulusMismatch,DnnBrain.PowerShell.Commands.Encoding.NewEncodingModelCommand'
        $problems[0].Exception.Message | Should -Match "Only in 'conv1' \(1\): d\."
    }

    It 'refuses a penalty that is not above 0' {
        { New-Activation conv1 | New-EncodingModel $target -Alpha 1, 0 -ErrorAction Stop } | Should -Throw -ErrorId 'AlphaInvalid,*'
    }

    It 'says that least squares has no penalty' {
        { New-Activation conv1 | New-EncodingModel $target -Method Ols -Alpha 1 } | Should -Throw -ErrorId 'ParameterNotApplicable,*'
        (New-Activation conv1 | New-EncodingModel $target -Method Ols).Method | Should -Be 'Ols'
    }
}
