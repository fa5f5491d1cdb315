BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    function New-TestRdm([string] $Name, [double[]] $Dissimilarity, [string] $Subject) {
        $rdm = [DnnBrain.Rsa.Rdm]::new($Name, 'Correlation', [string[]]('b.png', 'a.png', 'c.png'), $Dissimilarity, [DnnBrain.Provenance]@{ Operation = 'New-Rdm' })
        [DnnBrain.Rsa.Rdm].GetProperty('Subject').SetValue($rdm, $Subject)
        $rdm
    }

    $rdms = (New-TestRdm V1 (0.1, 0.2, [double]::NaN) 'sub-01'), (New-TestRdm V1 (1, 1.5, 2) 'sub-02'), (New-TestRdm IT (0, 0.25, 1e-9) 'sub-01')
}

Describe 'Export-Rdm and Import-Rdm' {
    It 'keep values, ids, names, subjects and provenance in <_>' -ForEach '.rdm.h5', '.npz', '.mat' {
        $rdms | Export-Rdm "$TestDrive/all$_"
        $again = Import-Rdm "$TestDrive/all$_"
        $again.Name | Should -Be 'V1', 'V1', 'IT'
        $again.Subject | Should -Be 'sub-01', 'sub-02', 'sub-01'
        foreach ($i in 0..2) {
            # Bit by bit: NaN is not equal to itself.
            $again[$i].Dissimilarity.ForEach({ [BitConverter]::DoubleToInt64Bits($_) }) |
                Should -Be $rdms[$i].Dissimilarity.ForEach({ [BitConverter]::DoubleToInt64Bits($_) })
            $again[$i].StimulusId | Should -Be 'b.png', 'a.png', 'c.png'
            $again[$i].Provenance.ToJson() | Should -Be $rdms[$i].Provenance.ToJson()
        }
    }

    It 'keep values, ids, names and subjects in .csv' {
        $rdms | Export-Rdm "$TestDrive/all.csv"
        $again = Import-Rdm "$TestDrive/all.csv"
        $again.Name | Should -Be 'V1', 'V1', 'IT'
        $again.Subject | Should -Be 'sub-01', 'sub-02', 'sub-01'
        $again.Metric | Should -Be 'Correlation', 'Correlation', 'Correlation'
        $again[0].StimulusId | Should -Be 'b.png', 'a.png', 'c.png'
        $again[0].Dissimilarity[0..1] | Should -Be 0.1, 0.2
        [double]::IsNaN($again[0].Dissimilarity[2]) | Should -BeTrue
        $again[2].Dissimilarity | Should -Be 0, 0.25, 1e-9
    }

    It 'write values alone to .npy, and number the stimuli when they are read' {
        $file = $rdms[1] | Export-Rdm "$TestDrive/one.npy" -PassThru
        $again = Get-Item $file | Import-Rdm
        $again.Dissimilarity | Should -Be 1, 1.5, 2
        $again.StimulusId | Should -Be '1', '2', '3'
        $again.Provenance.Parameters.StimulusId | Should -Be 'Position'
    }

    It 'go by the content of a file, not by its name' {
        $rdms | Export-Rdm "$TestDrive/name.rdm.h5"
        Copy-Item "$TestDrive/name.rdm.h5" "$TestDrive/name.npz"
        (Import-Rdm "$TestDrive/name.npz").Name | Should -Be 'V1', 'V1', 'IT'
    }

    It 'refuse to replace a file without -Force' {
        $rdms | Export-Rdm "$TestDrive/there.npz"
        { $rdms | Export-Rdm "$TestDrive/there.npz" } | Should -Throw -ErrorId 'FileExists,*'
        $rdms[0] | Export-Rdm "$TestDrive/there.npz" -Force
        (Import-Rdm "$TestDrive/there.npz").Subject | Should -Be 'sub-01'
    }

    It 'write nothing with -WhatIf' {
        $rdms | Export-Rdm "$TestDrive/none.npz" -WhatIf
        "$TestDrive/none.npz" | Should -Not -Exist
    }

    It 'say which names a file of RDMs may have' {
        { $rdms | Export-Rdm "$TestDrive/rdm.doc" } | Should -Throw '*.rdm.h5, .npz*' -ErrorId 'FileExtensionInvalid,*'
    }

    It 'name a file that cannot be read and go on' {
        Set-Content "$TestDrive/text.npz" 'text'
        $rdms | Export-Rdm "$TestDrive/good.npz"
        [IO.File]::WriteAllBytes("$TestDrive/short.npz", [IO.File]::ReadAllBytes("$TestDrive/good.npz")[0..99])
        $good = Import-Rdm "$TestDrive/text.npz", "$TestDrive/short.npz", "$TestDrive/gone.npz", "$TestDrive/good.npz" -ErrorVariable problems -ErrorAction SilentlyContinue
        $good.Count | Should -Be 3
        $problems.FullyQualifiedErrorId -replace ',.*' | Should -Be 'FileUnsupported', 'FileInvalid', 'FileNotFound'
    }

    It 'keep the times of a sequence in <_>' -ForEach '.rdm.h5', '.npz', '.mat', '.csv' {
        $movie = foreach ($time in -0.1, 0.3) {
            # An .rdm.h5 holds each name and subject once.
            $rdm = New-TestRdm "MEG:$time" (1, 2, 3) 'sub-01'
            [DnnBrain.Rsa.Rdm].GetProperty('Time').SetValue($rdm, [Nullable[double]] $time)
            $rdm
        }
        $movie | Export-Rdm "$TestDrive/movie$_"
        (Import-Rdm "$TestDrive/movie$_").Time | Should -Be -0.1, 0.3
    }

    It 'does not write RDMs to .csv that no label tells apart' {
        { $rdms[0], $rdms[0] | Export-Rdm "$TestDrive/twice.csv" } | Should -Throw '*V1*sub-01*' -ErrorId 'RdmDuplicate,*'
        "$TestDrive/twice.csv" | Should -Not -Exist
    }

    It 'says once what is wrong with <Path>' -ForEach @(
        @{ Path = '.'; Id = 'PathIsFolder' }
        @{ Path = 'nodrive:/rdm.npz'; Id = 'DriveNotFound' }
        @{ Path = 'env:PATH'; Id = 'ProviderNotSupported' }
    ) {
        Import-Rdm $Path -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be "$Id,DnnBrain.PowerShell.Commands.Rsa.ImportRdmCommand"
        $problems.TargetObject | Should -BeLike $(if ($Path -eq '.') { "$PWD" } else { $Path })
    }
}
