BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    function New-TestRdm([string] $Name, [int] $Seed, [string] $Subject, [double[]] $Add) {
        $random = [System.Random]::new($Seed)
        [double[]] $values = 0..27 | ForEach-Object { $random.NextDouble() + 0.2 + $(if ($Add) { 3 * $Add[$_] } else { 0 }) }
        $rdm = [DnnBrain.Rsa.Rdm]::new($Name, "Euclidean", [string[]]("a".."h"), $values, [DnnBrain.Provenance]@{ Operation = "test" })
        if ($Subject) { [DnnBrain.Rsa.Rdm].GetProperty("Subject").SetValue($rdm, $Subject) }
        $rdm
    }

    $layers = (New-TestRdm conv1 1), (New-TestRdm conv2 2), (New-TestRdm fc1 3)
    $brain = foreach ($subject in 1..4) { New-TestRdm V1 (10 + $subject) "sub-0$subject" $layers[2].Dissimilarity }
}

Describe 'Invoke-VariancePartition' {
    It 'gives unique parts, shared parts and the total, which is their sum' {
        $parts = $layers | Invoke-VariancePartition $brain ([ordered]@{ early = 'conv*'; late = 'fc1' }) -PermutationCount 99
        $parts | Should -BeOfType DnnBrain.Rsa.VariancePart
        $parts.Name | Should -Be 'early', 'late', 'early & late', 'Total'
        $parts.Kind | Should -Be 'Unique', 'Unique', 'Shared', 'Total'
        ($parts[0..2] | Measure-Object RSquared -Sum).Sum | Should -BeGreaterThan ($parts[3].RSquared - 1e-12)
        ($parts[0..2] | Measure-Object RSquared -Sum).Sum | Should -BeLessThan ($parts[3].RSquared + 1e-12)
        $parts[1].PValue | Should -Be 0.01
        $parts[1].SubjectRSquared.Count | Should -Be 4
    }

    It 'takes every piped RDM for a group without -Group, and RDMs in it' {
        $piped = $layers | Invoke-VariancePartition $brain -PermutationCount 0
        $piped.Count | Should -Be 8
        $named = Invoke-VariancePartition $brain @{ a = $layers[0]; b = $layers[1], $layers[2] } -PermutationCount 0
        $named.Name | Should -Be 'a', 'b', 'a & b', 'Total'
        $named[3].RSquared | Should -Be $piped[7].RSquared
    }

    It 'gives a result a region: a movie is a region a time' {
        $movie = foreach ($time in '0.1 s', '0.2 s') { foreach ($subject in 1..3) { New-TestRdm "EEG $time" (20 + $subject) "s$subject" $layers[0].Dissimilarity } }
        $parts = $layers | Invoke-VariancePartition $movie -PermutationCount 19 -Correction FalseDiscoveryRate
        $parts.Region | Select-Object -Unique | Should -Be 'EEG 0.1 s', 'EEG 0.2 s'
        $parts.Count | Should -Be 16
    }

    It 'gives intervals by bootstrap' {
        $part = ($layers | Invoke-VariancePartition $brain -Bootstrap Subject -BootstrapCount 30 -PermutationCount 0 -IntervalMethod Percentile)[2]
        $part.Confidence.Low | Should -BeLessThan $part.Confidence.High
    }

    It 'says what cannot be partitioned' {
        { $layers[0] | Invoke-VariancePartition $brain } | Should -Throw -ErrorId 'GroupCountInvalid,*'
        { $layers | Invoke-VariancePartition $brain @{ a = 'conv*'; b = 'nope*' } } | Should -Throw -ErrorId 'GroupEmpty,*'
        { $layers | Invoke-VariancePartition $brain @{ a = 'conv*'; b = 'nope' } } | Should -Throw -ErrorId 'RdmNotFound,*'
        { $layers | Invoke-VariancePartition $brain @{ a = 'conv*'; b = 7 } } | Should -Throw -ErrorId 'GroupInvalid,*'
    }

    It 'shows its parts as a table' {
        $text = $layers | Invoke-VariancePartition $brain -PermutationCount 0 | Out-String
        $text | Should -Match 'Region\s+Name\s+Kind\s+R²\s+p \(adjusted\)'
    }
}
