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

Describe 'Measure-NoiseCeiling' {
    It 'gives both bounds with intervals' {
        $ceiling = $brain | Measure-NoiseCeiling -BootstrapCount 100
        $ceiling | Should -BeOfType DnnBrain.Rsa.RsaNoiseCeiling
        $ceiling.Region | Should -Be 'V1'
        $ceiling.Lower | Should -BeLessThan $ceiling.Upper
        $ceiling.LowerConfidence.Low | Should -BeLessThan $ceiling.Lower
        $ceiling.UpperConfidence.High | Should -BeGreaterThan $ceiling.Upper
        $ceiling.Bootstrap | Should -Be 'Both'
        $ceiling.Subject.Count | Should -Be 4
    }

    It 'gives the same bounds as a comparison' {
        $ceiling = Measure-NoiseCeiling $brain -Method Pearson -Bootstrap None
        $comparison = $layers[0] | Invoke-RsaComparison $brain -Method Pearson -PermutationCount 10
        [math]::Round($ceiling.Lower, 12) | Should -Be ([math]::Round($comparison.CeilingLower, 12))
        [math]::Round($ceiling.Upper, 12) | Should -Be ([math]::Round($comparison.CeilingUpper, 12))
        [double]::IsNaN($ceiling.LowerConfidence.Low) | Should -BeTrue
    }

    It 'takes any method, nuisances and a covariance of stimuli' {
        $tau = Measure-NoiseCeiling $brain -Method KendallTauB -BootstrapCount 20
        $tau.Pool | Should -Be 'mean of ranks, ranked again'
        $tau.LowerConfidence.Low | Should -BeLessThan $tau.Lower
        (Measure-NoiseCeiling $brain -Method Bures -Bootstrap Stimulus -BootstrapCount 10).Pool | Should -Be 'mean of squared distances of mean 1'
        $partial = Measure-NoiseCeiling $brain -Method Pearson -Nuisance $layers[0] -BootstrapCount 20
        $partial.Method | Should -Be 'Pearson, partial'
        $partial.Provenance.Parameters.Nuisance | Should -Be 'conv1'
        $whole = Measure-NoiseCeiling $brain -Method Pearson -Nuisance $layers[0] -Semipartial -BootstrapCount 20
        $whole.Upper | Should -BeLessThan $partial.Upper
        $plain = Measure-NoiseCeiling $brain -Method CosineCov -Bootstrap None
        $known = Measure-NoiseCeiling $brain -Method CosineCov -Bootstrap None -StimulusCovariance 2, 1, 1, 1, 1, 1, 1, 1
        $known.Lower | Should -Not -Be $plain.Lower
        { Measure-NoiseCeiling $brain -Method Cosine -Nuisance $layers[0] } | Should -Throw -ErrorId 'NuisanceNotSupported,*'
    }

    It 'refuses quantiles of samples with a subject twice' {
        { Measure-NoiseCeiling $brain -Bootstrap Subject -IntervalMethod Bca } | Should -Throw -ErrorId 'IntervalMethodInvalid,*'
        { Measure-NoiseCeiling $brain -ConfidenceLevel 95 } | Should -Throw -ErrorId 'ConfidenceLevelInvalid,*'
    }

    It 'warns that one subject has no ceiling' {
        $ceiling = Measure-NoiseCeiling $brain[0] -WarningVariable warnings -WarningAction SilentlyContinue
        [double]::IsNaN($ceiling.Lower) | Should -BeTrue
        "$warnings" | Should -BeLike '*V1*'
    }

    It 'goes on from a checkpoint and refuses one of other data' {
        $path = Join-Path $TestDrive ceiling.ckpt
        $first = Measure-NoiseCeiling $brain -BootstrapCount 50 -CheckpointPath $path
        $path | Should -Exist
        (Measure-NoiseCeiling $brain -BootstrapCount 50 -CheckpointPath $path).LowerConfidence | Should -Be $first.LowerConfidence
        { Measure-NoiseCeiling $brain[0..2] -BootstrapCount 50 -CheckpointPath $path } | Should -Throw -ErrorId 'CheckpointMismatch,*'
    }

    It 'completes methods' {
        (TabExpansion2 'Measure-NoiseCeiling -Method Pea').CompletionMatches.CompletionText | Should -Contain 'Pearson'
    }
}
