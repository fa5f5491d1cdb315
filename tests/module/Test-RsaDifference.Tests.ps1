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

Describe 'Test-RsaDifference' {
    It 'tests every pair of models over subjects' {
        $difference = $layers | Invoke-RsaComparison $brain -PermutationCount 10 | Test-RsaDifference
        $difference | Should -BeOfType DnnBrain.Rsa.RsaDifference
        $difference.Name, $difference.Against | Should -Be 'conv1', 'conv2'
        $difference.Difference | Should -BeLessThan 0
        # All four signs the same way, on either side: 2 of 16.
        $difference.PValue | Should -Be 0.125
        $difference.Test | Should -Be 'SignFlip'
    }

    It 'tests them under the draws of the comparison' {
        $results = $layers | Invoke-RsaComparison $brain -Method Pearson -PermutationCount 0 -Bootstrap Both -BootstrapCount 100
        $results[1].Confidence.Low | Should -BeLessThan $results[1].Correlation
        $results[1].BootstrapPValue | Should -BeLessThan 0.05
        $difference = $results | Test-RsaDifference -Correction Holm
        $difference.Test | Should -Be 'Bootstrap Both'
        [math]::Round($difference.Difference, 12) | Should -Be ([math]::Round($results[0].Correlation - $results[1].Correlation, 12))
        $ceiling = $results | Test-RsaDifference -NoiseCeiling
        $ceiling.Against | Should -Be '(noise ceiling)', '(noise ceiling)'
        $ceiling[0].PValue | Should -Be $results[0].CeilingPValue
    }

    It 'tests differences by any method and beside nuisances' {
        $kendall = $layers | Invoke-RsaComparison $brain -Method KendallTauA -Bootstrap Both -BootstrapCount 50 -PermutationCount 0 | Test-RsaDifference
        $kendall.Test | Should -Be 'Bootstrap Both'
        $partial = $layers | Invoke-RsaComparison $brain -Nuisance $layers[0] -Semipartial -Bootstrap Stimulus -BootstrapCount 50 -PermutationCount 0 -ErrorAction Ignore
        $partial.Confidence.Low | Should -BeLessThan $partial.Correlation
    }

    It 'says what it cannot test' {
        $plain = $layers | Invoke-RsaComparison $brain -PermutationCount 0
        { $plain | Test-RsaDifference -NoiseCeiling } | Should -Throw -ErrorId 'BootstrapMissing,*'
        { $plain[0] | Test-RsaDifference } | Should -Throw -ErrorId 'DifferenceMissing,*'
        $drawn = $layers[1] | Invoke-RsaComparison $brain -Method Pearson -PermutationCount 0 -Bootstrap Subject -BootstrapCount 10
        { $plain[0], $drawn | Test-RsaDifference } | Should -Throw -ErrorId 'ComparisonMixed,*'
        { $layers | Invoke-RsaComparison $brain -Method NegativeRiemannian -Bootstrap Both } | Should -Throw '*Bures*' -ErrorId 'BootstrapNotSupported,*'
        { $layers | Invoke-RsaComparison $brain[0] -Bootstrap Both -PermutationCount 0 -WarningAction Ignore } | Should -Throw -ErrorId 'SubjectTooFew,*'
    }

    It 'goes on from a checkpoint' {
        $path = Join-Path $TestDrive run.ckpt
        $p = 1..2 | ForEach-Object { ($layers[0] | Invoke-RsaComparison $brain -PermutationCount 500 -CheckpointPath $path).PValue }
        $p[0] | Should -Be $p[1]
        { $layers[1] | Invoke-RsaComparison $brain -PermutationCount 500 -CheckpointPath $path } | Should -Throw -ErrorId 'CheckpointMismatch,*'
    }
}
