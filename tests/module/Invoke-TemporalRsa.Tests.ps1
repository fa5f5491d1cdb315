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

    It 'recovers the order that was planted in the shipped epochs' {
        $data = "$PSScriptRoot/../../examples/data"
        $table = Import-Csv "$data/meg/stimuli.csv"
        $looks = Import-Stimulus "$data/fashion.stim.csv" | Where-Object Id -In $table.Id | Get-DnnActivation fashionnet conv1_relu | New-Rdm
        $season = $table | New-ModelRdm Season
        $rdms = Import-BrainEpoch "$data/meg/sub-*_meg.npz" | New-Rdm Crossnobis -Condition stimulus -Run run
        $first = $looks | Invoke-TemporalRsa $rdms -Nuisance $season
        $second = $season | Invoke-TemporalRsa $rdms -Nuisance $looks
        # truth.json: Gaussians of sd 25 and 35 ms around these times, sampled each 20 ms; latencies scatter by 8 ms.
        $first.PeakTime | Should -BeIn 0.08, 0.1, 0.12
        $second.PeakTime | Should -BeIn 0.18, 0.2, 0.22
        $first.Cluster | Should -HaveCount 1
        $second.Cluster | Should -HaveCount 1
        $first.Cluster[0].AdjustedPValue | Should -Be (1 / 256)
        $second.Onset | Should -BeGreaterThan $first.Onset
        $first.Onset | Should -BeGreaterThan 0
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
