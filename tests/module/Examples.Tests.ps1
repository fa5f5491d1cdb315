BeforeDiscovery {
    . "$PSScriptRoot/Setup.ps1"
    $examples = foreach ($command in Get-Command -Module DnnBrain) {
        foreach ($example in (Get-Help $command.Name).examples.example) {
            @{ Title = "$($command.Name): $($example.title.Trim('-', ' '))"; Code = $example.code }
        }
    }
    $scripts = Get-ChildItem "$repository/examples/*.ps1" | ForEach-Object Name
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'The examples of the help' {
    It '<Title> runs' -ForEach $examples {
        Invoke-AtPrompt (New-ExampleFolder $TestDrive) $Code
    }
}

Describe 'examples/<_>' -ForEach $scripts {
    It 'runs and shows a result' {
        $folder = New-ExampleFolder $TestDrive
        Copy-Item -LiteralPath (Join-Path $repository examples $_) -Destination $folder
        Invoke-AtPrompt $folder "./$_" | Should -Not -BeNullOrEmpty
    }
}

Describe 'The session in README.md' {
    It 'runs in the repository and prints what the page shows' {
        $text = Get-Content -LiteralPath (Join-Path $repository README.md) -Raw
        $text -match '(?s)```powershell\n(?<code>.*?)```\s+```output\n(?<output>.*?)```' | Should -BeTrue
        $session = $Matches
        $printed = [System.Management.Automation.Host.PSHostUserInterface]::GetOutputString((Invoke-AtPrompt $repository $session.code), $false)
        # The last decimals are the processor's.
        ($printed.Trim() -replace '\d', '0' -replace ' +(?=\n|$)') | Should -Be ($session.output.Trim() -replace '\d', '0')
    }
}
