BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $stimuli = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 3
}

Describe 'New-DnnPreprocessing' {
    It 'squashes without -Crop, keeps the aspect ratio with one number, and not with two' {
        "$((New-DnnPreprocessing 224).Geometry)" | Should -Be 'Squash 224x224 bilinear'
        "$((New-DnnPreprocessing 200, 300 -Interpolation Lanczos).Geometry)" | Should -Be 'Squash 200x300 lanczos'
        "$((New-DnnPreprocessing 256 224).Geometry)" | Should -Be 'ResizeCrop 256 to 224x224 bilinear'
        "$((New-DnnPreprocessing 256, 256 -Crop 224, 200).Geometry)" | Should -Be 'Squash 256x256 bilinear, centre 224x200'
    }

    It 'normalises each channel, or all alike' {
        "$((New-DnnPreprocessing 8).Normalization)" | Should -Be '(x/255 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]'
        "$((New-DnnPreprocessing 8 -Mean 0.5 -Std 0.25).Normalization)" | Should -Be '(x/255 - 0.5) / 0.25'
    }

    It 'refuses what cannot be' {
        { New-DnnPreprocessing 224 225 } | Should -Throw -ErrorId 'CropTooLarge,*'
        { New-DnnPreprocessing 224 -Mean 1, 2 } | Should -Throw -ErrorId 'ChannelCountInvalid,*'
        { New-DnnPreprocessing 224 -StandardDeviation 0 } | Should -Throw
    }
}

Describe '-Preprocessing' {
    It 'is Squash unless it says otherwise, and is in the provenance' {
        $given = $stimuli | Get-DnnActivation fashionnet fc2
        $given.Provenance.Preprocessing | Should -Be 'Squash 28x28 bilinear, (x/255 - 0.286) / 0.353'
        ($stimuli | Get-DnnActivation fashionnet fc2 -Preprocessing squash).ToArray() | Should -Be $given.ToArray()
    }

    It 'takes names and chains, which change the numbers' {
        $squash = ($stimuli | Get-DnnActivation fashionnet fc2).ToArray()
        $crop = $stimuli | Get-DnnActivation fashionnet fc2 -Preprocessing ResizeCrop
        $crop.Provenance.Preprocessing | Should -Be 'ResizeCrop 32 to 28x28 bilinear, (x/255 - 0.286) / 0.353'
        $crop.ToArray() | Should -Not -Be $squash
        $own = $stimuli | Get-DnnActivation fashionnet fc2 -Preprocessing (New-DnnPreprocessing 32 28 -Mean 0.286 -Std 0.353)
        $own.ToArray() | Should -Be $crop.ToArray()
        ($stimuli | Find-TopStimulus fashionnet -Layer fc2 -Channel 1 -Top 1 -Preprocessing None).StimulusId | Should -Not -BeNullOrEmpty
    }

    It 'refuses a chain for another size and a name that means nothing' {
        { $stimuli | Get-DnnActivation fashionnet fc2 -Preprocessing (New-DnnPreprocessing 32) } | Should -Throw -ErrorId 'ImageSizeMismatch,*' -ExpectedMessage '*28x28*'
        { $stimuli | Get-DnnActivation fashionnet fc2 -Preprocessing Stretch } | Should -Throw -ExpectedMessage '*ResizeCrop*'
    }

    It 'completes the names' {
        $line = 'Get-DnnActivation -Model fashionnet -Preprocessing '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'Squash', 'ResizeCrop', 'Model', 'None'
    }
}
