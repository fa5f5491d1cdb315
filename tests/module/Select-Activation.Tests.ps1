BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $stimuli = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 6
    $whole = $stimuli | Get-DnnActivation fashionnet conv5_relu
}

Describe 'Select-Activation' {
    It 'picks 1-based channels, rows and columns in the order asked for' {
        $part = $whole | Select-Activation 3, 1 -Row 7 -Column 2, 1
        "$($part.Shape)" | Should -Be '6×2×1×2'
        $pattern = $whole.GetPattern($stimuli[4].Id)
        # Channel × row × column, row-major, of 64 × 7 × 7.
        $part.GetPattern($stimuli[4].Id) | Should -Be @(
            $pattern[(2 * 49) + (6 * 7) + 1], $pattern[(2 * 49) + (6 * 7)], $pattern[(6 * 7) + 1], $pattern[6 * 7])
        $part.Provenance.Parameters['Channel'] | Should -Be '3 1'
        $part.Provenance.Sources[0].Operation | Should -Be 'Get-DnnActivation'
    }

    It 'picks stimuli by id in the order asked for' {
        $part = $whole | Select-Activation -StimulusId $stimuli[3].Id, $stimuli[0].Id
        $part.StimulusId | Should -Be $stimuli[3].Id, $stimuli[0].Id
        $part.GetPattern($stimuli[3].Id) | Should -Be $whole.GetPattern($stimuli[3].Id)
        $part.ToArray()[0..48] | Should -Be $whole.GetPattern($stimuli[3].Id)[0..48]
    }

    It 'says what there is, and goes on with the other layers' {
        $fc = $stimuli | Get-DnnActivation fashionnet fc2
        $good = $fc, $whole | Select-Activation 20 -ErrorVariable problem -ErrorAction SilentlyContinue
        $good.Layer | Should -Be 'conv5_relu'
        "$problem" | Should -Match 'channels 1 to 10'
        { $whole | Select-Activation 0 -ErrorAction Stop } | Should -Throw -ErrorId 'MaskInvalid,*'
        { $whole | Select-Activation -StimulusId nobody -ErrorAction Stop } | Should -Throw -ErrorId 'StimulusNotFound,*'
    }
}

Describe 'Join-Activation' {
    It 'puts stimuli behind each other, layer by layer' {
        $parts = @($stimuli[0..1] | Get-DnnActivation fashionnet fc1, conv5_relu) + @($stimuli[2..5] | Get-DnnActivation fashionnet fc1, conv5_relu)
        $joined = $parts | Join-Activation
        $joined.Layer | Should -Be 'conv5_relu', 'fc1'
        $joined[0].StimulusId | Should -Be $stimuli.Id
        $joined[0].GetPattern($stimuli[3].Id) | Should -Be $parts[2].GetPattern($stimuli[3].Id)
        $joined[0].ToArray().Count | Should -Be (6 * 64 * 49)
    }

    It 'refuses a stimulus that comes twice and layers that differ' {
        { $whole, $whole | Join-Activation -ErrorAction Stop } | Should -Throw -ErrorId 'StimulusDuplicate,*'
        $part = $whole | Select-Activation 1
        { $whole, $part | Join-Activation -ErrorAction Stop } | Should -Throw -ErrorId 'ShapeMismatch,*'
    }
}
