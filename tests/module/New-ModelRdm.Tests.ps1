BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $table = 'a,small,1,x', 'b,large,2.5,x', 'c,medium,,y' | ConvertFrom-Csv -Header Id, Size, Weight, Class
}

Describe 'New-ModelRdm' {
    It 'makes one RDM a property' {
        $rdms = $table | New-ModelRdm Class, Size
        $rdms.Name | Should -Be 'Size', 'Class'
        $rdms[1].Metric | Should -Be 'Categorical'
        $rdms[1].Dissimilarity | Should -Be 0, 1, 1
    }

    It 'orders levels' {
        ($table | New-ModelRdm Size -Level small, medium, large).Dissimilarity | Should -Be 2, 1, 1
        { $table | New-ModelRdm Size -Level small, large -ErrorAction Stop } | Should -Throw "*'medium'*small, large*" -ErrorId 'ModelLevelNotFound,*'
    }

    It 'takes differences of numbers, and names a stimulus without one' {
        $rdm = $table | New-ModelRdm Weight -WarningVariable warnings -WarningAction SilentlyContinue
        $rdm.Metric | Should -Be 'Numeric'
        $rdm[0, 1] | Should -Be 1.5
        [double]::IsNaN($rdm[0, 2]) | Should -BeTrue
        $warnings | Should -Match 'no Weight \(c\)'
        { $table | New-ModelRdm Size Numeric -ErrorAction Stop } | Should -Throw "*'small'*" -ErrorId 'ModelValueInvalid,*'
    }

    It 'takes stimuli' {
        (Import-Stimulus "$repository/examples/data/fashion.stim.csv" | New-ModelRdm Condition).StimulusCount | Should -Be 120
        { $table | New-ModelRdm Colour } | Should -Throw '*Size, Weight*' -ErrorId 'ColumnNotFound,*'
    }
}

Describe 'New-BehaviorRdm' {
    It 'averages ratings in either order' {
        $rdm = 'a,b,2', 'b,a,4', 'a,c,10', 'b,c,' | ConvertFrom-Csv -Header First, Second, Rating | New-BehaviorRdm PairRating
        $rdm[0, 1] | Should -Be 3
        $rdm[0, 2] | Should -Be 10
        [double]::IsNaN($rdm[1, 2]) | Should -BeTrue
        $rdm.Evidence | Should -Be 2, 1, 0
        ('a,b,2' | ConvertFrom-Csv -Header First, Second, Rating | New-BehaviorRdm PairRating -Similarity -Largest 7)[0, 1] | Should -Be 5
    }

    It 'counts odd ones out' {
        $trials = 'a,b,c,c', 'a,b,d,a', 'b,a,c,c' | ConvertFrom-Csv -Header First, Second, Third, Odd
        $rdm = $trials | New-BehaviorRdm OddOneOut
        # a and b met three times; the third was picked twice.
        [math]::Round($rdm[0, 1], 12) | Should -Be ([math]::Round(1 / 3, 12))
        $rdm.Evidence[0] | Should -Be 3
        $rdm.StimulusId | Should -Be 'a', 'b', 'c', 'd'
        { 'a,b,c,d' | ConvertFrom-Csv -Header First, Second, Third, Odd | New-BehaviorRdm OddOneOut -ErrorAction Stop } | Should -Throw -ErrorId 'TrialInvalid,*'
        { 'a,b,a,a' | ConvertFrom-Csv -Header First, Second, Third, Odd | New-BehaviorRdm OddOneOut -ErrorAction Stop } | Should -Throw -ErrorId 'TrialInvalid,*'
    }

    It 'keeps the proportions of one arrangement' {
        $rdms = 's1,1,a,0,0', 's1,1,b,3,4', 's1,1,c,0,8', 's2,1,a,0,0', 's2,1,b,1,0' | ConvertFrom-Csv -Header Who, Trial, Id, X, Y | New-BehaviorRdm Arrangement -By Who
        $rdms.Subject | Should -Be 's1', 's2'
        [math]::Round($rdms[0][0, 1] / $rdms[0][0, 2], 12) | Should -Be (5 / 8)
        { '1,a,0,0', '1,b,0,0' | ConvertFrom-Csv -Header Trial, Id, X, Y | New-BehaviorRdm Arrangement -ErrorAction Stop } | Should -Throw -ErrorId 'TrialInvalid,*'
        { '1,a' | ConvertFrom-Csv -Header Trial, Id | New-BehaviorRdm Arrangement -Property Trial, Id } | Should -Throw -ErrorId 'ColumnMissing,*'
    }
}
