BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    # 30 stimuli of 3 units; the first voxel is a sum of units, the second is constant.
    [string[]] $ids = 1..30 | ForEach-Object { "stim$_" }
    $units = foreach ($i in 1..30) { [Math]::Sin($i), [Math]::Cos(2.3 * $i), ($i % 7) }
    $voxels = foreach ($i in 0..29) { (2 * $units[3 * $i] - $units[3 * $i + 1]), 4 }
    function New-Pattern([string] $Name, [int] $Width, [float[]] $Values) {
        $shape = [DnnBrain.Activations.ActivationShape]::new(30, $Width, 1, 1)
        [DnnBrain.Activations.Activation]::new('net', $Name, $ids,
            [DnnBrain.Activations.MemoryActivationValues]::new($shape, $Values), [DnnBrain.Provenance]@{ Operation = 'Test' })
    }
    $model = New-Pattern conv1 3 $units | New-EncodingModel (New-Pattern V1 2 $voxels) -Method Ols
}

Describe 'Test-EncodingModel' {
    It 'gives the accuracy of each voxel, and a warning where there is none' {
        $result = $model | Test-EncodingModel -WarningVariable warnings -WarningAction SilentlyContinue
        $result | Should -BeOfType DnnBrain.Encoding.EncodingResult
        $result.Layer | Should -BeExactly 'conv1'
        $result.Region | Should -BeExactly 'V1'
        $result.FoldCount | Should -Be 5
        [Math]::Abs($result.Accuracy[0] - 1) | Should -BeLessThan 1e-9
        [double]::IsNaN($result.Accuracy[1]) | Should -BeTrue
        $result.ScoredVoxelCount | Should -Be 1
        $result.MeanAccuracy | Should -Be $result.Accuracy[0]
        "$warnings" | Should -Match '1 of 2 voxels have no accuracy.*, 1 are constant'
    }

    It 'gives the same with the same seed and says which it was' {
        $ridge = New-Pattern conv1 3 $units | New-EncodingModel (New-Pattern V1 2 $voxels)
        $first, $second = 1..2 | ForEach-Object { $ridge | Test-EncodingModel -Seed 5 -FoldCount 6 -WarningAction SilentlyContinue }
        $first.Accuracy[0] | Should -BeExactly $second.Accuracy[0]
        $first.Provenance.Seed | Should -Be 5
        $first.Alpha.Count | Should -Be 6
        $first.Alpha[0].Count | Should -Be 2
    }

    It 'refuses folds that are too small' {
        { $model | Test-EncodingModel -FoldCount 11 -ErrorAction Stop } |
            Should -Throw -ErrorId 'FoldTooSmall,DnnBrain.PowerShell.Commands.Encoding.TestEncodingModelCommand' -ExpectedMessage '*At most 10 folds*'
    }

    It 'says that a target without voxels cannot be written as an image' {
        { $model | Test-EncodingModel -WarningAction SilentlyContinue | Export-BrainImage "$TestDrive/none.nii" } | Should -Throw -ErrorId 'VoxelMissing,*'
    }
}
