BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $files = Join-Path $PSScriptRoot '../data/epochs'
    $meg = Join-Path $repository examples data meg
}

Describe 'Import-BrainEpoch' {
    It 'reads epochs with their times, sensors, subject and trials' {
        $epochs = Import-BrainEpoch "$meg/sub-0[12]_meg.npz"
        $epochs.Subject | Should -Be 'sub-01', 'sub-02'
        $epochs[0] | Should -BeOfType DnnBrain.Brain.BrainEpoch
        $epochs[0].TrialCount, $epochs[0].ChannelCount, $epochs[0].Time.Count | Should -Be 72, 12, 26
        $epochs[0].Descriptor['run'] | Select-Object -Unique | Should -Be '1', '2', '3', '4'
    }

    It 'takes what a file does not say' {
        $trials = 1..4 | ForEach-Object { [pscustomobject]@{ Id = "t$_"; Class = $_ % 2 } }
        $epochs = Import-BrainEpoch "$files/time_sensor_trial.npy" -Axis Time, Sensor, Trial -SamplingRate 20 -StartTime -0.1 -Trial $trials -Subject p1 -Name EEG
        $epochs.Time[-1] | Should -Be 0.1
        $epochs.StimulusId | Should -Be 't1', 't2', 't3', 't4'
        $rdm = $epochs | New-Rdm Euclidean -Condition class -TimeWindow 0, 0.1 -BinWidth 0.1
        $rdm.Name | Should -Be 'EEG:0.025'
        $rdm.Time | Should -Be 0.025
        $rdm.Subject | Should -Be 'p1'
        # Trials 1 and 3 against 2 and 4: 100 apart in each of three sensors.
        $rdm.Dissimilarity | Should -Be ([Math]::Sqrt(30000))
    }

    It 'picks sensors' {
        (Import-BrainEpoch "$files/trial_sensor_time.npz" -Sensor Fz, C*).Sensor | Should -Be 'Cz', 'Fz'
        { Import-BrainEpoch "$files/trial_sensor_time.npz" -Sensor Pz -ErrorAction Stop } | Should -Throw '*Oz*' -ErrorId 'SensorNotFound,*'
    }

    It 'warns of times that look like milliseconds' {
        $null = Import-BrainEpoch "$files/trial_sensor_time.npz" -Time (0..4 | ForEach-Object { 2 * $_ }) -WarningVariable warning -WarningAction SilentlyContinue
        $warning[0].Message | Should -BeLike '*seconds*'
    }

    It 'names a file that cannot be read and goes on' {
        $epochs = Import-BrainEpoch "$files/time_sensor_trial.npy", "$files/trial_sensor_time.npz" -ErrorAction SilentlyContinue -ErrorVariable problem
        $epochs | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'TimeMissing,*'
    }
}

Describe 'New-Rdm of epochs' {
    BeforeAll {
        $epochs = Import-BrainEpoch "$meg/sub-01_meg.npz"
    }

    It 'gives one RDM a bin, called by its time' {
        $rdms = $epochs | New-Rdm -Condition stimulus -TimeWindow 0, 0.1 -BinWidth 0.04 -BinStep 0.02
        $rdms.Time | Should -Be 0.01, 0.03, 0.05, 0.07, 0.09
        $rdms[1].Name | Should -Be 'MEG:0.03'
        $rdms[0].StimulusCount | Should -Be 18
    }

    It 'keeps times through files' {
        $rdms = $epochs | New-Rdm -Condition season -BinWidth 0.1
        foreach ($extension in 'npz', 'rdm.h5', 'csv', 'mat') {
            $rdms | Export-Rdm "$TestDrive/meg.$extension"
            $read = Import-Rdm "$TestDrive/meg.$extension"
            $read.Name | Should -Be $rdms.Name
            # A table has the name only.
            if ($extension -ne 'csv') { $read.Time | Should -Be $rdms.Time }
        }
    }

    It 'takes conditions from a table instead' {
        $table = $epochs.StimulusId | ForEach-Object { [pscustomobject]@{ Id = $_; Half = [int]$_ % 2 } }
        ($epochs | New-Rdm -Stimulus $table -Condition Half -BinWidth 1).StimulusCount | Should -Be 2
    }

    It 'takes a noise covariance over time, or that of each bin' {
        $parameters = @{ Condition = 'stimulus'; Run = 'run'; TimeWindow = 0.1, 0.14 }
        $over = $epochs | Measure-NoiseCovariance -Condition stimulus -OverTime
        $over.Name | Should -Be 'MEG'
        $each = $epochs | Measure-NoiseCovariance -Condition stimulus -TimeWindow 0.1, 0.14
        $each.Name | Should -Be 'MEG:0.1', 'MEG:0.12', 'MEG:0.14'
        $first = $epochs | New-Rdm Crossnobis @parameters -Noise $over
        $second = $epochs | New-Rdm Crossnobis @parameters -Noise $each
        $first.Name | Should -Be $second.Name
        $first[0].Dissimilarity[0] | Should -Not -Be $second[0].Dissimilarity[0]
    }

    It 'names what is wrong' {
        { $epochs | New-Rdm -Condition colour -ErrorAction Stop } | Should -Throw '*season*' -ErrorId 'ColumnNotFound,*'
        { $epochs | New-Rdm -BinWidth 0.001 -ErrorAction Stop } | Should -Throw '*0.02*' -ErrorId 'TimeBinInvalid,*'
        { $epochs | New-Rdm -TimeWindow 1, 2 -ErrorAction Stop } | Should -Throw '*0.4*' -ErrorId 'TimeWindowEmpty,*'
        $activation = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 3 | Get-DnnActivation fashionnet fc2
        { $activation | New-Rdm -BinWidth 0.1 -ErrorAction Stop } | Should -Throw '*Import-BrainEpoch*' -ErrorId 'TimeAxisMissing,*'
        { $activation | Measure-NoiseCovariance -OverTime -ErrorAction Stop } | Should -Throw -ErrorId 'TimeAxisMissing,*'
        { 'a,1', 'b,2' | ConvertFrom-Csv -Header Id, v | New-Rdm Euclidean -TimeWindow 0, 1 -ErrorAction Stop } | Should -Throw '*-By Time*' -ErrorId 'TimeAxisMissing,*'
        { $epochs | New-Rdm -By Channel -ErrorAction Stop } | Should -Throw '*sensors*' -ErrorId 'AxisNotFound,*'
    }
}
