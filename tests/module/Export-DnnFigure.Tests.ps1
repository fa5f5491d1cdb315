BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $made = [DnnBrain.Provenance]@{ Operation = 'test' }
    $parameters = [System.Collections.Generic.Dictionary[string, string]]::new()
    $parameters['Alternative'] = 'Greater'
    $parameters['Correction'] = 'Maximum'
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

    It 'draws intervals, and brackets of differences, where they are' {
        $layers = 'conv1', 'fc1', 'fc2' | ForEach-Object { New-TestComparison $_ V1 }
        $differences = foreach ($pair in @(('conv1', 'fc1', 0.01), ('conv1', 'fc2', 0.2))) {
            [DnnBrain.Rsa.RsaDifference]@{
                Name = $pair[0]; Against = $pair[1]; Region = 'V1'; Difference = 0.1; StandardError = 0.01
                PValue = $pair[2]; AdjustedPValue = $pair[2]; Test = 'SignFlip'; Provenance = $made
            }
        }
        $layers + $differences | Export-DnnFigure "$TestDrive/difference.svg"
        ([xml](Get-Content "$TestDrive/difference.svg" -Raw)).SelectNodes("//*[local-name()='g'][@class='difference']") | Should -HaveCount 1
        (Get-Text "$TestDrive/difference.svg" caption) -join ' ' | Should -Match 'Brackets: differences .* \(sign flips over subjects, two-sided'
        { $layers[0..1] + $differences | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw -ErrorId 'DifferenceMismatch,*'
    }

    It 'refuses what no figure can show, and says why' {
        { (New-TestRdm x), (New-TestComparison a b) | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw '*comparisons*Rdm, RsaComparison*' -ErrorId 'FigureInputUnsupported,*'
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

Describe 'Export-DnnFigure of results over time' {
    BeforeAll {
        # Three subjects, four times; the second half is the model's own RDM with a little noise.
        $model = New-TestRdm layer ('a'..'f') (1..15)
        $movie = foreach ($subject in 1..6) {
            foreach ($time in 1..4) {
                $random = [System.Random]::new(17 * $subject + 1009 * $time)
                [double[]]$values = 1..15 | ForEach-Object { 20 * $random.NextDouble() + $(if ($time -gt 2) { 2 * $_ } else { 0 }) }
                $rdm = New-TestRdm "MEG:$time" ('a'..'f') $values
                [DnnBrain.Rsa.Rdm].GetProperty('Subject').SetValue($rdm, "s$subject")
                $rdm
            }
        }
        $course = $model | Invoke-TemporalRsa $movie -Time -100, 0, 100, 200
    }

    It 'draws curves with their ceilings' {
        @($course) + @(Measure-NoiseCeiling $movie) | Export-DnnFigure "$TestDrive/course.svg" -TimeUnit ms
        Get-Text "$TestDrive/course.svg" axis-title | Should -Be 'Spearman correlation of RDMs', 'Time (ms)'
        Get-Text "$TestDrive/course.svg" legend | Should -Be 'layer', 'noise ceiling'
        Get-Text "$TestDrive/course.svg" panel | Should -Be 'MEG'
        (Get-Text "$TestDrive/course.svg" caption) -join ' ' -replace '\u00A0', ' ' | Should -BeLike '*(cluster mass, clusters formed at p < .05, 63 sign flips, one-sided, maximum statistic over times, models and regions).'
    }

    It 'draws tables of times' {
        Invoke-TemporalRsa $movie -AcrossTime | Export-DnnFigure "$TestDrive/table.svg" -TimeUnit s
        Get-Text "$TestDrive/table.svg" axis-title | Should -Be 'Time of the other subjects (s)', 'Time of a subject (s)'
        ([xml](Get-Content "$TestDrive/table.svg" -Raw)).SelectNodes("//*[local-name()='image']") | Should -HaveCount 1
    }

    It 'refuses what does not go together' {
        { @($course) + @(Invoke-TemporalRsa $movie -AcrossTime) | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw -ErrorId 'FigureInputUnsupported,*'
        { @($course) + @(Measure-NoiseCeiling ($movie | Where-Object Name -ne 'MEG:4')) | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw -ErrorId 'CeilingMismatch,*'
        { $course, $course | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw -ErrorId 'ComparisonDuplicate,*'
        { @($course) + @(Measure-NoiseCeiling $movie -Method Pearson) | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw -ErrorId 'MethodMismatch,*'
    }
}

Describe 'Export-DnnFigure of parts and weights' {
    BeforeAll {
        $one, $two = (New-TestRdm one ('a'..'f') (1..15)), (New-TestRdm two ('a'..'f') (15..1 | ForEach-Object { [Math]::Sin($_) }))
        $reference = foreach ($subject in 1..3) {
            $random = [System.Random]::new(31 * $subject)
            $rdm = New-TestRdm V1 ('a'..'f') (1..15 | ForEach-Object { $_ + 5 * $random.NextDouble() })
            [DnnBrain.Rsa.Rdm].GetProperty('Subject').SetValue($rdm, "s$subject")
            $rdm
        }
    }

    It 'draws parts of variance by kind' {
        Invoke-VariancePartition -Reference $reference -Group ([ordered]@{ first = $one; second = $two }) -PermutationCount 20 | Export-DnnFigure "$TestDrive/parts.svg"
        Get-Text "$TestDrive/parts.svg" legend | Should -Be 'unique', 'shared', 'total'
        Get-Text "$TestDrive/parts.svg" categories | Should -Contain 'first'
    }

    It 'draws weights with their spread' {
        $one, $two | Invoke-WeightedRsa $reference -PermutationCount 0 -FoldCount 2 -WarningAction Ignore | Export-DnnFigure "$TestDrive/weights.svg"
        Get-Text "$TestDrive/weights.svg" categories | Should -Be 'one', 'two'
        (Get-Text "$TestDrive/weights.svg" caption) -join ' ' | Should -Match 'standard deviation over the fits'
    }
}

Describe 'Export-DnnFigure of maps' {
    BeforeAll {
        $mask = Join-Path $repository examples data brain roi.nii.gz
        $space = (Import-BrainImage $mask).Space
        $maps = foreach ($subject in 1..6) {
            $voxels = [DnnBrain.Brain.VoxelSet]::new($space, [int[]](0..($space.Dimensions.VoxelCount - 1) | Where-Object { $_ % 7 }))
            $random = [System.Random]::new($subject)
            $map = [DnnBrain.Brain.BrainMap]::new('layer', $voxels, [float[]](1..$voxels.UnitCount | ForEach-Object { $random.NextDouble() + 0.2 }))
            [DnnBrain.Brain.BrainMap].GetProperty('Subject').SetValue($map, "s$subject")
            $map
        }
        $test = $maps | Test-BrainMap $mask
    }

    It 'cuts slices at heights in mm, over anatomy' {
        $test | Export-DnnFigure "$TestDrive/map.svg" -Slice -12, -3 -Underlay (Join-Path $repository examples data brain sub-01.nii.gz) -Mask $mask
        (Get-Text "$TestDrive/map.svg" slice) -replace '\u00A0', ' ' | Where-Object { $_ -match '^z' } | Should -Be 'z = −12 mm', 'z = −3 mm'
        # One image of anatomy and one of the map a slice.
        ([xml](Get-Content "$TestDrive/map.svg" -Raw)).SelectNodes("//*[local-name()='image']") | Should -HaveCount 4
        Get-Text "$TestDrive/map.svg" panel | Should -Be 'layer'
        (Get-Text "$TestDrive/map.svg" caption) -join ' ' -replace '\u00A0', ' ' | Should -BeLike '*mean over 6 subjects. Outlined: adjusted p ≤ .05 (TFCE*63 sign flips, one-sided, maximum statistic over voxels and maps)*'
    }

    It 'draws a searchlight of one subject, with as many slices as asked for' {
        $maps[0] | Export-DnnFigure "$TestDrive/one.svg" -SliceCount 3
        ([xml](Get-Content "$TestDrive/one.svg" -Raw)).SelectNodes("//*[local-name()='g'][@class='slice']") | Should -HaveCount 3
        Get-Text "$TestDrive/one.svg" panel | Should -Be 'layer s1'
        Get-Content "$TestDrive/one.svg" -Raw | Should -Not -Match 'Outlined'
    }

    It 'refuses slices outside and maps that do not go together' {
        { $test | Export-DnnFigure "$TestDrive/no.svg" -Slice 500 } | Should -Throw '*mm*' -ErrorId 'SliceNotFound,*'
        { $test, $maps[0] | Export-DnnFigure "$TestDrive/no.svg" } | Should -Throw -ErrorId 'MethodMismatch,*'
        { $test | Export-DnnFigure "$TestDrive/no.svg" -Underlay "$TestDrive/missing.nii" } | Should -Throw -ErrorId 'FileNotFound,*'
        "$TestDrive/no.svg" | Should -Not -Exist
    }

    It 'writes the same bytes again' {
        $test | Export-DnnFigure "$TestDrive/first.svg"
        $test | Export-DnnFigure "$TestDrive/second.svg"
        (Get-FileHash "$TestDrive/second.svg").Hash | Should -Be (Get-FileHash "$TestDrive/first.svg").Hash
    }
}
