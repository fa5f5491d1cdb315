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

    It 'names a column that a stray text takes out of the patterns' {
        $rows = 'Id,a,b', 'x,1,2', 'y,n/a,3', 'z,2,5' | ConvertFrom-Csv
        $rdm = $rows | New-Rdm Euclidean -WarningVariable warnings -WarningAction SilentlyContinue
        $rdm[0, 2] | Should -Be 3
        $warnings | Should -BeLike "*'a' is no unit*'n/a'*"
        { $rows | New-Rdm Euclidean -Property a, b } | Should -Throw -ErrorId 'CellInvalid,*'
        { 'Id,a', 'x,1', ',2' | ConvertFrom-Csv | New-Rdm Euclidean } | Should -Throw '*Row 2*' -ErrorId 'StimulusIdMissing,*'
    }

    It 'says that RDMs and other results are no rows of a table' {
        $rdm = $conv1, $conv2 | New-Rdm Euclidean
        $rdm | New-Rdm -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be (@('InputNotTable,DnnBrain.PowerShell.Commands.Rsa.NewRdmCommand') * 2)
        $problems[0].Exception.Message | Should -BeLike "*Rdm*conv1*Convert-Rdm*Invoke-RsaComparison*"
        { $rdm | New-ModelRdm Name -ErrorAction Stop } | Should -Throw '*Import-Csv*' -ErrorId 'InputNotTable,*'
        { $rdm | New-BehaviorRdm -Task PairRating -ErrorAction Stop } | Should -Throw '*Import-Csv*' -ErrorId 'InputNotTable,*'
        { $conv1 | New-ModelRdm Name -ErrorAction Stop } | Should -Throw '*New-Rdm*' -ErrorId 'InputNotTable,*'
        { $rdm | Invoke-RsaComparison $rdm -PermutationCount 0 | New-Rdm -ErrorAction Stop } | Should -Throw -ErrorId 'InputNotTable,*'
    }

    It 'lists the metrics when it is given another one' {
        { $conv1 | New-Rdm -Metric Pearson } | Should -Throw '*Correlation, Euclidean, Cosine*' -ErrorId 'RdmMetricNotFound,*'
    }

    It 'completes metrics with an explanation' {
        $completion = (TabExpansion2 'New-Rdm -Metric c' 17).CompletionMatches
        $completion.CompletionText | Should -Contain 'Correlation'
        $completion.CompletionText | Should -Contain 'Crossnobis'
        $completion[0].ToolTip | Should -BeLike '*Pearson*'
    }

    It 'says with -Verbose what it did' {
        $verbose = $conv1 | New-Rdm -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        $verbose.Message | Should -Match 'RDM of conv1: 3 × 3 from 3 units, Correlation'
    }

    It 'averages the rows of a condition, in the order in which conditions occur' {
        $activation = New-TestActivation conv4 (0, 0, 9, 9, 2, 4) 3
        $trials = @{ Id = 's3'; Class = 'b' }, @{ Id = 's1'; Class = 'b' }, @{ Id = 's2'; Class = 'a' } | ForEach-Object { [pscustomobject]$_ }
        $rdm = $activation | New-Rdm SquaredEuclidean -Stimulus $trials -Condition Class
        $rdm.StimulusId | Should -Be 'b', 'a'
        $rdm[0, 1] | Should -Be (8 * 8 + 7 * 7)
    }

    It 'takes conditions and further columns from stimuli' {
        $stimuli = Import-Stimulus "$repository/examples/data/fashion.stim.csv"
        $activation = $stimuli | Get-DnnActivation fashionnet fc2
        ($activation | New-Rdm -Stimulus $stimuli -Condition Condition).StimulusCount | Should -Be 10
        { $activation | New-Rdm -Condition Condition -ErrorAction Stop } | Should -Throw '*-Stimulus*' -ErrorId 'StimulusRequired,*'
        { $activation | New-Rdm -Stimulus $stimuli } | Should -Throw -ErrorId 'ConditionMissing,*'
    }

    It 'makes one RDM a channel or a position' {
        $shape = [DnnBrain.Activations.ActivationShape]::new(2, 2, 1, 2)
        $memory = [DnnBrain.Activations.MemoryActivationValues]::new($shape, [float[]](0, 0, 0, 0, 1, 2, 3, 5))
        $activation = [DnnBrain.Activations.Activation]::new('net', 'conv', [string[]]('a', 'b'), $memory, [DnnBrain.Provenance]@{ Operation = 'Get-DnnActivation' })
        $channels = $activation | New-Rdm Cityblock -By Channel
        $channels.Name | Should -Be 'conv channel 1', 'conv channel 2'
        $channels | ForEach-Object { $_[0, 1] } | Should -Be 3, 8
        $positions = $activation | New-Rdm Cityblock -By Position -MaxMemory 10000
        $positions.Name | Should -Be 'conv position 1,1', 'conv position 1,2'
        $positions | ForEach-Object { $_[0, 1] } | Should -Be 4, 7
        { $activation | New-Rdm Cityblock -MaxMemory 1 -ErrorAction Stop } | Should -Throw -ErrorId 'MemoryTooSmall*' -ExpectedMessage '*Allow * bytes or more (-MaxMemory)*'
        { $activation | New-Rdm -By Voxel -ErrorAction Stop } | Should -Throw '*Channel and Position*' -ErrorId 'AxisNotFound,*'
    }

    It 'takes the rows of a table, one RDM a subject' {
        $rows = 's1,a,1,x,2', 's1,b,3,x,2', 's2,a,1,y,2', 's2,b,5,y,3' | ConvertFrom-Csv -Header Subject, Id, v1, Note, v2
        $rdms = $rows | New-Rdm Cityblock -By Subject
        $rdms.Subject | Should -Be 's1', 's2'
        $rdms | ForEach-Object { $_[0, 1] } | Should -Be 2, 5
        ($rows | New-Rdm Cityblock -By Subject -Property *1)[1][0, 1] | Should -Be 4
    }

    It 'names the row and the column of a cell that is not a number' {
        $rows = 'a,1', 'b,two' | ConvertFrom-Csv -Header Id, v1
        { $rows | New-Rdm Cityblock -Property v1 } | Should -Throw "Row 2, column 'v1': 'two' is not a number." -ErrorId 'CellInvalid,*'
        { $rows | New-Rdm Cityblock -Property v2 } | Should -Throw '*v1*' -ErrorId 'ColumnNotFound,*'
        { $rows | New-Rdm Cityblock } | Should -Throw -ErrorId 'UnitTooFew,*'
        { 'x,1', 'y,2' | ConvertFrom-Csv -Header Name, v1 | New-Rdm Cityblock } | Should -Throw '*Name, v1*' -ErrorId 'ColumnMissing,*'
    }

    It 'cross-validates over runs and keeps the sign' {
        # By hand: a − b is 2 in the one run and −1 in the other; their product is −2.
        $rows = 'a,1,2', 'b,1,0', 'a,2,3', 'b,2,4' | ConvertFrom-Csv -Header Class, Run, v
        $rdm = $rows | New-Rdm Crossnobis -Condition Class -Run Run
        $rdm[0, 1] | Should -Be -2
        { $rows | New-Rdm Crossnobis -Condition Class -Property v -ErrorAction Stop } | Should -Throw -ErrorId 'RunRequired,*'
    }
}
