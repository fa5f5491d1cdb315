BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    function New-TestRdm([string] $Name, [int] $Seed, [string] $Subject, [double[]] $Add) {
        $random = [System.Random]::new($Seed)
        [double[]] $values = 0..27 | ForEach-Object { $random.NextDouble() + 0.2 + $(if ($Add) { 3 * $Add[$_] } else { 0 }) }
        $rdm = [DnnBrain.Rsa.Rdm]::new($Name, "Euclidean", [string[]]("a".."h"), $values, [DnnBrain.Provenance]@{ Operation = "test" })
        if ($Subject) { [DnnBrain.Rsa.Rdm].GetProperty("Subject").SetValue($rdm, $Subject) }
        $rdm
    }

    $layers = (New-TestRdm conv1 1), (New-TestRdm conv2 2)
    $brain = foreach ($subject in 1..4) { New-TestRdm V1 (10 + $subject) "sub-0$subject" $layers[1].Dissimilarity }
}

Describe 'New-RsaModel' {
    It 'makes one fixed model an RDM and one of all otherwise' {
        $fixed = $layers | New-RsaModel
        $fixed | Should -BeOfType DnnBrain.Rsa.RsaModel
        $fixed.Name | Should -Be 'conv1', 'conv2'
        $weighted = $layers | New-RsaModel Weighted -Name sum -Alpha 0.5 -AllowNegative
        $weighted.Component.Name | Should -Be 'conv1', 'conv2'
        $weighted.Alpha | Should -Be 0.5
        ($layers | New-RsaModel Select).Name | Should -Be 'Select'
    }

    It 'says what does not fit a kind' {
        { $layers | New-RsaModel Select -Alpha 1 } | Should -Throw -ErrorId 'ParameterNotApplicable,*'
        { $layers[0] | New-RsaModel Interpolate } | Should -Throw -ErrorId 'ModelComponentInvalid,*'
        { $layers | New-RsaModel Weighted -Alpha -1 } | Should -Throw -ErrorId 'AlphaInvalid,*'
    }
}

Describe 'Test-RsaModel' {
    It 'chooses inside the fold' {
        $test = $layers | New-RsaModel Select | Test-RsaModel $brain
        $test | Should -BeOfType DnnBrain.Rsa.RsaModelTest
        $test.Share | Should -Be 0, 1
        $test.Score | Should -BeGreaterThan 0.5
        $test.SubjectScore.Count | Should -Be 4
        # All four signs the same way: one of 16.
        $test.PValue | Should -Be 0.0625
    }

    It 'gives an interval by bootstrap' {
        $test = $layers | New-RsaModel Weighted | Test-RsaModel $brain -Method Pearson -Bootstrap Both -BootstrapCount 40 -Seed 3
        $test.Test | Should -Be 'Bootstrap Both'
        $test.Confidence.Low | Should -BeLessThan $test.Score
        $test.Confidence.High | Should -BeGreaterThan $test.Score
    }

    It 'takes any method, nuisances and a covariance of stimuli' {
        $tau = $layers | New-RsaModel Select | Test-RsaModel $brain -Method KendallTauA -Bootstrap Both -BootstrapCount 20 -RepetitionCount 2
        $tau.Share | Should -Be 0, 1
        $tau.Confidence.Low | Should -BeLessThan $tau.Score
        $partial = $layers[1] | New-RsaModel | Test-RsaModel $brain -Nuisance $layers[0] -Semipartial
        $partial.Method | Should -Be 'Spearman, semipartial'
        $kernel = $layers | New-RsaModel Weighted | Test-RsaModel $brain -Method Bures -RepetitionCount 2
        $kernel.Score | Should -BeGreaterThan 0
        [double]::IsNaN($kernel.PValue) | Should -BeTrue
        $known = $layers[1] | New-RsaModel | Test-RsaModel $brain -Method CorrelationCov -StimulusCovariance 2, 1, 1, 1, 1, 1, 1, 1
        $known.Provenance.Parameters.StimulusCovariance | Should -Be 'given'
    }

    It 'refuses folds that are too small' {
        { $layers | New-RsaModel | Test-RsaModel $brain -FoldCount 3 } | Should -Throw -ErrorId 'FoldCountInvalid,*'
        { $layers | New-RsaModel | Test-RsaModel $brain -Method nope } | Should -Throw -ErrorId 'ComparisonMethodNotFound,*'
    }
}
