BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    function New-TestRdm([string] $Name, [string] $Subject, [int] $Seed) {
        $random = [System.Random]::new($Seed)
        [double[]] $values = 0..65 | ForEach-Object { $random.NextDouble() + 0.2 }
        $rdm = [DnnBrain.Rsa.Rdm]::new($Name, "Euclidean", [string[]]("a".."l"), $values, [DnnBrain.Provenance]@{ Operation = "test" })
        if ($Subject) { [DnnBrain.Rsa.Rdm].GetProperty("Subject").SetValue($rdm, $Subject) }
        $rdm
    }

    $models = 1..2 | ForEach-Object { New-TestRdm "conv$_" '' $_ }
    $region = 1..5 | ForEach-Object { New-TestRdm IT "sub-0$_" (100 + $_) }
    $movie = foreach ($subject in 1..5) { 1..3 | ForEach-Object { New-TestRdm "MEG:$_" "sub-0$subject" (10 * $subject + $_) } }
    $patterns = 1..3 | ForEach-Object {
        $random = [System.Random]::new($_)
        $shape = [DnnBrain.Activations.ActivationShape]::new(12, 5, 1, 1)
        $values = [DnnBrain.Activations.MemoryActivationValues]::new($shape, [float[]](1..60 | ForEach-Object { $random.NextDouble() }))
        [DnnBrain.Activations.Activation]::new('net', "fc$_", [string[]]('a'..'l'), $values, [DnnBrain.Provenance]@{ Operation = 'test' })
    }
    $jobs = @{
        'Invoke-RsaComparison'    = { $models | Invoke-RsaComparison $region -PermutationCount 50 -Bootstrap Both -BootstrapCount 20 @args }
        'Test-RsaModel'           = { New-RsaModel -InputObject $models -Name both -Kind Weighted | Test-RsaModel $region -RepetitionCount 1 -Bootstrap Subject -BootstrapCount 5 @args }
        'Invoke-WeightedRsa'      = { $models | Invoke-WeightedRsa $region -RepetitionCount 1 -PermutationCount 5 @args }
        'Invoke-VariancePartition' = { Invoke-VariancePartition $region @{ a = $models[0]; b = $models[1] } -PermutationCount 50 @args }
        'Measure-NoiseCeiling'    = { $region | Measure-NoiseCeiling -BootstrapCount 20 @args }
        'Measure-Cka'             = { $patterns[0..1] | Measure-Cka $patterns[2] -PermutationCount 50 -ErrorAction Stop @args }
        'Invoke-TemporalRsa'      = { $models | Invoke-TemporalRsa $movie -BootstrapCount 20 @args }
    }

    # Everything a result holds but the objects that differ from call to call.
    function ConvertTo-Comparable($Result) {
        $Result | Select-Object -Property * -ExcludeProperty Provenance, Origin, Fold, Prediction | ConvertTo-Json -Depth 4
    }
}

Describe 'Cmdlets that resample' {
    It '<_> has the parameters of resampling under their names' -ForEach 'Invoke-RsaComparison', 'Test-RsaModel', 'Invoke-WeightedRsa', 'Invoke-VariancePartition', 'Invoke-TemporalRsa', 'Test-BrainMap' {
        $parameters = (Get-Command $_).Parameters
        foreach ($name in 'PermutationCount', 'Alternative', 'Correction', 'Seed', 'CheckpointPath', 'MaxMemory') {
            $parameters.Keys | Should -Contain $name
        }
    }

    It '<_> gives the same in little memory as in all' -ForEach 'Invoke-RsaComparison', 'Test-RsaModel', 'Invoke-WeightedRsa', 'Invoke-VariancePartition', 'Measure-NoiseCeiling', 'Measure-Cka', 'Invoke-TemporalRsa' {
        $free = & $jobs[$_] -Seed 3
        { & $jobs[$_] -Seed 3 -MaxMemory 1000 } | Should -Throw -ErrorId 'MemoryTooSmall*' -ExpectedMessage '*Allow * bytes or more (-MaxMemory)*'
        $limited = & $jobs[$_] -Seed 3 -MaxMemory 1MB
        ConvertTo-Comparable $limited | Should -Be (ConvertTo-Comparable $free)
    }

    It '<_> goes on from a checkpoint in other memory, and refuses another seed' -ForEach 'Invoke-RsaComparison', 'Test-RsaModel', 'Invoke-WeightedRsa', 'Invoke-VariancePartition', 'Measure-NoiseCeiling', 'Measure-Cka', 'Invoke-TemporalRsa' {
        $file = Join-Path $TestDrive "$_.checkpoint"
        $first = & $jobs[$_] -Seed 3 -CheckpointPath $file
        $file | Should -Exist
        $again = & $jobs[$_] -Seed 3 -CheckpointPath $file -MaxMemory 1MB
        ConvertTo-Comparable $again | Should -Be (ConvertTo-Comparable $first)
        { & $jobs[$_] -Seed 4 -CheckpointPath $file } | Should -Throw -ErrorId 'CheckpointMismatch*'
    }

    It 'adjusts times as -Correction says' {
        # Five subjects: 31 flips and the observed case.
        $raw = ($models[0] | Invoke-TemporalRsa $movie -Statistic TValue -Correction None).AdjustedPValue
        $holm = ($models[0] | Invoke-TemporalRsa $movie -Statistic TValue -Correction Holm).AdjustedPValue
        $raw | Should -HaveCount 3
        $smallest = [System.Linq.Enumerable]::Min([double[]] $raw)
        $smallest | Should -BeGreaterThan 0
        [System.Linq.Enumerable]::Min([double[]] $holm) | Should -Be ([Math]::Min(1.0, 3 * $smallest))
    }
}
