BeforeDiscovery {
    . "$PSScriptRoot/Setup.ps1"
    $topics = Get-ChildItem "$repository/docs/en-US/about_*.md" | ForEach-Object { @{ Name = $_.BaseName; File = $_.FullName } }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    # Cmdlets and their parameters as a topic mentions them: in blocks of PowerShell, and in the cells of tables.
    function Get-Mention([string] $File) {
        $text = Get-Content -LiteralPath $File -Raw
        $code = [regex]::Matches($text, '(?s)```powershell\n(.*?)```') | ForEach-Object { $_.Groups[1].Value }
        $cells = [regex]::Matches($text, '(?m)^\|.*\|\s*([A-Z][a-z]+-[A-Z]\w+.*?)\s*\|$') | ForEach-Object { $_.Groups[1].Value -replace ',(?= [A-Z][a-z]+-)', ';' -replace ' \.\.\.', '' }
        foreach ($script in @($code) + @($cells)) {
            $tree = [System.Management.Automation.Language.Parser]::ParseInput($script, [ref] $null, [ref] $null)
            foreach ($command in $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
                [pscustomobject]@{
                    Name = $command.GetCommandName()
                    Parameter = @($command.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } | ForEach-Object ParameterName)
                }
            }
        }
    }
}

Describe 'The topic <Name>' -ForEach $topics {
    It 'mentions only cmdlets and parameters that there are' {
        $mentions = @(Get-Mention $File | Where-Object Name -Match '^[A-Z][a-z]+-[A-Z]')
        $mentions.Count | Should -BeGreaterThan 5
        foreach ($mention in $mentions) {
            $command = Get-Command $mention.Name -ErrorAction Ignore
            $command | Should -Not -BeNullOrEmpty -Because "$Name mentions $($mention.Name)"
            foreach ($parameter in $mention.Parameter) {
                $command.Parameters.Keys | Should -Contain $parameter -Because "$Name mentions $($mention.Name) -$parameter"
            }
        }
    }

    It 'points to help that there is' {
        $links = [regex]::Match((Get-Content -LiteralPath $File -Raw), '(?s)## SEE ALSO\s+(.*)').Groups[1].Value -split '\n' | ForEach-Object { $_.Trim('-', ' ') } | Where-Object { $_ }
        $links | Should -Not -BeNullOrEmpty
        foreach ($link in $links) { Join-Path $repository docs/en-US "$link.md" | Should -Exist }
    }
}
