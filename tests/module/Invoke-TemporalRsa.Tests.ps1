BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    function New-TestRdm([string] $Name, [string] $Subject, [int] $Seed, [double[]] $Add, [double] $Share) {
        $random = [System.Random]::new($Seed)
        [double[]] $values = 0..27 | ForEach-Object { $random.NextDouble() + 0.2 + $(if ($Add) { $Share * $Add[$_] } else { 0 }) }
        $rdm = [DnnBrain.Rsa.Rdm]::new($Name, "Euclidean", [string[]]("a".."h"), $values, [DnnBrain.Provenance]@{ Operation = "test" })
        if ($Subject) { [DnnBrain.Rsa.Rdm].GetProperty("Subject").SetValue($rdm, $Subject) }
        $rdm
    }

    $model = New-TestRdm conv1 '' 1
    $sequence = foreach ($subject in 1..6) {
        foreach ($time in 1..8) { New-TestRdm "MEG:$time" "sub-0$subject" (100 * $subject + $time) $model.Dissimilarity ($time -in 4..6 ? 4 : 0) }
    }
}

Describe 'Invoke-TemporalRsa' {
    It 'finds when a model is there' {
        $result = $model | Invoke-TemporalRsa $sequence -Time (0..7 | ForEach-Object { 50 * $_ })
        $result | Should -BeOfType DnnBrain.Rsa.Temporal.TemporalRsa
        $result.Region | Should -Be 'MEG'
        $result.Similarity.Count | Should -Be 8
        $result.Cluster[0].AdjustedPValue | Should -Be (1 / 64)
        $result.PeakTime | Should -BeIn 150, 200, 250
        $result.Subject | Should -HaveCount 6
    }

    It 'compares times with each other' {
        $result = Invoke-TemporalRsa $sequence -AcrossTime -Statistic TValue
        $result.ToTable().GetLength(0) | Should -Be 8
        $result.ToTable()[3, 4] | Should -BeGreaterThan 0.5
        $result.Name | Should -Be 'MEG'
    }

    It 'completes methods' {
        (TabExpansion2 'Invoke-TemporalRsa -Method Kend').CompletionMatches[0].CompletionText | Should -Be 'KendallTauA'
    }

    It 'names what is wrong' {
        { $model | Invoke-TemporalRsa $model } | Should -Throw -ErrorId 'TimeMissing,*'
        { $model | Invoke-TemporalRsa $sequence -Time 1, 2 } | Should -Throw -ErrorId 'TimeCountMismatch,*'
        { $model | Invoke-TemporalRsa $sequence -ClusterFormingPValue 1 } | Should -Throw -ErrorId 'ClusterThresholdInvalid,*'
        { $model | Invoke-TemporalRsa $sequence[1..20] } | Should -Throw -ErrorId 'TimeMismatch,*'
    }
}
