#!/usr/bin/env bash
# Thin: the work is in MSBuild and CMake (dotnet build). Each task does its own set-up.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly solution=DnnBrain.PowerShell.sln
readonly packages=(g++ cmake make libtorch-dev libopenblas0-pthread libopencv-dev libjpeg-dev libpng-dev libhdf5-103-1)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
# Colours are for a terminal.
[[ -t 1 ]] || export NO_COLOR=1

usage() {
    cat <<'TEXT'
usage: ./build.sh TASK
  deps     installs the Debian packages that are missing (as root), else prints what to install
  build    builds everything; the module is in output/DnnBrain/<version>
  demo     runs the first example on the shipped data
  test     builds with warnings as errors and runs every test
  calibrate runs the slow suite: what share of simulated studies without an effect each test rejects; writes docs/design/calibration.md (a quarter of an hour; nightly)
  bench    times DnnBrain beside its peers
  package  packs the module and lists the SHA-256 of its files in output/
TEXT
}

deps() {
    if ! command -v dotnet >/dev/null; then
        echo 'The .NET 10 SDK is needed: https://dotnet.microsoft.com/download' >&2
        return 1
    fi
    if ! command -v dpkg-query >/dev/null; then
        echo 'Needed: a C++17 compiler, CMake, LibTorch 1.13 or later, OpenCV 4, libjpeg, libpng, the HDF5 1.10 library, OpenBLAS.'
        echo 'A LibTorch or OpenCV outside the system folders is found through CMAKE_PREFIX_PATH.'
        return 0
    fi
    local missing=() package
    for package in "${packages[@]}"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done
    if ((${#missing[@]} == 0)); then
        return 0
    fi
    if ((EUID != 0)); then
        echo "Needed packages are missing. Install them with: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
        return 1
    fi
    echo "Installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq -o DPkg::Lock::Timeout=300 update
    apt-get -qq -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "${missing[@]}" >/dev/null
}

build() {
    deps
    [[ -d output/DnnBrain ]] || echo 'Building for the first time: this takes a few minutes.'
    dotnet msbuild $solution -restore -property:Configuration=Release -verbosity:quiet -nologo "$@"
}

# Sets pwsh to the command that starts PowerShell, or to nothing.
find_pwsh() {
    pwsh=()
    if command -v pwsh >/dev/null; then
        pwsh=(pwsh)
    elif dotnet tool restore >/dev/null 2>&1 </dev/null; then
        pwsh=(dotnet tool run pwsh)
    fi
}

demo() {
    build
    find_pwsh
    if ((${#pwsh[@]})); then
        PSModulePath="$PWD/output" "${pwsh[@]}" -NoProfile -File examples/01-first-comparison.ps1 -OutFolder output/demo
    else
        echo 'No PowerShell found: running examples/QuickStart, the same pipeline in C#.'
        dotnet run --project examples/QuickStart --configuration Release --no-build
    fi
}

# Every suite leaves "passed failed skipped" in a file of its own: the .trx files by their counters, Pester by a .count.
sum_up() {
    shopt -s nullglob
    {
        sed -nE 's/.*<Counters total="([0-9]+)" executed="([0-9]+)" passed="([0-9]+)".*/\3 \1 \2/p' /dev/null "$1"/*.trx |
            awk '{ print $1, $3 - $1, $2 - $3 }'
        cat /dev/null "$1"/*.count
    } | awk '{ p += $1; f += $2; s += $3 } END { printf "%d passed, %d failed, %d skipped\n", p, f, s }'
}

test_all() {
    local results=$PWD/output/test-results status=0
    rm -rf "$results"
    build -warnaserror
    dotnet test $solution --configuration Release --no-build -m:1 --verbosity quiet \
        --filter 'Category!=Calibration' --logger trx --results-directory "$results" || status=1
    find_pwsh
    if ((${#pwsh[@]} == 0)); then
        echo 'No PowerShell found: the Pester suite is not run.'
    elif ! "${pwsh[@]}" -NoProfile -Command 'exit [int]!(Get-Module -ListAvailable -FullyQualifiedName @{ ModuleName = "Pester"; ModuleVersion = "5.0" })'; then
        echo 'PowerShell has no Pester 5 or later: the Pester suite is not run.'
    else
        "${pwsh[@]}" -NoProfile -File tests/module/Invoke-ModuleTest.ps1 -CountFile "$results/module.count" || status=1
    fi
    sum_up "$results"
    return $status
}

calibrate() {
    build
    # Studies run side by side; threads within each would only stand in their way.
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 DNNBRAIN_CALIBRATE=${DNNBRAIN_CALIBRATE:-1} dotnet test tests/DnnBrain.Core.Tests --configuration Release --no-build --filter 'Category=Calibration' \
        --logger 'console;verbosity=detailed' | grep -v '^$'
}

bench() {
    build
    dotnet run --project benchmarks/DnnBrain.Benchmarks --configuration Release --no-build
    find_pwsh
    if ((${#pwsh[@]})); then
        "${pwsh[@]}" -NoProfile -File benchmarks/Measure-Import.ps1
    else
        echo 'No PowerShell found: Import-Module is not timed.'
    fi
}

case "${1:-}" in
    deps) deps ;;
    build) build ;;
    demo) demo ;;
    test) test_all ;;
    calibrate) calibrate ;;
    bench) bench ;;
    package)
        build
        dotnet msbuild src/DnnBrain.PowerShell -property:Configuration=Release -verbosity:quiet -nologo -target:PackModule
        ls output/*.zip output/*.sha256
        ;;
    *)
        usage >&2
        exit 2
        ;;
esac
