BeforeDiscovery {
    . "$PSScriptRoot/Setup.ps1"
    $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
    $cmdlets = foreach ($command in Get-Command -Module DnnBrain) {
        @{ Name = $command.Name; Parameters = @($command.Parameters.Keys | Where-Object { $_ -notin $common }) }
    }
    $topics = Get-ChildItem "$repository/docs/en-US/about_*.md" | ForEach-Object BaseName
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    BeforeAll {
        $help = Get-Help $Name -Full
    }

    It 'has a synopsis and a description' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        # Without a page, Get-Help puts the syntax here.
        $help.Synopsis.Trim() | Should -Not -BeLike "$Name *"
        $help.description.Text | Should -Not -BeNullOrEmpty
    }

    It 'has at least three titled examples' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 3
        $examples.title | Should -Match 'Example \d+: \w'
        foreach ($example in $examples) { $example.code | Should -Not -BeNullOrEmpty }
    }

    It 'describes every parameter' {
        foreach ($parameter in $Parameters) {
            $description = (Get-Help $Name -Parameter $parameter).description.Text
            $description | Should -Not -BeNullOrEmpty -Because "-$parameter is a parameter of $Name"
        }
    }

    It 'says what goes in and what comes out' {
        $help.inputTypes.inputType.type.name | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
    }
}

Describe 'The topic <_>' -ForEach $topics {
    It 'is found, with a synopsis' {
        $topic = Get-Help $_
        $topic | Should -Match "(?s)^TOPIC\s+$_\s+SHORT DESCRIPTION\s+\w"
        (Get-Help about_* | Where-Object Name -EQ $_).Synopsis | Should -Not -BeNullOrEmpty
    }
}

Describe 'The pages in <_>' -ForEach @('README.md', 'docs/en-US', 'docs/design') {
    It 'name only commands that exist' {
        $verbs = (Get-Verb).Verb -join '|'
        $named = Get-ChildItem (Join-Path $repository $_) -Filter *.md -Recurse |
            Select-String -Pattern "(?<![\w-])(?:$verbs)-[A-Z][A-Za-z]+\b" -CaseSensitive -AllMatches
        $missing = foreach ($line in $named) {
            foreach ($name in $line.Matches.Value) {
                if (-not (Get-Command $name -ErrorAction Ignore)) { "$($line.RelativePath($repository)):$($line.LineNumber): $name" }
            }
        }
        $missing | Should -BeNullOrEmpty
    }
}
