BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $stimuli = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 30
    $activation = $stimuli | Get-DnnActivation fashionnet conv5_relu

    # The whole layer, sorted by PowerShell: what a ranking must agree with.
    function Get-Score([int] $Channel, [string] $Statistic) {
        $shape = $activation.Shape
        $map = $shape.Rows * $shape.Columns
        foreach ($stimulus in $stimuli) {
            $start = ($Channel - 1) * $map
            $values = $activation.GetPattern($stimulus.Id)[$start..($start + $map - 1)]
            $measured = $values | Measure-Object -Maximum -Average
            [pscustomobject]@{ Id = $stimulus.Id; Score = $Statistic -eq 'Max' ? $measured.Maximum : $measured.Average }
        }
    }
}

Describe 'Find-TopStimulus' {
    It 'ranks the stimuli of each channel as a sort of all of them does, by <_>' -ForEach 'Max', 'Mean' {
        $found = $stimuli | Find-TopStimulus -Model fashionnet -Layer conv5_relu -Channel 9, 2 -Top 4 -Score $_
        $found.Channel | Should -Be 9, 9, 9, 9, 2, 2, 2, 2
        $found | ForEach-Object Rank | Should -Be 1, 2, 3, 4, 1, 2, 3, 4
        foreach ($channel in 9, 2) {
            $expected = Get-Score $channel $_ | Sort-Object Score -Descending -Stable | Select-Object -First 4
            $mine = $found | Where-Object Channel -EQ $channel
            for ($i = 0; $i -lt 4; $i++) {
                # Summed in another order, a mean may differ in the last digits.
                [Math]::Abs($mine[$i].Value - $expected[$i].Score) | Should -BeLessThan 1e-5
            }
            $_ -eq 'Mean' -or ($mine.StimulusId -join ' ') -eq ($expected.Id -join ' ') | Should -BeTrue
        }
    }

    It 'finds the same from an activation, in memory or in a file' {
        $direct = $stimuli | Find-TopStimulus fashionnet conv5_relu 1, 5 -Top 3 -BatchSize 7
        $later = $activation | Find-TopStimulus -Channel 1, 5 -Top 3
        $activation | Export-Activation "$TestDrive/a.act.h5"
        $read = Import-Activation "$TestDrive/a.act.h5" | Find-TopStimulus -Channel 1, 5 -Top 3
        $later.StimulusId | Should -Be $direct.StimulusId
        $read.StimulusId | Should -Be $direct.StimulusId
        $read.Value | Should -Be $later.Value
        $read[0].Model | Should -Be fashionnet
    }

    It 'hands on the stimuli, which go into a table' {
        $found = $stimuli | Find-TopStimulus fashionnet conv5_relu 3 -Top 5
        $found.Stimulus.Id | Should -Be $found.StimulusId
        $found.Stimulus[0].Condition | Should -Not -BeNullOrEmpty
        $found | ForEach-Object Stimulus | Export-Stimulus "$TestDrive/top.stim.csv"
        (Import-Stimulus "$TestDrive/top.stim.csv").Id | Should -Be $found.StimulusId
    }

    It 'ranks each of several layers' {
        $found = $stimuli | Find-TopStimulus fashionnet conv*_relu 1 -Top 2
        $found | Group-Object Layer | ForEach-Object Count | Should -Be (@(2) * 5)
    }

    It 'names the channels there are when one is not' {
        { $stimuli | Find-TopStimulus fashionnet fc2 11 } | Should -Throw "*'fc2' has channels 1 to 10*" -ErrorId 'ChannelNotFound,*'
        { $stimuli | Find-TopStimulus fashionnet fc2 0 } | Should -Throw -ErrorId 'ChannelNotFound,*'
        { $stimuli | Find-TopStimulus fashionnet fc9 1 } | Should -Throw -ErrorId 'LayerNotFound,*'
        { $activation | Find-TopStimulus -Channel 1 -Top 0 } | Should -Throw
    }

    It 'ranks all with a warning where there are fewer' {
        $found = $stimuli | Select-Object -First 3 | Find-TopStimulus fashionnet fc2 1 -WarningVariable warning -WarningAction SilentlyContinue
        $found.Count | Should -Be 3
        $warning | Should -BeLike '*3 stimuli, fewer than the 5*'
    }

    It 'says how the ranks were made' {
        $provenance = ($stimuli | Find-TopStimulus fashionnet fc2 1 -Top 1).Provenance
        $provenance.Operation | Should -Be 'Find-TopStimulus'
        $provenance.Model | Should -Be 'fashionnet'
        $provenance.Parameters['Score'] | Should -Be 'Max'
        $provenance.Sources[0].Operation | Should -Be 'Get-DnnActivation'
    }
}
