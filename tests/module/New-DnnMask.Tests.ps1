BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $stimuli = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 3
    $whole = $stimuli | Get-DnnActivation fashionnet conv5_relu, fc1
}

Describe 'New-DnnMask, Export-DnnMask and Import-DnnMask' {
    It 'keep channels, rows and columns in DNNBrain''s layout' {
        @(New-DnnMask conv5_relu 3, 1 -Row 4) + (New-DnnMask fc1) | Export-DnnMask "$TestDrive/a.dmask.csv"
        Get-Content "$TestDrive/a.dmask.csv" -Raw | Should -BeExactly "conv5_relu=chn,row`n3,1`n4`nfc1=`n"
        $again = Import-DnnMask "$TestDrive/a.dmask.csv"
        $again.Layer | Should -Be 'conv5_relu', 'fc1'
        $again[0].Units | Should -Be 'channels 3 1, row 4'
        $again[1].Units | Should -Be 'all'
        { New-DnnMask fc1 | Export-DnnMask "$TestDrive/a.dmask.csv" } | Should -Throw -ErrorId 'FileExists,*'
    }

    It 'refuse numbers below 1 and name the line of a bad file' {
        { New-DnnMask fc1 0 -ErrorAction Stop } | Should -Throw -ErrorId 'MaskInvalid,*'
        Set-Content "$TestDrive/bad.dmask.csv" 'fc1=chn', 'one'
        { Import-DnnMask "$TestDrive/bad.dmask.csv" -ErrorAction Stop } | Should -Throw -ErrorId 'FileInvalid,*' -ExpectedMessage '*line 2*'
    }

    It 'take the layers of Get-DnnLayer' {
        (Get-DnnLayer fashionnet fc* | New-DnnMask -Channel 1).Layer | Should -Be 'fc1', 'fc1_relu', 'fc2'
    }
}

Describe 'Get-DnnActivation -Mask and -Channel' {
    It 'extracts what Select-Activation picks' {
        $masks = @(New-DnnMask conv5_relu 3, 1 -Row 4, 2) + (New-DnnMask fc1 5)
        $extracted = $stimuli | Get-DnnActivation fashionnet -Mask $masks
        $selected = $whole | Select-Activation -Mask $masks
        $extracted.Layer | Should -Be $selected.Layer
        "$($extracted[0].Shape)" | Should -Be '3×2×2×7'
        $extracted[0].ToArray() | Should -Be $selected[0].ToArray()
        $extracted[1].ToArray() | Should -Be $selected[1].ToArray()
        $extracted[0].Provenance.Parameters['conv5_relu Channel'] | Should -Be '3 1'
    }

    It 'picks units before it pools' {
        $mask = New-DnnMask conv5_relu 3 -Row 1, 2
        $pooled = ($stimuli | Get-DnnActivation fashionnet -Mask $mask -Pooling Max).ToArray()
        $values = ($whole | Select-Activation -Mask $mask).ToArray()
        $pooled | Should -Be @(0..2 | ForEach-Object { ($values[($_ * 14)..($_ * 14 + 13)] | Measure-Object -Maximum).Maximum })
    }

    It 'takes the same channels of every layer, and refuses one that is not there' {
        $parts = $stimuli | Get-DnnActivation fashionnet conv5_relu, fc1 -Channel 2, 7
        $parts[1].ToArray() | Should -Be ($whole[1] | Select-Activation 2, 7).ToArray()
        { $stimuli | Get-DnnActivation fashionnet fc2 -Channel 11 } | Should -Throw -ErrorId 'UnitNotFound,*' -ExpectedMessage '*channels 1 to 10*'
        { $stimuli | Get-DnnActivation fashionnet -Mask (New-DnnMask conv9) } | Should -Throw -ErrorId 'LayerNotFound,*'
    }
}
