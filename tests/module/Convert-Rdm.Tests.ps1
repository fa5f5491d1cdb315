BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    function New-TestRdm([string] $Name, [double[]] $Values, [string] $Subject) {
        $n = (1 + [math]::Sqrt(1 + 8 * $Values.Count)) / 2
        $rdm = [DnnBrain.Rsa.Rdm]::new($Name, 'Euclidean', [string[]](1..$n | ForEach-Object { "s$_" }), $Values, [DnnBrain.Provenance]@{ Operation = 'test' })
        $rdm
    }
    $rdm = New-TestRdm it (4, -1, 9, 4, 16, [double]::NaN)
}

Describe 'Convert-Rdm' {
    It 'applies <Transform>' -ForEach @(
        @{ Transform = 'Rank'; Expected = 2.5, 1, 4, 2.5, 5 }
        @{ Transform = 'Sqrt'; Expected = 2, 0, 3, 2, 4 }
        @{ Transform = 'Square'; Expected = 16, 1, 81, 16, 256 }
        @{ Transform = 'Positive'; Expected = 4, 0, 9, 4, 16 }
        @{ Transform = 'Sqrt', 'Rank'; Expected = 2.5, 1, 4, 2.5, 5 }
    ) {
        $result = $rdm | Convert-Rdm $Transform
        $result.Dissimilarity[0..4] | Should -Be $Expected
        [double]::IsNaN($result.Dissimilarity[5]) | Should -BeTrue
        $result.StimulusId | Should -Be $rdm.StimulusId
    }

    It 'says in the metric what was done' {
        ($rdm | Convert-Rdm Sqrt, Rank).Metric | Should -BeExactly 'Rank(Sqrt(Euclidean))'
    }

    It 'lists the transforms when it is given another one' {
        { $rdm | Convert-Rdm Log } | Should -Throw '*Geotopological*' -ErrorId 'RdmTransformNotFound,*'
        { $rdm | Convert-Rdm Geotopological -LowQuantile 0.9 -ErrorAction Stop } | Should -Throw -ErrorId 'QuantileInvalid,*'
        (TabExpansion2 'Convert-Rdm -Transform geo' 26).CompletionMatches.CompletionText | Should -Be 'Geotopological', 'Geodesic'
    }
}

Describe 'Select-Rdm' {
    It 'takes names with brackets as they are and escaped' {
        $bracket = 'Id,a', 'x[1],0', 'x[2],2', 'x1,3' | ConvertFrom-Csv | New-Rdm Euclidean
        ($bracket | Select-Rdm 'x[1]', 'x1').StimulusId | Should -Be 'x[1]', 'x1'
        ($bracket | Select-Rdm ([WildcardPattern]::Escape('x[2]')), 'x[1]').StimulusId | Should -Be 'x[2]', 'x[1]'
    }

    It 'keeps the order in which stimuli are asked for' {
        $part = $rdm | Select-Rdm s4, 's[12]'
        $part.StimulusId | Should -Be 's4', 's1', 's2'
        $part.Dissimilarity | Should -Be 9, 16, 4
    }

    It 'follows stimuli' {
        $rows = 's3', 's1' | ForEach-Object { [pscustomobject]@{ Id = $_ } }
        ($rdm | Select-Rdm -Stimulus $rows).StimulusId | Should -Be 's3', 's1'
        ($rdm | Select-Rdm -Stimulus $rows -Exclude).StimulusId | Should -Be 's2', 's4'
        ($rdm | Select-Rdm -Stimulus $rows -Sort).StimulusId | Should -Be 's1', 's3'
    }

    It 'names a stimulus that an RDM does not have' {
        { $rdm | Select-Rdm s1, s9 -ErrorAction Stop } | Should -Throw "There is no stimulus in '*' called 's9'; there are s1, *" -ErrorId 'StimulusNotFound,*'
        { $rdm | Select-Rdm s1 -ErrorAction Stop } | Should -Throw -ErrorId 'StimulusTooFew,*'
    }
}

Describe 'Merge-Rdm' {
    It 'takes the mean of RDMs of one name' {
        $merged = (New-TestRdm a (1, 2, 3)), (New-TestRdm b (5, 5, 5)), (New-TestRdm a (3, 2, [double]::NaN)) | Merge-Rdm
        $merged.Name | Should -Be 'a', 'b'
        $merged[0].Dissimilarity | Should -Be 2, 2, 3
        $merged[0].Evidence | Should -Be 2, 2, 1
        (New-TestRdm a (1, 2, 3)), (New-TestRdm b (5, 6, 7)) | Merge-Rdm -By All | ForEach-Object Dissimilarity | Should -Be 3, 4, 5
    }

    It 'refuses RDMs of different metrics' {
        { $rdm, ($rdm | Convert-Rdm Rank) | Merge-Rdm -ErrorAction Stop } | Should -Throw -ErrorId 'RdmMetricMismatch,*'
    }
}
