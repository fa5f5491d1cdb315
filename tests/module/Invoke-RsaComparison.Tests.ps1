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

    It 'goes on with the other layers when one is about other stimuli' {
        $other = New-TestRdm other (1, 2, 3) '' ('a', 'b', 'c')
        $results = $other, $models[0] | Invoke-RsaComparison $brain -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Name | Should -Be 'conv1', 'conv1'
        $problems.FullyQualifiedErrorId | Should -Be 'StimulusMismatch,DnnBrain.PowerShell.Commands.Rsa.InvokeRsaComparisonCommand'
        $problems[0].TargetObject | Should -Be 'other'
    }

    It 'does not take options of a bootstrap that is not made' {
        foreach ($unused in @{ BootstrapCount = 50 }, @{ ConfidenceLevel = 0.9 }, @{ IntervalMethod = 'Percentile' }) {
            { $models | Invoke-RsaComparison $brain @unused } | Should -Throw '*-Bootstrap says*' -ErrorId 'ParameterNotApplicable,*'
        }
        { $models | Invoke-WeightedRsa $brain -BootstrapCount 50 } | Should -Throw -ErrorId 'ParameterNotApplicable,*'
        { $models | New-RsaModel | Test-RsaModel $brain -BootstrapCount 50 } | Should -Throw -ErrorId 'ParameterNotApplicable,*'
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
        { $models | Invoke-RsaComparison $brain -Method Kendall } | Should -Throw '*Spearman, Pearson, KendallTauA*' -ErrorId 'ComparisonMethodNotFound,*'
    }

    It 'compares by every method' {
        # Six squared distances of four stimuli in three dimensions, so that kernels are positive definite.
        $squared = New-TestRdm m (2, 3, 4, 3, 4, 5)
        $region = New-TestRdm r (3, 3, 4, 4, 5, 4)
        foreach ($method in [DnnBrain.Rsa.Comparison.RdmComparisonMethod]::All.Name) {
            $result = $squared | Invoke-RsaComparison $region -Method $method -PermutationCount 5 -WarningAction Ignore
            $result.Method | Should -BeExactly $method
            [double]::IsFinite($result.Correlation) | Should -BeTrue
            $result.PValue | Should -BeGreaterThan 0
        }
    }

    It 'gives all similarities as one matrix' {
        $matrix = $models | Invoke-RsaComparison $brain -AsMatrix
        $matrix | Should -BeOfType DnnBrain.Rsa.RsaComparisonMatrix
        $matrix.Name | Should -Be 'conv1', 'conv2'
        $matrix.Region | Should -Be 'V1', 'IT', 'V1', 'IT'
        $matrix.Subject | Should -Be 'sub-01', 'sub-01', 'sub-02', 'sub-02'
        [math]::Round($matrix.Similarity[0, 0], 12) | Should -Be ([math]::Round(1 - 12 / 210, 12))
        $matrix | Out-String | Should -Match 'Spearman\s+2\s+4\s+4\s+6'
    }

    It 'refuses -<Name> beside -AsMatrix, which makes no test' -ForEach @(
        @{ Name = 'Bootstrap'; Value = 'Stimulus' }
        @{ Name = 'SubjectTest'; Value = 'StudentT' }
        @{ Name = 'Correction'; Value = 'Holm' }
        @{ Name = 'Alternative'; Value = 'TwoSided' }
    ) {
        $parameter = @{ $Name = $Value }
        { $models | Invoke-RsaComparison $brain -AsMatrix @parameter } | Should -Throw "-$Name is for tests*" -ErrorId 'ParameterNotApplicable,*'
    }

    It 'takes nuisance RDMs out' {
        $nuisance = New-TestRdm pixel (2, 1, 3, 4, 6, 5)
        $results = $models | Invoke-RsaComparison $brain -Nuisance $nuisance -PermutationCount 10
        $results[0].Method | Should -Be 'Spearman, partial'
        ($models | Invoke-RsaComparison $brain -Nuisance $nuisance -Semipartial -PermutationCount 10)[0].Method | Should -Be 'Spearman, semipartial'
        { $models | Invoke-RsaComparison $brain -Nuisance $nuisance -Method Cosine } | Should -Throw '*Spearman, Pearson*' -ErrorId 'NuisanceNotSupported,*'
        { $models | Invoke-RsaComparison $brain -Semipartial } | Should -Throw -ErrorId 'NuisanceMissing,*'
    }

    It 'takes a covariance of stimuli as rows or variances' {
        $rows = (2, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)
        $one = $models | Invoke-RsaComparison $brain -Method CorrelationCov -StimulusCovariance $rows -AsMatrix
        $two = $models | Invoke-RsaComparison $brain -Method CorrelationCov -StimulusCovariance 2, 1, 1, 1 -AsMatrix
        $plain = $models | Invoke-RsaComparison $brain -Method CorrelationCov -AsMatrix
        $one.Similarity[0, 1] | Should -Be $two.Similarity[0, 1]
        $one.Similarity[0, 1] | Should -Not -Be $plain.Similarity[0, 1]
        { $models | Invoke-RsaComparison $brain -Method CorrelationCov -StimulusCovariance 1, 1 } | Should -Throw '*2 × 2*4 stimuli*' -ErrorId 'CovarianceInvalid,*'
        { $models | Invoke-RsaComparison $brain -Method CorrelationCov -StimulusCovariance 1, 1, 1, -1 } | Should -Throw -ErrorId 'CovarianceInvalid,*'
        { $models | Invoke-RsaComparison $brain -StimulusCovariance 1, 1, 1, 1 } | Should -Throw '*CosineCov*' -ErrorId 'CovarianceNotSupported,*'
    }

    It 'refuses a two-sided test of what is not 0 without a relation' {
        { $models | Invoke-RsaComparison $brain -Method Cosine -Alternative TwoSided } | Should -Throw -ErrorId 'AlternativeNotSigned,*'
    }

    It 'refuses to make kernels from incomplete RDMs' {
        $incomplete = New-TestRdm V1 (1, [double]::NaN, 2, 4, 5, 6)
        { $models | Invoke-RsaComparison $incomplete -Method Bures -WarningAction Ignore } | Should -Throw -ErrorId 'PairMissing,*'
        $flat = New-TestRdm V1 (1, 1, 9, 1, 1, 1)
        { $models | Invoke-RsaComparison $flat -Method NegativeRiemannian -WarningAction Ignore } | Should -Throw -ErrorId 'RdmNotPositiveDefinite,*'
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
