BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    function New-TestRdm([string] $Name, [int] $Seed, [string] $Subject, [double[]] $Add) {
        $random = [System.Random]::new($Seed)
        [double[]] $values = 0..77 | ForEach-Object { $random.NextDouble() + 0.2 + $(if ($Add) { 3 * $Add[$_] } else { 0 }) }
        $rdm = [DnnBrain.Rsa.Rdm]::new($Name, "Euclidean", [string[]]("a".."m"), $values, [DnnBrain.Provenance]@{ Operation = "test" })
        if ($Subject) { [DnnBrain.Rsa.Rdm].GetProperty("Subject").SetValue($rdm, $Subject) }
        $rdm
    }

    $layers = (New-TestRdm conv1 1), (New-TestRdm conv2 2), (New-TestRdm fc1 3)
    $brain = foreach ($subject in 1..4) { New-TestRdm V1 (10 + $subject) "sub-0$subject" $layers[1].Dissimilarity }
}

Describe 'Invoke-WeightedRsa' {
    It 'weights the RDM that a region is made of' {
        $result = $layers | Invoke-WeightedRsa $brain -Method Pearson -RepetitionCount 2 -PermutationCount 19
        $result | Should -BeOfType DnnBrain.Rsa.WeightedRsa
        $result.Component | Should -Be 'conv1', 'conv2', 'fc1'
        $result.Weight[1] | Should -BeGreaterThan 0.8
        $result.Score | Should -BeGreaterThan 0.7
        $result.PValue | Should -Be 0.05
        # All four signs the same way: one of 16, and all flips are made.
        $result.SubjectPValue | Should -Be 0.0625
        $result.Fold.Count | Should -Be (2 * 3 * 4)
        $result.Prediction | Should -BeOfType DnnBrain.Rsa.Rdm
    }

    It 'chooses a penalty within the fold' {
        $result = $layers | Invoke-WeightedRsa $brain Ridge -Alpha 0.01, 100 -RepetitionCount 1 -PermutationCount 0
        $result.Fold.Alpha | Sort-Object -Unique | ForEach-Object { $_ | Should -BeIn 0.01, 100 }
        $result.Alpha | Should -BeIn 0.01, 100
    }

    It 'gives an interval by bootstrap' {
        $result = $layers | Invoke-WeightedRsa $brain -Bootstrap Subject -BootstrapCount 30 -PermutationCount 0 -RepetitionCount 1
        $result.Confidence.Low | Should -BeLessThan $result.Score
    }

    It 'goes on without an RDM that cannot be weighted' {
        $flat = [DnnBrain.Rsa.Rdm]::new('flat', 'Euclidean', [string[]]("a".."m"), [double[]](@(1) * 78), [DnnBrain.Provenance]@{ Operation = "test" })
        $result = $layers + $flat | Invoke-WeightedRsa $brain -PermutationCount 0 -RepetitionCount 1 -ErrorAction SilentlyContinue -ErrorVariable problems
        $result.Component.Count | Should -Be 3
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'RdmConstant,*'
    }

    It 'refuses what has no meaning' {
        { $layers | Invoke-WeightedRsa $brain -Alpha 1 } | Should -Throw -ErrorId 'ParameterNotApplicable,*'
        { $layers | Invoke-WeightedRsa $brain Ridge -Alpha -1 } | Should -Throw -ErrorId 'AlphaInvalid,*'
        { $layers | Invoke-WeightedRsa $brain -FoldCount 5 } | Should -Throw -ErrorId 'FoldCountInvalid,*'
        { $layers | Invoke-WeightedRsa $brain -Method nope } | Should -Throw -ErrorId 'ComparisonMethodNotFound,*'
    }

    It 'shows results and folds as tables' {
        $result = $layers | Invoke-WeightedRsa $brain -PermutationCount 0 -RepetitionCount 1
        $result | Out-String | Should -Match 'Name\s+Region\s+Score\s+p \(adjusted\)\s+Ceiling'
        $result.Fold[0] | Out-String | Should -Match 'Fold\s+Subject\s+Score\s+Alpha\s+Weight'
    }
}
