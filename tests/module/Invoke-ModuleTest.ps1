<#
.SYNOPSIS
Runs the Pester suite against the built module in output/.
.DESCRIPTION
Writes "passed failed skipped" to -CountFile when one is given, and ends with exit code 1 unless all passed.
A file that cannot be read counts as a failure.
.EXAMPLE
./tests/module/Invoke-ModuleTest.ps1 -Path ./tests/module/Import.Tests.ps1
#>
[CmdletBinding()]
param(
    [string[]] $Path = $PSScriptRoot,
    [string] $CountFile
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0

# Examples say `Import-Module DnnBrain`, as someone who installed it does.
$env:PSModulePath = (Resolve-Path -LiteralPath "$PSScriptRoot/../../output").Path + [IO.Path]::PathSeparator + $env:PSModulePath

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration

$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
if ($CountFile) {
    "$($result.PassedCount) $failed $($result.SkippedCount + $result.NotRunCount)" | Set-Content -LiteralPath $CountFile
}
exit [int]($failed -gt 0 -or $result.PassedCount -eq 0)
