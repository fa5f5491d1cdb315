BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $images = New-Item -ItemType Directory "$TestDrive/images"
    'a.png', 'b.png' | ForEach-Object { Set-Content -LiteralPath "$images/$_" -Value '' }
    $stimuli = [pscustomobject]@{ stimID = 'a.png'; onset = 0.25; note = 'x, "y"' }, [pscustomobject]@{ stimID = 'b.png'; onset = 1; note = 'z' } |
        ForEach-Object { Push-Location $images } { $_ } | Import-Stimulus
    Pop-Location
}

Describe 'Export-Stimulus' {
    It 'writes what Import-Stimulus reads' {
        $stimuli | Export-Stimulus "$TestDrive/round.stim.csv"
        $again = Import-Stimulus "$TestDrive/round.stim.csv"
        $again.Id | Should -Be $stimuli.Id
        $again.Path | Should -Be $stimuli.Path
        $again.note | Should -Be $stimuli.note
        $again[0].Onset | Should -Be 0.25
    }

    It 'writes a relative folder, line feeds and invariant numbers under a German culture' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $stimuli | Export-Stimulus "$TestDrive/german.stim.csv"
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }
        Get-Content "$TestDrive/german.stim.csv" -Raw | Should -BeExactly "type=image`npath=images`ndata=stimID,onset,note`na.png,0.25,`"x, `"`"y`"`"`"`nb.png,1,z`n"
    }

    It 'replaces a file with -Force only, and leaves nothing else behind' {
        Set-Content "$TestDrive/there.stim.csv" 'precious'
        { $stimuli | Export-Stimulus "$TestDrive/there.stim.csv" } | Should -Throw -ErrorId 'FileExists,*'
        Get-Content "$TestDrive/there.stim.csv" | Should -Be 'precious'
        ($stimuli | Export-Stimulus "$TestDrive/there.stim.csv" -Force -PassThru).Name | Should -Be 'there.stim.csv'
        (Import-Stimulus "$TestDrive/there.stim.csv").Count | Should -Be 2
        Get-ChildItem $TestDrive -Filter *.partial | Should -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf' {
        $stimuli | Export-Stimulus "$TestDrive/none.stim.csv" -WhatIf
        "$TestDrive/none.stim.csv" | Should -Not -Exist
    }

    It 'refuses a folder that is not there before any work' {
        { $stimuli | Export-Stimulus "$TestDrive/no/such.stim.csv" } | Should -Throw -ErrorId 'FolderNotFound,*'
    }
}
