BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $table = "$repository/examples/data/fashion.stim.csv"
    $images = (Import-Stimulus $table).Path
    $stimuli = 0..1999 | ForEach-Object { [pscustomobject]@{ Id = "s$_"; Path = $images[$_ % $images.Count] } } | Import-Stimulus
    $layers = 'conv1_relu', 'conv3', 'fc1'

    # The same run in a process of its own, which can be killed.
    $child = @"
        Import-Module '$manifest'
        `$images = (Import-Stimulus '$table').Path
        0..1999 | ForEach-Object { [pscustomobject]@{ Id = "s`$_"; Path = `$images[`$_ % `$images.Count] } } | Import-Stimulus |
            Get-DnnActivation fashionnet conv1_relu, conv3, fc1 -OutFile '$TestDrive/killed.act.h5' -Resume
"@
}

Describe 'Get-DnnActivation -Resume' {
    It 'completes a run that was killed at ten moments, to the same bytes' {
        $null = $stimuli | Get-DnnActivation fashionnet $layers -OutFile "$TestDrive/whole.act.h5"
        $length = (Get-Item "$TestDrive/whole.act.h5").Length

        # Moments are shares of the values that the run has on disk. Every third lies before what was reached already, so that the
        # kill falls into the time in which a run takes over what the one before it has.
        $random = [Random]::new(5)
        $moments = 1..10 | ForEach-Object { 0.02 + 0.9 * $random.NextDouble() } | Sort-Object
        $moments[3], $moments[6], $moments[9] = $moments[0, 1, 2]
        $kills = 0
        foreach ($moment in $moments) {
            $started = [datetime]::UtcNow
            $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path, [string[]]('-NoProfile', '-NonInteractive', '-Command', $child))
            $start.RedirectStandardOutput = $true
            $process = [Diagnostics.Process]::Start($start)
            while (-not $process.HasExited) {
                $reached = [IO.Directory]::EnumerateFiles($TestDrive, 'killed.act.h5.partial.*') | Where-Object {
                    $file = [IO.FileInfo]::new($_)
                    $file.Exists -and $file.LastWriteTimeUtc -ge $started -and $file.Length -ge $moment * $length
                }
                if ($reached) {
                    $process.Kill()
                    $kills++
                }
            }
            $process.WaitForExit()
            if (Test-Path "$TestDrive/killed.act.h5") {
                (Get-FileHash "$TestDrive/killed.act.h5").Hash | Should -Be (Get-FileHash "$TestDrive/whole.act.h5").Hash
            }
        }

        $kills | Should -BeGreaterOrEqual 10
        $resumed = $stimuli | Get-DnnActivation fashionnet $layers -OutFile "$TestDrive/killed.act.h5" -Resume -Verbose 4>&1
        ($resumed | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message -join "`n" | Should -Match 'stimuli were there already'
        (Get-FileHash "$TestDrive/killed.act.h5").Hash | Should -Be (Get-FileHash "$TestDrive/whole.act.h5").Hash
        (Import-Activation "$TestDrive/killed.act.h5")[0].StimulusId | Should -Be $stimuli.Id
        Get-ChildItem $TestDrive -Filter 'killed*.partial*' | Should -BeNullOrEmpty
    }

    It 'opens a file that is finished, and refuses one that was made otherwise' {
        $first = $stimuli | Select-Object -First 40
        $made = $first | Get-DnnActivation fashionnet fc2 -OutFile "$TestDrive/done.act.h5" -Resume
        $written = (Get-Item "$TestDrive/done.act.h5").LastWriteTimeUtc
        ($first | Get-DnnActivation fashionnet fc2 -OutFile "$TestDrive/done.act.h5" -Resume).ToArray() | Should -Be $made.ToArray()
        (Get-Item "$TestDrive/done.act.h5").LastWriteTimeUtc | Should -Be $written
        { $first | Get-DnnActivation fashionnet fc2 -Pooling Max -OutFile "$TestDrive/done.act.h5" -Resume } |
            Should -Throw '*Pooling*' -ErrorId 'ResumeMismatch,*'
    }

    It 'refuses a finished file whose stimuli are other files now' {
        $own = $images[0..5] | Copy-Item -Destination (New-Item -ItemType Directory "$TestDrive/own") -PassThru
        $mine = 0..99 | ForEach-Object { [pscustomobject]@{ Id = "m$_"; Path = $own[$_ % 5].FullName } } | Import-Stimulus
        $file = "$TestDrive/own.act.h5"
        $null = $mine | Get-DnnActivation fashionnet fc2 -OutFile $file -Resume
        Copy-Item $own[5] $own[3] -Force
        { $mine | Get-DnnActivation fashionnet fc2 -OutFile $file -Resume } | Should -Throw -ErrorId 'ResumeMismatch,*' -ExpectedMessage '*files of its 100 stimuli*'
        Remove-Item $own[3]
        { $mine | Get-DnnActivation fashionnet fc2 -OutFile $file -Resume } | Should -Throw -ErrorId 'ResumeMismatch,*' -ExpectedMessage '*m3*'
    }

    It 'needs a file to resume' {
        { $stimuli | Get-DnnActivation fashionnet fc2 -Resume } | Should -Throw -ErrorId 'OutFileMissing,*'
    }
}
