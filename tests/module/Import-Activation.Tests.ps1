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
}
