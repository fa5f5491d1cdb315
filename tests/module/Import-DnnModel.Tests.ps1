BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    # What the user of this machine downloaded is of no concern here.
    $dataBefore = $env:DNNBRAIN_DATA
    $env:DNNBRAIN_DATA = "$TestDrive"
}

AfterAll {
    $env:DNNBRAIN_DATA = $dataBefore
}

Describe 'Import-DnnModel' {
    It 'loads the weights that come with DnnBrain and says which' {
        $model = Import-DnnModel fashionnet
        $model.WeightsSha256 | Should -Match '^[0-9a-f]{64}$'
        $model.Seed | Should -BeNullOrEmpty
    }

    It 'warns once of weights that are not the catalogue''s, and the model says so' {
        $own = "$TestDrive/own.safetensors"
        $bytes = [IO.File]::ReadAllBytes("$repository/src/DnnBrain.Core/Networks/Architectures/fashionnet.safetensors")
        $bytes[-1] = $bytes[-1] -bxor 1
        [IO.File]::WriteAllBytes($own, $bytes)
        $model = Import-DnnModel fashionnet $own -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -HaveCount 1
        "$warning" | Should -Match $model.WeightsSha256
        "$warning" | Should -Match '-Preprocessing'
        $model.HasCatalogueWeights | Should -BeFalse
        $model.WeightsDescription | Should -Match '^not the catalogue.s, sha256 [0-9a-f]{12}$'
        (Import-DnnModel fashionnet -WarningVariable none).HasCatalogueWeights | Should -BeTrue
        $none | Should -BeNullOrEmpty
        (Import-DnnModel fashionnet -Untrained -Seed 3).WeightsDescription | Should -Be 'untrained, seed 3'
    }

    It 'keeps what its weights expect of an image, for all names of preprocessings' {
        $chain = New-DnnPreprocessing 32 28 -Mean 0.5 -Std 0.25
        $model = Import-DnnModel fashionnet -Preprocessing $chain
        "$($model.Preprocessing)" | Should -Be 'ResizeCrop 32 to 28x28 bilinear, (x/255 - 0.5) / 0.25'
        $stimuli = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 2
        $own = $stimuli | Get-DnnActivation $model fc2 -Preprocessing Model
        $own.Provenance.Preprocessing | Should -Be "$chain"
        $own.ToArray() | Should -Be ($stimuli | Get-DnnActivation fashionnet fc2 -Preprocessing $chain).ToArray()
        ($stimuli | Get-DnnActivation $model fc2).Provenance.Preprocessing | Should -Be 'Squash 28x28 bilinear, (x/255 - 0.5) / 0.25'
        "$((Get-DnnModel fashionnet).Preprocessing)" | Should -Be 'Squash 28x28 bilinear, (x/255 - 0.286) / 0.353'
        "$((Import-DnnModel fashionnet -Preprocessing ResizeCrop).Preprocessing)" | Should -Be 'ResizeCrop 32 to 28x28 bilinear, (x/255 - 0.286) / 0.353'
    }

    It 'refuses a preprocessing of another size before it loads anything' {
        { Import-DnnModel fashionnet "$TestDrive/none.pth" -Preprocessing (New-DnnPreprocessing 224) -ErrorAction Stop } |
            Should -Throw -ErrorId 'ImageSizeMismatch,*' -ExpectedMessage '*224x224*28x28*'
    }

    It 'gives the same random weights for a seed, and others for another' {
        $stimuli = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 2
        $sum = { param($seed) ($stimuli | Get-DnnActivation (Import-DnnModel fashionnet -Untrained -Seed $seed) fc2).ToArray() }
        & $sum 1 | Should -Be (& $sum 1)
        & $sum 1 | Should -Not -Be (& $sum 2)
    }

    It 'says where weights come from that are not shipped' {
        { Import-DnnModel alexnet -ErrorAction Stop } | Should -Throw -ErrorId 'WeightsNotFound,*' -ExpectedMessage '*-Untrained*'
    }

    It 'names a missing file and a file of another format' {
        { Import-DnnModel alexnet "$TestDrive/none.safetensors" -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotFound,*'
        Set-Content "$TestDrive/text.safetensors" 'no weights'
        { Import-DnnModel alexnet "$TestDrive/text.safetensors" -ErrorAction Stop } | Should -Throw -ErrorId 'FileInvalid,*'
    }

    It 'says which devices there are' {
        { Import-DnnModel fashionnet -Device abacus -ErrorAction Stop } | Should -Throw -ErrorId 'DeviceInvalid,*'
        { Import-DnnModel fashionnet -Device cuda:99 -ErrorAction Stop } | Should -Throw -ErrorId 'DeviceNotAvailable,*' -ExpectedMessage '*cpu*'
    }
}
