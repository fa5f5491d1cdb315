BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    # A folder with empty files is enough: Import-Stimulus checks that files exist, not what is in them.
    $images = New-Item -ItemType Directory "$TestDrive/images"
    '2.png', '10.png', 'b[1].png', 'notes.txt' | ForEach-Object { Set-Content -LiteralPath "$images/$_" -Value '' }
    $table = "$TestDrive/three.stim.csv"
    Set-Content -LiteralPath $table -Value @(
        'type=image', 'path=images', 'title=a=b', 'data=stimID,label,onset,rt,note'
        '2.png,1,0,0.5,"left, low"', '10.png,2,1.5,NaN,x', 'b[1].png,1,3,1e-3,y')
}

Describe 'Import-Stimulus' {
    It 'shows the columns of a table as properties' {
        $first, $second, $third = Import-Stimulus $table
        $first | Should -BeOfType DnnBrain.Stimuli.Stimulus
        $first.Id | Should -BeExactly '2.png'
        $first.Label | Should -BeExactly '1'
        $first.note | Should -BeExactly 'left, low'
        $second.Onset | Should -Be 1.5
        [double]::IsNaN($second.rt) | Should -BeTrue
        $third.rt | Should -Be 0.001
        $third.Path | Should -BeExactly ([IO.Path]::Combine($images.FullName, 'b[1].png'))
    }

    It 'names file, line and column of a bad row and returns the others' {
        $bad = "$TestDrive/bad.stim.csv"
        Set-Content -LiteralPath $bad -Value 'type=image', 'path=images', '', 'data=stimID,onset', '2.png,soon', 'gone.png,1', '10.png,2', '10.png,3', '2.png'
        $good = Import-Stimulus $bad -ErrorVariable problems -ErrorAction SilentlyContinue
        $good.Id | Should -Be '10.png'
        $problems.FullyQualifiedErrorId | Should -Be @(
            'StimulusRowInvalid,DnnBrain.PowerShell.Commands.Stimuli.ImportStimulusCommand'
            'StimulusFileNotFound,DnnBrain.PowerShell.Commands.Stimuli.ImportStimulusCommand'
            'StimulusDuplicate,DnnBrain.PowerShell.Commands.Stimuli.ImportStimulusCommand'
            'StimulusRowInvalid,DnnBrain.PowerShell.Commands.Stimuli.ImportStimulusCommand')
        $problems[0].Exception.Message | Should -Match "bad\.stim\.csv, line 5, column 'onset'"
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidData'
        $problems[1].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[3].Exception.Line | Should -Be 9
    }

    It 'takes a folder in natural order and passes over other files' {
        (Import-Stimulus $images.FullName).Id | Should -Be '2.png', '10.png', 'b[1].png'
    }

    It 'gives the folder as condition with -Recurse' {
        $stimuli = Import-Stimulus $TestDrive -Recurse
        $stimuli.Id | Should -Be 'images/2.png', 'images/10.png', 'images/b[1].png'
        $stimuli.Condition | Should -Be 'images', 'images', 'images'
    }

    It 'takes wildcards, literal names, strings and files from the pipeline' {
        (Import-Stimulus "$images/*0.png").Id | Should -Be '10.png'
        (Import-Stimulus -LiteralPath "$images/b[1].png").Id | Should -Be 'b[1].png'
        ("$images/2.png" | Import-Stimulus).Id | Should -Be '2.png'
        (Get-ChildItem $images -Filter *.png | Import-Stimulus).Count | Should -Be 3
    }

    It 'takes the rows of a table of any origin' {
        $rows = [pscustomobject]@{ Id = 'first'; Path = "$images/2.png"; Rating = 0.8 }, [pscustomobject]@{ Id = 'second'; Path = "$images/10.png"; Rating = 0.3 }
        ($rows | Import-Stimulus | Where-Object Rating -gt 0.5).Id | Should -Be 'first'
    }

    It 'finds the columns of Import-Csv by name' {
        Set-Content -LiteralPath "$TestDrive/plain.csv" -Value 'file,label', "$images/2.png,face"
        $stimulus = Import-Csv "$TestDrive/plain.csv" | Import-Stimulus
        $stimulus.Id | Should -Be '2.png'
        $stimulus.Label | Should -Be 'face'
    }

    It 'says what a stimulus file looks like when it is given another one' {
        { Import-Stimulus "$images/notes.txt" -ErrorAction Stop } | Should -Throw -ErrorId 'StimulusKindUnknown,*'
    }

    It 'goes on with the next file when one is missing' {
        $good = Import-Stimulus "$TestDrive/none.stim.csv", $table -ErrorVariable problems -ErrorAction SilentlyContinue
        $good.Count | Should -Be 3
        $problems.FullyQualifiedErrorId | Should -Be 'FileNotFound,DnnBrain.PowerShell.Commands.Stimuli.ImportStimulusCommand'
    }
}
