BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $dataBefore = $env:DNNBRAIN_DATA
    $env:DNNBRAIN_DATA = (New-Item -ItemType Directory "$TestDrive/data").FullName
}

AfterAll {
    $env:DNNBRAIN_DATA = $dataBefore
}

# The transfer itself is tested in the core, against a server of the tests' own: the catalogue's addresses are on the network.
Describe 'Save-DnnModelWeight' {
    It 'writes nothing with -WhatIf, not even a folder' {
        Save-DnnModelWeight alexnet, resnet* -WhatIf
        Get-ChildItem $env:DNNBRAIN_DATA | Should -BeNullOrEmpty
    }

    It 'takes networks from the pipeline' {
        Get-DnnModel alexnet | Save-DnnModelWeight -WhatIf -ErrorVariable problem
        $problem | Should -BeNullOrEmpty
    }

    It 'names a network that it does not know, and goes on' {
        Save-DnnModelWeight none, alexnet -WhatIf -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -BeLike 'ModelNotFound,*'
        "$problem" | Should -BeLike '*alexnet*'
    }

    It 'says that there is nothing to download of a network that comes with the module, unless a wildcard means it' {
        { Save-DnnModelWeight fashionnet -ErrorAction Stop } | Should -Throw -ErrorId 'WeightsNotDownloadable,*'
        Save-DnnModelWeight fashion* -ErrorAction Stop
    }

    It 'refuses a folder that is not there' {
        { Save-DnnModelWeight alexnet "$TestDrive/absent" -ErrorAction Stop } | Should -Throw -ErrorId 'FolderNotFound,*'
    }

    It 'refuses a data folder that depends on where one stands' {
        $env:DNNBRAIN_DATA = 'data'
        try {
            { Save-DnnModelWeight alexnet -ErrorAction Stop } | Should -Throw -ErrorId 'DataFolderInvalid,*'
        }
        finally {
            $env:DNNBRAIN_DATA = "$TestDrive/data"
        }
    }

    It 'goes through the proxy that is named, and says so where there is none' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        { Save-DnnModelWeight alexnet -Proxy "http://127.0.0.1:$port" -ErrorAction Stop } |
            Should -Throw -ErrorId 'DownloadFailed,*' -ExpectedMessage '*-Proxy*'
        Get-ChildItem -Recurse -File $env:DNNBRAIN_DATA | Should -BeNullOrEmpty
    }

    It 'returns a file that is there already, and refuses one that is another' {
        $folder = New-Item -ItemType Directory "$TestDrive/weights"
        Set-Content (Join-Path $folder alexnet-owt-7be5be79.pth) 'other'
        { Save-DnnModelWeight alexnet $folder -ErrorAction Stop } | Should -Throw -ErrorId 'HashMismatch,*' -ExpectedMessage '*-Force*'
    }

    It 'is what Import-DnnModel and -Model say where weights are missing' {
        { Import-DnnModel alexnet -ErrorAction Stop } | Should -Throw -ErrorId 'WeightsNotFound,*' -ExpectedMessage "*$env:DNNBRAIN_DATA*Save-DnnModelWeight alexnet*"
        $stimulus = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 1
        { $stimulus | Get-DnnActivation alexnet conv1 } | Should -Throw -ErrorId 'WeightsNotFound,*'
    }

    It 'completes the networks that can be downloaded' {
        $line = 'Save-DnnModelWeight '
        $found = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
        $found | Should -Contain 'alexnet'
        $found | Should -Not -Contain 'fashionnet'
    }
}
