BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    function New-TestActivation([string] $Layer, [single[]] $Value, [int] $Count = 5) {
        $shape = [DnnBrain.Activations.ActivationShape]::new($Count, $Value.Count / $Count, 1, 1)
        [DnnBrain.Activations.Activation]::new(
            'net', $Layer, [string[]](1..$Count | ForEach-Object { "s$_" }),
            [DnnBrain.Activations.MemoryActivationValues]::new($shape, $Value), [DnnBrain.Provenance]@{ Operation = 'test' })
    }

    $a = New-TestActivation a (1, 2, 4, 1, 0, 5, 3, 3, 2, 7)
    # The same patterns, turned by a right angle and doubled.
    $turned = New-TestActivation turned (-4, 2, -2, 8, -10, 0, -6, 6, -14, 4)
    $other = New-TestActivation other (3, 1, 4, 1, 5, 9, 2, 6, 5, 3)
}

Describe 'Measure-Cka' {
    It 'gives one result for each layer and reference' {
        $results = $a, $other | Measure-Cka $turned, $a -PermutationCount 20
        $results | Should -BeOfType DnnBrain.Representations.RepresentationComparison
        $results.Name | Should -Be 'a', 'other', 'a', 'other'
        $results.Region | Should -Be 'turned', 'turned', 'a', 'a'
        [math]::Round($results[0].Value, 12) | Should -Be 1
        $results[1].Value | Should -BeLessThan 1
        $results[0].PermutationCount | Should -Be 20
    }

    It 'compares by every method' {
        foreach ($method in [DnnBrain.Representations.RepresentationMethod]::All) {
            $same, $less = $a, $other | Measure-Cka $turned -Method $method.Name -PermutationCount 5 -WarningAction Ignore
            $expected = if ($method.IsDistance) { 0 } else { 1 }
            # A distance is the root of a difference: half of the digits.
            [math]::Abs($same.Value - $expected) | Should -BeLessThan 1e-7
            [double]::IsFinite($less.Value) | Should -BeTrue
            $less.PValue | Should -BeGreaterThan 0
        }
    }

    It 'goes on with the other layers when one is constant or not finite' {
        $results = (New-TestActivation dead (1, 1, 1, 1, 1, 1, 1, 1, 1, 1)), (New-TestActivation nan (1, 1, [single]::NaN, 1, 1, 1, 1, 1, 1, 1)), $a |
            Measure-Cka $turned -PermutationCount 0 -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Name | Should -Be 'a'
        ($problems.FullyQualifiedErrorId | ForEach-Object { $_.Split(',')[0] } | Sort-Object) | Should -Be 'PatternNotFinite', 'RepresentationConstant'
        "$problems" | Should -BeLike '*s2*'
        [double]::IsNaN($results.PValue) | Should -BeTrue
    }

    It 'lists the stimuli that only one side has' {
        { $a | Measure-Cka (New-TestActivation six (1..6) 6) } | Should -Throw '*s6*' -ErrorId 'StimulusMismatch,*'
    }

    It 'refuses what is no representation, and widths and shares that are none' {
        { 5 | Measure-Cka $a -ErrorAction Stop } | Should -Throw '*Get-DnnActivation*' -ErrorId 'PatternExpected,*'
        { $a | Measure-Cka $a -Method RbfCka -Bandwidth 0 } | Should -Throw -ErrorId 'BandwidthInvalid,*'
        { $a | Measure-Cka $a -Method Cca -VarianceShare 2 } | Should -Throw -ErrorId 'VarianceShareInvalid,*'
        { $a | Measure-Cka $a -Method Kernel } | Should -Throw '*LinearCka, DebiasedCka*' -ErrorId 'RepresentationMethodNotFound,*'
    }

    It 'warns of more components than stimuli carry' {
        $a | Measure-Cka $turned -Method Cca -PermutationCount 0 -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null
        $three = New-TestActivation three (1, 0, 2, 3, 1, 4, 9, 1, 2, 6, 7, 2, 5, 3, 3)
        $three | Measure-Cka $turned -Method Cca -VarianceShare 1 -PermutationCount 0 -WarningVariable +warnings -WarningAction SilentlyContinue | Out-Null
        "$warnings" | Should -BeLike '*3 components of*'
    }

    It 'completes methods' {
        (TabExpansion2 'Measure-Cka -Method pro' 23).CompletionMatches.CompletionText | Should -Be 'Procrustes', 'ProjectionWeightedCca'
    }

    It 'shows layers, regions, method, value and adjusted p' {
        ($a | Measure-Cka $turned -PermutationCount 5 | Out-String) | Should -Match 'a\s+turned\s+LinearCka\s+1[.,]000\s+\S+'
    }
}
