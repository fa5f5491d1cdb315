<#
.SYNOPSIS
Builds, shows, tests and packs DnnBrain: the same tasks as build.sh.
.DESCRIPTION
Thin: the work is in MSBuild and CMake (dotnet build). Each task does its own set-up.

  deps     installs the Debian packages that are missing (as root), else prints what to install
  build    builds everything; the module is in output/DnnBrain/<version>
  demo     runs the first example on the shipped data
  test     builds with warnings as errors and runs every test
  calibrate runs the slow suite: what share of simulated studies without an effect each test rejects; writes docs/design/calibration.md (a quarter of an hour; nightly)
  bench    times DnnBrain beside its peers
  package  packs the module and lists the SHA-256 of its files in output/
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidateSet('deps', 'build', 'demo', 'test', 'calibrate', 'bench', 'package')]
    [string] $Task
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$solution = 'DnnBrain.PowerShell.sln'
$packages = 'g++', 'cmake', 'make', 'libtorch-dev', 'libopenblas0-pthread', 'libopencv-dev', 'libjpeg-dev', 'libpng-dev', 'libhdf5-103-1'
$env:DOTNET_NOLOGO = $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_CLI_UI_LANGUAGE = 'en'

function Invoke-Native([string] $Command, [string[]] $Arguments) {
    & $Command @Arguments | Out-Host
    if ($LASTEXITCODE -ne 0) { Stop-Task "$Command $($Arguments -join ' ') ended with exit code $LASTEXITCODE" }
}

function Stop-Task([string] $Message) {
    [Console]::Error.WriteLine($Message)
    exit 1
}

function Install-Dependency {
    if (-not (Get-Command dotnet -ErrorAction Ignore)) {
        Stop-Task 'The .NET 10 SDK is needed: https://dotnet.microsoft.com/download'
    }
    if (-not (Get-Command dpkg-query -ErrorAction Ignore)) {
        'Needed: a C++17 compiler, CMake, LibTorch 1.13 or later, OpenCV 4, libjpeg, libpng, the HDF5 1.10 library, OpenBLAS.' | Out-Host
        'A LibTorch or OpenCV outside the system folders is found through CMAKE_PREFIX_PATH.' | Out-Host
        return
    }
    $missing = @($packages | Where-Object { (& dpkg-query -W -f '${db:Status-Status}' $_ 2>$null) -ne 'installed' })
    if (-not $missing) { return }
    if ((& id -u) -ne '0') {
        Stop-Task "Needed packages are missing. Install them with: sudo apt-get install --no-install-recommends $missing"
    }
    "Installing $missing" | Out-Host
    $env:DEBIAN_FRONTEND = 'noninteractive'
    Invoke-Native apt-get '-qq', '-o', 'DPkg::Lock::Timeout=300', 'update'
    Invoke-Native apt-get (@('-qq', '-y', '-o', 'DPkg::Lock::Timeout=300', 'install', '--no-install-recommends') + $missing)
}

function Build-Solution([string[]] $Arguments = @()) {
    Install-Dependency
    if (-not (Test-Path output/DnnBrain)) { 'Building for the first time: this takes a few minutes.' | Out-Host }
    Invoke-Native dotnet (@('msbuild', $solution, '-restore', '-property:Configuration=Release', '-verbosity:quiet', '-nologo') + $Arguments)
}

# The command that starts PowerShell 7, as an array; empty where there is none.
function Find-PowerShell {
    if (Get-Command pwsh -ErrorAction Ignore) { return , @('pwsh') }
    & dotnet tool restore *> $null
    if ($LASTEXITCODE -eq 0) { return , @('dotnet', 'tool', 'run', 'pwsh') }
    return , @()
}

function Invoke-PowerShell([string[]] $Shell, [string[]] $Arguments) {
    $command, $rest = $Shell
    & $command @(@($rest | Where-Object { $_ }) + '-NoProfile' + $Arguments) | Out-Host
    $LASTEXITCODE -eq 0
}

function Start-Demo {
    Build-Solution
    $shell = Find-PowerShell
    if ($shell) {
        $env:PSModulePath = Join-Path $PSScriptRoot output
        if (-not (Invoke-PowerShell $shell '-File', (Resolve-Path examples/01-first-comparison.ps1), '-OutFolder', 'output/demo')) { Stop-Task 'The demo failed.' }
    }
    else {
        'No PowerShell found: running examples/QuickStart, the same pipeline in C#.' | Out-Host
        Invoke-Native dotnet 'run', '--project', 'examples/QuickStart', '--configuration', 'Release', '--no-build'
    }
}

# Every suite leaves "passed failed skipped" in a file of its own: the .trx files by their counters, Pester by a .count.
function Get-TestCount([string] $Results) {
    $count = 0, 0, 0
    foreach ($file in Get-ChildItem $Results -Filter *.trx) {
        $counters = ([xml](Get-Content $file -Raw)).TestRun.ResultSummary.Counters
        $count[0] += $counters.passed
        $count[1] += $counters.executed - $counters.passed
        $count[2] += $counters.total - $counters.executed
    }
    foreach ($file in Get-ChildItem $Results -Filter *.count) {
        $numbers = -split (Get-Content $file -Raw)
        for ($i = 0; $i -lt 3; $i++) { $count[$i] += [int] $numbers[$i] }
    }
    '{0} passed, {1} failed, {2} skipped' -f $count
}

function Test-Solution {
    $results = Join-Path $PSScriptRoot output/test-results
    if (Test-Path $results) { Remove-Item $results -Recurse }
    Build-Solution -Arguments '-warnaserror'
    & dotnet test $solution --configuration Release --no-build -m:1 --verbosity quiet --filter 'Category!=Calibration' --logger trx --results-directory $results | Out-Host
    $passed = $LASTEXITCODE -eq 0
    $shell = Find-PowerShell
    if (-not $shell) {
        'No PowerShell found: the Pester suite is not run.' | Out-Host
    }
    elseif (-not (Invoke-PowerShell $shell '-Command', 'exit [int]!(Get-Module -ListAvailable -FullyQualifiedName @{ ModuleName = "Pester"; ModuleVersion = "5.0" })')) {
        'PowerShell has no Pester 5 or later: the Pester suite is not run.' | Out-Host
    }
    else {
        $script = Join-Path $PSScriptRoot tests/module/Invoke-ModuleTest.ps1
        $passed = (Invoke-PowerShell $shell '-File', $script, '-CountFile', (Join-Path $results module.count)) -and $passed
    }
    Get-TestCount $results
    if (-not $passed) { exit 1 }
}

function Test-Calibration {
    Build-Solution
    # Studies run side by side; threads within each would only stand in their way.
    $env:OMP_NUM_THREADS = $env:OPENBLAS_NUM_THREADS = '1'
    if (-not $env:DNNBRAIN_CALIBRATE) { $env:DNNBRAIN_CALIBRATE = '1' }
    Invoke-Native dotnet 'test', 'tests/DnnBrain.Core.Tests', '--configuration', 'Release', '--no-build', '--filter', 'Category=Calibration', '--logger', 'console;verbosity=detailed'
}

function Start-Benchmark {
    Build-Solution
    Invoke-Native dotnet 'run', '--project', 'benchmarks/DnnBrain.Benchmarks', '--configuration', 'Release', '--no-build'
    $shell = Find-PowerShell
    if (-not $shell) {
        'No PowerShell found: Import-Module is not timed.' | Out-Host
    }
    elseif (-not (Invoke-PowerShell $shell '-File', (Join-Path $PSScriptRoot benchmarks/Measure-Import.ps1))) {
        Stop-Task 'Import-Module takes longer than promised.'
    }
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        deps { Install-Dependency }
        build { Build-Solution }
        demo { Start-Demo }
        test { Test-Solution }
        calibrate { Test-Calibration }
        bench { Start-Benchmark }
        package {
            Build-Solution
            Invoke-Native dotnet 'msbuild', 'src/DnnBrain.PowerShell', '-property:Configuration=Release', '-verbosity:quiet', '-nologo', '-target:PackModule'
            Get-ChildItem output/*.zip, output/*.sha256 | ForEach-Object FullName
        }
    }
}
finally {
    Pop-Location
}
