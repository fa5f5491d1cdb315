BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = "$TestDrive/a.act.h5"
    $activations = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 4 | Get-DnnActivation fashionnet conv1_maxpool, fc1, fc2
    $activations | Export-Activation $file
}

Describe 'Export-Activation and Import-Activation' {
    It 'keep values, ids, order of layers and provenance' {
        $again = Import-Activation $file
        $again.Layer | Should -Be $activations.Layer
        $again[2].ToArray() | Should -Be $activations[2].ToArray()
        $again[0].StimulusId | Should -Be $activations[0].StimulusId
        $again[1].Provenance.ToJson() | Should -Be $activations[1].Provenance.ToJson()
        $again[0].Path | Should -Be $file
    }

    It 'choose layers by name and pattern' {
        (Import-Activation $file fc*).Layer | Should -Be 'fc1', 'fc2'
        { Import-Activation $file fc9 -ErrorAction Stop } | Should -Throw -ErrorId 'LayerNotFound,*' -ExpectedMessage '*conv1_maxpool*'
    }

    It 'complete the layers of the file' {
        $line = "Import-Activation -Path '$file' -Layer f"
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'fc1', 'fc2'
    }

    It 'refuse to replace a file without -Force' {
        { $activations | Export-Activation $file } | Should -Throw -ErrorId 'FileExists,*'
        ($activations[0] | Export-Activation $file -Force -PassThru).FullName | Should -Be $file
        (Import-Activation $file).Layer | Should -Be 'conv1_maxpool'
    }

    It 'name a file that is no .act.h5 and go on' {
        Set-Content "$TestDrive/b.act.h5" 'text'
        $activations | Export-Activation $file -Force
        $good = Import-Activation "$TestDrive/b.act.h5", $file -ErrorVariable problem -ErrorAction SilentlyContinue
        $good.Count | Should -Be 3
        $problem.Count | Should -Be 1
        "$problem" | Should -Match 'b\.act\.h5'
    }

    It 'keep values and ids in <_>' -ForEach 'a.npz', 'a.npy', 'a.csv' {
        $activations[1] | Export-Activation "$TestDrive/$_"
        $again = Import-Activation "$TestDrive/$_" -WarningVariable warned
        $again.ToArray() | Should -Be $activations[1].ToArray()
        $again.StimulusId | Should -Be $activations[1].StimulusId
        $warned | Should -BeNullOrEmpty
    }

    It 'write and read a folder as <_>' -ForEach 'Net2Brain', 'Thingsvision' {
        $files = $activations[2] | Export-Activation "$TestDrive/$_" -Format $_ -PassThru
        $files.FullName | Should -Exist
        { $activations[2] | Export-Activation "$TestDrive/$_" -Format $_ } | Should -Throw -ErrorId 'FileExists,*'
        $again = Import-Activation "$TestDrive/$_"
        $id = $activations[2].StimulusId[3]
        $again.GetPattern($id) | Should -Be $activations[2].GetPattern($id)
    }

    It 'write nothing with -WhatIf' {
        $activations[2] | Export-Activation "$TestDrive/none" -Format Net2Brain -WhatIf
        $activations[2] | Export-Activation "$TestDrive/none.npy" -WhatIf
        "$TestDrive/none", "$TestDrive/none.npy" | Should -Not -Exist
    }

    It 'warns of axes that a format does not keep' {
        Set-Content "$TestDrive/tokens.csv" 'stimulus_id,feature1.token1,feature1.token2', 'a,1,2', 'b,3,4'
        $tokens = Import-Activation "$TestDrive/tokens.csv"
        "$($tokens.Shape.Axes)" | Should -Be 'feature,token'
        $tokens | Export-Activation "$TestDrive/tokens.npy" -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -Match "'tokens' are feature,token"
        (Import-Activation "$TestDrive/tokens.npy").Shape.Axes.Row | Should -Be 'row'
        $tokens | Export-Activation "$TestDrive/tokens.npz" -WarningVariable none
        $none | Should -BeNullOrEmpty
        "$((Import-Activation "$TestDrive/tokens.npz").Shape.Axes)" | Should -Be 'feature,token'
    }

    It 'warn where a file names no stimuli, unless they are given' {
        $null = Import-Activation "$repository/tests/data/features/conv.npy" -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*conv.npy*-StimulusId*'
        $named = Import-Activation "$repository/tests/data/features/conv.npy" -StimulusId a, b, c, d, e -WarningVariable warned
        $named.StimulusId | Should -Be a, b, c, d, e
        $warned | Should -BeNullOrEmpty
    }

    It 'say which endings there are' {
        { $activations | Export-Activation "$TestDrive/a.mat" } | Should -Throw -ErrorId 'FileExtensionInvalid,*' -ExpectedMessage '*.npz*Net2Brain*'
    }

    It 'complete the layers of a folder' {
        $line = "Import-Activation -Path '$repository/tests/data/features/net2brain_consolidated' -Layer "
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'conv', 'fc'
    }
}
