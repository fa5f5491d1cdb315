BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $made = [DnnBrain.Provenance]@{ Operation = 'test' }
    $parameters = [System.Collections.Generic.Dictionary[string, string]]::new()
    $parameters['Alternative'] = 'Greater'
    function New-TestRdm([string] $Name, [string[]] $Id = ('a', 'b', 'c'), [double[]] $Value = (0.2, 0.4, 0.6), [string] $Metric = 'Correlation') {
        [DnnBrain.Rsa.Rdm]::new($Name, $Metric, $Id, $Value, $made)
    }
    function New-TestComparison([string] $Layer, [string] $Region, [string] $Source = 'net', [string] $Method = 'Spearman', [double] $P = 0.01) {
        [DnnBrain.Rsa.RsaComparison]@{
            Name = $Layer; Source = $Source; Region = $Region; Method = $Method; Correlation = 0.3
            Subject = [string[]]('s1', 's2'); SubjectCorrelation = [double[]](0.2, 0.4); StandardError = 0.1
            PValue = $P; AdjustedPValue = $P; SubjectPValue = $P; AdjustedSubjectPValue = $P
            CeilingLower = 0.5; CeilingUpper = 0.6; PermutationCount = 10000
            StimulusCount = 3; PairCount = 3; DroppedPairCount = 0; Provenance = [DnnBrain.Provenance]@{ Operation = 'test'; Parameters = $parameters }
        }
    }
    function Get-Text([string] $Path, [string] $Class) {
        ([xml](Get-Content -LiteralPath $Path -Raw)).SelectNodes("//*[local-name()='g'][@class='$Class']/*[local-name()='text']") | ForEach-Object '#text'
    }
    $stimuli = 'a', 'b', 'c', 'd' | ForEach-Object {
        [DnnBrain.Stimuli.Stimulus]@{ Id = $_; Path = "/$_.png"; Condition = $_ -eq 'b' ? 'face' : 'house'; Label = "label $_" }
    }
}

Describe 'Export-DnnFigure' {
    It 'draws the RDMs of the pipeline side by side' {
        'conv1', 'conv<2>' | ForEach-Object { New-TestRdm $_ } | Export-DnnFigure "$TestDrive/rdm.svg" -Title 'A & B' -Note 'Simulated data'
        Get-Text "$TestDrive/rdm.svg" panel | Should -Be 'conv1', 'conv<2>'
        Get-Text "$TestDrive/rdm.svg" title | Should -Be 'A & B'
        (Get-Text "$TestDrive/rdm.svg" caption) -join ' ' | Should -BeLike '*Simulated data.'
        Get-Text "$TestDrive/rdm.svg" color-bar | Should -Contain 'Correlation distance, 1 − r'
    }

    It 'groups rows by the condition of the stimuli, or by what -GroupBy names' {
        New-TestRdm conv1 | Export-DnnFigure "$TestDrive/group.svg" -Stimulus $stimuli
        Get-Text "$TestDrive/group.svg" rows | Should -Be 'house', 'face'
        New-TestRdm conv1 | Export-DnnFigure "$TestDrive/group.svg" -Stimulus $stimuli -GroupBy label -Force
        Get-Text "$TestDrive/group.svg" rows | Should -Be 'label a', 'label b', 'label c'
    }

    It 'matches RDMs by stimulus id' {
        $same = (New-TestRdm x), (New-TestRdm x c, b, a 0.6, 0.4, 0.2)
        $same | Export-DnnFigure "$TestDrive/order.svg"
        $images = ([xml](Get-Content "$TestDrive/order.svg" -Raw)).SelectNodes("//*[local-name()='image']")
        $images[0].href | Should -Be $images[1].href
        { (New-TestRdm x), (New-TestRdm y a, b, z) | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw -ErrorId 'StimulusMismatch,*'
        { New-TestRdm x a, b, z | Export-DnnFigure "$TestDrive/no.svg" -Stimulus $stimuli } | Should -Throw -ErrorId 'StimulusMismatch,*'
        "$TestDrive/no.svg" | Should -Not -Exist
    }

    It 'takes a two-sided colour map for dissimilarities of both signs' {
        New-TestRdm roi -Value -0.1, 0.2, 0.3 -Metric Crossnobis | Export-DnnFigure "$TestDrive/both.svg"
        Get-Content "$TestDrive/both.svg" -Raw | Should -Match 'linearGradient id="blue-red"'
        # One minus a correlation of 1 may be a negative zero that was rounded.
        New-TestRdm roi -Value -1e-16, 0.2, 0.3 | Export-DnnFigure "$TestDrive/one.svg"
        Get-Content "$TestDrive/one.svg" -Raw | Should -Match 'linearGradient id="viridis"'
    }

    It 'draws comparisons as one panel a region and one bar a layer' {
        $results = foreach ($region in 'V1', 'IT') { foreach ($layer in 'conv1', 'fc1') { New-TestComparison $layer $region -P ($layer -eq 'fc1' ? 0.2 : 0.01) } }
        $results | Export-DnnFigure "$TestDrive/rsa.svg"
        Get-Text "$TestDrive/rsa.svg" panel | Should -Be 'V1', 'IT'
        Get-Text "$TestDrive/rsa.svg" axis-title | Should -Be 'Spearman correlation of RDMs'
        Get-Text "$TestDrive/rsa.svg" categories | Should -Be 'conv1', 'fc1', 'conv1', 'fc1'
        Get-Text "$TestDrive/rsa.svg" bar | Should -Be '*', '*'
        Get-Text "$TestDrive/rsa.svg" legend | Should -Be 'noise ceiling'
        (Get-Text "$TestDrive/rsa.svg" caption) -join ' ' -replace '\u00A0', ' ' | Should -BeLike '*2 subjects*(10,000 label permutations, one-sided, maximum statistic over layers and regions).'
    }

    It 'gives each network a colour' {
        'alexnet', 'fashionnet' | ForEach-Object { New-TestComparison conv1 V1 -Source $_ } | Export-DnnFigure "$TestDrive/nets.svg"
        Get-Text "$TestDrive/nets.svg" legend | Should -Be 'alexnet', 'fashionnet', 'noise ceiling'
    }

    It 'refuses what no figure can show, and says why' {
        { (New-TestRdm x), (New-TestComparison a b) | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw '*Rdm, RsaComparison*' -ErrorId 'FigureInputUnsupported,*'
        { 1 | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw -ErrorId 'FigureInputUnsupported,*'
        { 'Spearman', 'Pearson' | ForEach-Object { New-TestComparison a b -Method $_ } | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw -ErrorId 'MethodMismatch,*'
        { (New-TestComparison a b), (New-TestComparison a b) | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw -ErrorId 'ComparisonDuplicate,*'
        { New-TestRdm x | Export-DnnFigure "$TestDrive/no.svg" -Stimulus $stimuli -GroupBy Colour } | Should -Throw '*Condition*' -ErrorId 'PropertyNotFound,*'
        { New-TestRdm x | Export-DnnFigure "$TestDrive/no.png" } | Should -Throw -ErrorId 'FileUnsupported,*'
        Get-ChildItem $TestDrive -Filter no.* | Should -BeNullOrEmpty
    }

    It 'replaces a file with -Force only, and returns it with -PassThru' {
        New-TestRdm x | Export-DnnFigure "$TestDrive/there.svg" | Should -BeNullOrEmpty
        { New-TestRdm x | Export-DnnFigure "$TestDrive/there.svg" } | Should -Throw -ErrorId 'FileExists,*'
        (New-TestRdm x | Export-DnnFigure "$TestDrive/there.svg" -Force -PassThru).Name | Should -Be 'there.svg'
    }

    It 'writes nothing with -WhatIf' {
        New-TestRdm x | Export-DnnFigure "$TestDrive/none.svg" -WhatIf
        "$TestDrive/none.svg" | Should -Not -Exist
    }

    It 'writes the same bytes under a German culture' {
        New-TestRdm x | Export-DnnFigure "$TestDrive/invariant.svg"
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            New-TestRdm x | Export-DnnFigure "$TestDrive/german.svg"
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }
        (Get-FileHash "$TestDrive/german.svg").Hash | Should -Be (Get-FileHash "$TestDrive/invariant.svg").Hash
    }
}
