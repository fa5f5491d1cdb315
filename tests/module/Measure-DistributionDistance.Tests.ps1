BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    # Channels are columns of Value, one a stimulus row.
    function New-TestActivation([string] $Layer, [single[]] $Value, [string[]] $Id) {
        $shape = [DnnBrain.Activations.ActivationShape]::new($Id.Count, $Value.Count / $Id.Count, 1, 1)
        [DnnBrain.Activations.Activation]::new(
            'net', $Layer, $Id, [DnnBrain.Activations.MemoryActivationValues]::new($shape, $Value), [DnnBrain.Provenance]@{ Operation = 'test' })
    }

    $low = New-TestActivation conv1 (0, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0) ('a'..'f')
    $high = New-TestActivation conv1 (10, 1, 9, 0, 9, 1, 10, 1, 9, 0, 10, 0) ('g'..'l')
    $paired = New-TestActivation conv1 (0, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0) ('f'..'a')
}

Describe 'Measure-DistributionDistance' {
    It 'gives one result for each layer that both sets have' {
        $other = New-TestActivation fc1 (1..6) ('a'..'f')
        $otherHigh = New-TestActivation fc1 (2..7) ('g'..'l')
        $results = $low, $other | Measure-DistributionDistance $otherHigh, $high -PermutationCount 50
        $results | Should -BeOfType DnnBrain.Rsa.DistributionDistance
        $results.Name | Should -Be 'conv1', 'fc1'
        $results.Reference | Should -Be 'conv1', 'fc1'
        $results.PermutationCount | Should -Be 50, 50
        $results[0].IsPaired | Should -BeFalse
        # Each of 2..7 moved by one, in six bins of width 1 from 1 to 7: the last holds 6 and 7, and one sixth of the mass moves by a bin less.
        [math]::Round(($other | Measure-DistributionDistance $otherHigh -BinCount 6 -PermutationCount 0).Distance, 12) | Should -Be ([math]::Round(5 / 6, 12))
    }

    It 'compares channel by channel' {
        $results = $low | Measure-DistributionDistance $high -ByChannel -PermutationCount 199
        $results.Channel | Should -Be 1, 2
        $results[0].Distance | Should -BeGreaterThan 8
        $results[0].AdjustedPValue | Should -BeLessThan 0.05
        $results[1].Distance | Should -Be 0
        $results[1].PValue | Should -Be 1
    }

    It 'has a Jensen-Shannon distance of the root of ln 2 where no bin is shared' {
        $result = $low | Measure-DistributionDistance $high -ByChannel -Method JensenShannon -PermutationCount 0
        [math]::Round($result[0].Distance, 12) | Should -Be ([math]::Round([math]::Sqrt([math]::Log(2)), 12))
        [double]::IsNaN($result[0].PValue) | Should -BeTrue
    }

    It 'exchanges answers within stimuli where both sets hold the same ones, and has no p where they share some' {
        ($low | Measure-DistributionDistance $paired -PermutationCount 20).IsPaired | Should -BeTrue
        $some = New-TestActivation conv1 (1..4) ('f', 'g')
        $result = $low | Measure-DistributionDistance $some -WarningVariable warnings -WarningAction SilentlyContinue
        [double]::IsNaN($result.PValue) | Should -BeTrue
        "$warnings" | Should -BeLike '*share some of their stimuli*'
    }

    It 'compares dissimilarities of two RDMs, without a test' {
        $rdms = $low, $high | New-Rdm -Metric Euclidean
        $result = $rdms[0] | Measure-DistributionDistance $rdms[1] -BinCount 10 -WarningVariable warnings
        [double]::IsNaN($result.PValue) | Should -BeTrue
        $result.Share.Count | Should -Be 10
        $warnings | Should -BeNullOrEmpty
    }

    It 'gives the same p for the same seed' {
        $p = foreach ($seed in 1, 1) { ($low | Measure-DistributionDistance $paired -PermutationCount 30 -Seed $seed -Correction Holm).AdjustedPValue }
        $p[0] | Should -Be $p[1]
    }

    It 'goes on with the other layers where one has no partner' {
        $results = (New-TestActivation fc9 (1..6) ('a'..'f')), $low |
            Measure-DistributionDistance $high -PermutationCount 0 -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Name | Should -Be 'conv1'
        $problems.FullyQualifiedErrorId | Should -BeLike 'PatternNotFound,*'
        "$problems" | Should -BeLike "*fc9*it has 'conv1'*"
    }

    It 'refuses what has no values, an RDM against patterns, and one bin' {
        { 5 | Measure-DistributionDistance $high -ErrorAction Stop } | Should -Throw '*Get-DnnActivation*' -ErrorId 'PatternExpected,*'
        { $low | New-Rdm -Metric Euclidean | Measure-DistributionDistance $high -ErrorAction Stop } | Should -Throw '*RDM*' -ErrorId 'PatternExpected,*'
        { $low | Measure-DistributionDistance $high -BinCount 1 } | Should -Throw '*at least 2*' -ErrorId 'BinCountInvalid,*'
    }

    It 'shows names, channel, distance and adjusted p' {
        ($low | Measure-DistributionDistance $high -ByChannel -PermutationCount 5 | Out-String) | Should -Match 'Name\s+Reference\s+Channel\s+Distance\s+p \(adjusted\)'
    }
}
