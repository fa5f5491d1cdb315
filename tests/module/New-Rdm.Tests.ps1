BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    # An activation of given patterns, one row a stimulus.
    function New-TestActivation([string] $Layer, [float[]] $Values, [int] $Stimuli) {
        $shape = [DnnBrain.Activations.ActivationShape]::new($Stimuli, $Values.Count / $Stimuli, 1, 1)
        $memory = [DnnBrain.Activations.MemoryActivationValues]::new($shape, $Values)
        $provenance = [DnnBrain.Provenance]@{ Operation = 'Get-DnnActivation' }
        [DnnBrain.Activations.Activation]::new('net', $Layer, [string[]](1..$Stimuli | ForEach-Object { "s$_" }), $memory, $provenance)
    }

    $conv1 = New-TestActivation conv1 (1, 2, 3, 3, 2, 1, 1, 3, 2) 3
    $conv2 = New-TestActivation conv2 (0, 3, 4, 0, 0, 0) 3
}

Describe 'New-Rdm' {
    It 'makes one RDM for each activation' {
        $rdms = $conv1, $conv2 | New-Rdm -Metric Euclidean
        $rdms.Name | Should -Be 'conv1', 'conv2'
        $rdms[0] | Should -BeOfType DnnBrain.Rsa.Rdm
        $rdms[0].Source | Should -Be 'net'
        $rdms[0].StimulusId | Should -Be 's1', 's2', 's3'
        $rdms[1][0, 1] | Should -Be 5
    }

    It 'takes 1 − r when no metric is given' {
        $rdm = New-Rdm -InputObject $conv1
        $rdm.Metric | Should -BeExactly 'Correlation'
        $rdm.Dissimilarity | ForEach-Object { [math]::Round($_, 12) } | Should -Be 2, 0.5, 1.5
    }

    It 'z-scores units over stimuli or stimuli over units' {
        # By hand: units 0, 4, 0 and 3, 0, 0 over stimuli; sd √(32/9) and √2.
        [math]::Round(($conv2 | New-Rdm Euclidean -ZScore Unit)[0, 1], 12) | Should -Be ([math]::Round([math]::Sqrt(16 / (32 / 9) + 9 / 2), 12))
        [math]::Round(($conv1 | New-Rdm Euclidean -ZScore Stimulus)[0, 1], 12) | Should -Be ([math]::Round([math]::Sqrt(12), 12))
    }

    It 'names a constant pattern in a warning and keeps it as NaN' {
        $rdm = New-TestActivation conv3 (1, 1, 2, 5, 0, 1) 3 | New-Rdm -WarningVariable warnings -WarningAction SilentlyContinue
        [double]::IsNaN($rdm[0, 1]) | Should -BeTrue
        $warnings | Should -Match 'constant \(s1\)'
    }

    It 'goes on with the next activation when one cannot be used' {
        $rdm = (New-TestActivation one (1, 2, 3) 3), $conv1 | New-Rdm -ErrorVariable problems -ErrorAction SilentlyContinue
        $rdm.Name | Should -Be 'conv1'
        $problems.FullyQualifiedErrorId | Should -Be 'UnitTooFew,DnnBrain.PowerShell.Commands.Rsa.NewRdmCommand'
    }

    It 'lists the metrics when it is given another one' {
        { $conv1 | New-Rdm -Metric Pearson } | Should -Throw '*Correlation, Euclidean, Cosine*' -ErrorId 'RdmMetricNotFound,*'
    }

    It 'completes metrics with an explanation' {
        $completion = (TabExpansion2 'New-Rdm -Metric c' 17).CompletionMatches
        $completion.CompletionText | Should -Be 'Correlation', 'Cosine'
        $completion[0].ToolTip | Should -BeLike '*Pearson*'
    }

    It 'says with -Verbose what it did' {
        $verbose = $conv1 | New-Rdm -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        $verbose.Message | Should -Match 'RDM of conv1: 3 × 3 from 3 units, Correlation'
    }
}
