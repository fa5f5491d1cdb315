BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    function New-TestRdm([string] $Name, [double[]] $Dissimilarity, [string] $Subject, [string[]] $Id = ('a', 'b', 'c', 'd')) {
        $rdm = [DnnBrain.Rsa.Rdm]::new($Name, 'Euclidean', $Id, $Dissimilarity, [DnnBrain.Provenance]@{ Operation = 'test' })
        if (-not $Subject) { return $rdm }
        # Subject is set when an object is made, which PowerShell's own syntax does not reach.
        [DnnBrain.Rsa.Rdm].GetProperty('Subject').SetValue($rdm, $Subject)
        $rdm
    }

    $models = (New-TestRdm conv1 (1, 2, 3, 4, 5, 6)), (New-TestRdm conv2 (6, 5, 1, 4, 2, 3))
    $brain = foreach ($subject in 'sub-01', 'sub-02') {
        New-TestRdm V1 (1, 3, 2, 4, 5, 6) $subject
        New-TestRdm IT (6, 4, 1, 5, 2, 3) $subject
    }
}

Describe 'Invoke-RsaComparison' {
    It 'gives one result for each layer and region' {
        $results = $models | Invoke-RsaComparison -Reference $brain
        $results | Should -BeOfType DnnBrain.Rsa.RsaComparison
        $results.Name | Should -Be 'conv1', 'conv2', 'conv1', 'conv2'
        $results.Region | Should -Be 'V1', 'V1', 'IT', 'IT'
        $results[0].Method | Should -Be 'Spearman'
        # One exchange of neighbouring ranks among six: 1 − 6 · 2 / (6 · 35).
        [math]::Round($results[0].Correlation, 12) | Should -Be ([math]::Round(1 - 12 / 210, 12))
        $results[0].Subject | Should -Be 'sub-01', 'sub-02'
        [math]::Round($results[0].CeilingLower, 12) | Should -Be 1
        $results[0].PermutationCount | Should -Be 23
    }

    It 'gives the same p for the same seed' {
        $five = 'a', 'b', 'c', 'd', 'e'
        $model = New-TestRdm m (1, 5, 2, 7, 3, 9, 4, 8, 6, 10) '' $five
        $region = New-TestRdm r (2, 4, 1, 8, 3, 7, 5, 9, 6, 10) 's' $five
        $p = foreach ($seed in 1, 1, 2) { ($model | Invoke-RsaComparison $region -PermutationCount 60 -Seed $seed -WarningAction Ignore).PValue }
        $p[0] | Should -Be $p[1]
        $p[0] | Should -Not -Be $p[2]
    }

    It 'compares linearly or by rank' {
        $pearson = $models[0] | Invoke-RsaComparison $brain[0] -Method pearson -PermutationCount 0 -WarningAction Ignore
        $pearson.Method | Should -BeExactly 'Pearson'
        [double]::IsNaN($pearson.PValue) | Should -BeTrue
    }

    It 'lists the stimuli that only one side has' {
        $other = New-TestRdm V1 (1, 2, 3, 4, 5, 6) 'sub-01' ('a', 'b', 'c', 'house')
        { $models | Invoke-RsaComparison $other } | Should -Throw '*house*' -ErrorId 'StimulusMismatch,*'
        $matched = $models[0] | Invoke-RsaComparison $other -AlignBy Position -WarningAction Ignore
        [math]::Round($matched.Correlation, 12) | Should -Be 1
    }

    It 'goes on with the other layers when one is constant' {
        $results = (New-TestRdm dead (1, 1, 1, 1, 1, 1)), $models[0] |
            Invoke-RsaComparison $brain -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Name | Should -Be 'conv1', 'conv1'
        $problems.FullyQualifiedErrorId | Should -Be 'RdmConstant,DnnBrain.PowerShell.Commands.Rsa.InvokeRsaComparisonCommand'
    }

    It 'says that one subject has no ceiling' {
        $result = $models[0] | Invoke-RsaComparison $brain[0] -WarningVariable warnings -WarningAction SilentlyContinue
        [double]::IsNaN($result.CeilingUpper) | Should -BeTrue
        $warnings | Should -BeLike '*One subject only in V1*'
    }

    It 'refuses a negative number of permutations' {
        { $models | Invoke-RsaComparison $brain -PermutationCount -1 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'lists the methods when it is given another one' {
        { $models | Invoke-RsaComparison $brain -Method Kendall } | Should -Throw '*Spearman, Pearson*' -ErrorId 'ComparisonMethodNotFound,*'
    }

    It 'completes methods' {
        (TabExpansion2 'Invoke-RsaComparison -Method p' 30).CompletionMatches.CompletionText | Should -Be 'Pearson'
    }

    It 'shows layers, regions, correlation, adjusted p and ceiling' {
        $text = $models | Invoke-RsaComparison $brain | Out-String
        $text | Should -Match 'Name\s+Region\s+Correlation\s+p \(adjusted\)\s+Ceiling'
        $text | Should -Match 'conv1\s+V1\s+0[.,]943 ± 0[.,]000\s+\S+\s+1[.,]00–1[.,]00'
    }
}
