BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $rows = 'a,1,1,4', 'a,1,3,2', 'b,1,0,1', 'b,1,2,1', 'a,2,5,1', 'a,2,1,2', 'b,2,3,7', 'b,2,3,5' | ConvertFrom-Csv -Header Class, Run, v1, v2
}

Describe 'Measure-NoiseCovariance' {
    It 'takes the mean of each condition in each run away' {
        $noise = $rows | Measure-NoiseCovariance Full -Condition Class -Run Run
        $noise | Should -BeOfType DnnBrain.Rsa.Noise.NoiseCovariance
        $noise.DegreesOfFreedom | Should -Be 4
        # Half the squared difference of each of four pairs, and their products.
        $covariance = $noise.ToCovariance()
        $covariance[0, 0] | Should -Be ((2 + 2 + 8 + 0) / 4)
        $covariance[0, 1] | Should -Be ((-2 + 0 - 2 + 0) / 4)
        ($noise.ToPrecision()[0, 0] * 3 + $noise.ToPrecision()[0, 1] * -1) | Should -BeGreaterThan 0.999999
    }

    It 'gives one covariance a run' {
        $noise = $rows | Measure-NoiseCovariance Diagonal -Condition Class -Run Run -PerRun
        $noise.Run | Should -Be '1', '2'
        $noise | ForEach-Object { $_.ToCovariance()[0, 0] } | Should -Be 2, 4
    }

    It 'divides residuals by the degrees of freedom given' {
        $noise = 1, 2, 3 | ForEach-Object { [pscustomobject]@{ Id = $_; v = $_ } } | Measure-NoiseCovariance Full -DegreesOfFreedom 0.5
        $noise.ToCovariance()[0, 0] | Should -Be 4
    }

    It 'passes on to New-Rdm' {
        $noise = $rows | Measure-NoiseCovariance -Condition Class -Run Run
        $rdm = $rows | New-Rdm Mahalanobis -Condition Class -Property v* -Noise $noise
        $rdm[0, 1] | Should -BeGreaterThan 0
        { $rows | New-Rdm Mahalanobis -Condition Class -Property v1 -Noise $noise -ErrorAction Stop } | Should -Throw '*1 units*2*' -ErrorId 'NoiseSizeMismatch,*'
        { $rows | New-Rdm Mahalanobis -Condition Class -Property v1 -ErrorAction Stop } | Should -Throw '*Measure-NoiseCovariance*' -ErrorId 'NoiseRequired,*'
    }

    It 'says what the estimators are' {
        { $rows | Measure-NoiseCovariance Oas -Condition Class } | Should -Throw '*LedoitWolf*' -ErrorId 'CovarianceEstimatorNotFound,*'
        (TabExpansion2 'Measure-NoiseCovariance -Estimator l' 36).CompletionMatches.CompletionText | Should -Be 'LedoitWolf'
    }

    It 'says that a condition has to be measured more than once' {
        { $rows[0, 2] | Measure-NoiseCovariance -Condition Class -Property v* -ErrorAction Stop } | Should -Throw '*more than once*' -ErrorId 'NoiseDegreesOfFreedomInvalid,*'
    }
}
