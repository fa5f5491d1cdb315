# Dot-sourced by every test file, in BeforeDiscovery and BeforeAll: the built module, imported, and the ways tests run things.
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$repository = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
$version = (Import-PowerShellDataFile -LiteralPath "$repository/DnnBrain.psd1").ModuleVersion
$moduleBase = Join-Path $repository output DnnBrain $version
$manifest = Join-Path $moduleBase DnnBrain.psd1
Import-Module $manifest

# Runs a script in a new process that knows nothing of this one, and gives back what it wrote, from JSON.
function Invoke-FreshProcess([string] $Script) {
    $pwsh = (Get-Process -Id $PID).Path
    $json = & $pwsh -NoProfile -NonInteractive -Command "Set-StrictMode -Version 3.0; `$ErrorActionPreference = 'Stop'; $Script | ConvertTo-Json -Depth 3"
    if ($LASTEXITCODE -ne 0) { throw "The process ended with exit code $LASTEXITCODE" }
    $json | ConvertFrom-Json
}

# Runs a script as a reader would at a new prompt in a folder: own runspace, module imported, strict, stopping at the first
# error. What it writes is formatted as the console would and given back as text.
function Invoke-AtPrompt([string] $Folder, [string] $Script) {
    $state = [initialsessionstate]::CreateDefault()
    $state.ImportPSModule($manifest)
    $shell = [powershell]::Create($state)
    try {
        $null = $shell.AddScript('param($folder) Set-StrictMode -Version 3.0; $ErrorActionPreference = "Stop"; Set-Location -LiteralPath $folder').
            AddArgument($Folder).Invoke()
        $shell.Commands.Clear()
        $shell.AddScript($Script).AddCommand('Out-String').Invoke() -join "`n"
    }
    finally {
        $shell.Runspace.Dispose()
        $shell.Dispose()
    }
}

# A new folder with copies of the example data in ./data: where every example of the help begins.
function New-ExampleFolder([string] $Parent) {
    $folder = New-Item -ItemType Directory -Path (Join-Path $Parent ([guid]::NewGuid()))
    Copy-Item -LiteralPath (Join-Path $repository examples data) -Destination $folder -Recurse
    $folder.FullName
}
