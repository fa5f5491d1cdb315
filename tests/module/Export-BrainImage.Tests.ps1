BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    $affine = [double[,]]::new(4, 4)
    $affine[0, 0] = -2; $affine[1, 1] = 2; $affine[2, 2] = 3; $affine[3, 3] = 1; $affine[0, 3] = 10
    $space = [DnnBrain.Brain.VolumeSpace]::new([DnnBrain.Brain.VolumeDimensions]::new(2, 2, 1), $affine, 'Mni152')
    function New-Map([int[]] $Voxel, [float[]] $Value) {
        [DnnBrain.Brain.BrainMap]::new('map', [DnnBrain.Brain.VoxelSet]::new($space, $Voxel), $Value)
    }
    function Read-Volume([string] $Path) {
        $volumes = [Collections.Generic.List[object]]::new()
        $image = Import-BrainImage $Path
        $length = $image.Dimensions.VoxelCount
        $bytes = [IO.File]::ReadAllBytes($Path)
        # Uncompressed float32 behind a header of 352 bytes.
        for ($v = 0; $v -lt $image.VolumeCount; $v++) {
            $volumes.Add(@(for ($i = 0; $i -lt $length; $i++) { [BitConverter]::ToSingle($bytes, 352 + 4 * ($v * $length + $i)) }))
        }
        , $volumes
    }
}

Describe 'Export-BrainImage' {
    It 'writes each map as a volume: 0 outside, NaN where a voxel has no value' {
        (New-Map 0, 3 0.5, NaN), (New-Map 1 -2) | Export-BrainImage "$TestDrive/maps.nii"
        $volumes = Read-Volume "$TestDrive/maps.nii"
        $volumes.Count | Should -Be 2
        $volumes[0][0..2] | Should -Be 0.5, 0, 0
        [float]::IsNaN($volumes[0][3]) | Should -BeTrue
        $volumes[1] | Should -Be 0, -2, 0, 0
        $image = Import-BrainImage "$TestDrive/maps.nii"
        $image.Space.FindDifference($space) | Should -BeNullOrEmpty
        $image.Space.Frame | Should -Be 'Mni152'
    }

    It 'writes a pattern as one volume a stimulus' {
        $data = "$repository/examples/data/brain"
        $ids = 1..120 | ForEach-Object { "stim$_" }
        Import-BrainImage "$data/sub-01.nii.gz" | Get-BrainPattern "$data/roi.nii.gz" early $ids | Export-BrainImage "$TestDrive/early.nii.gz"
        $written = Import-BrainImage "$TestDrive/early.nii.gz" | Get-BrainPattern "$data/roi.nii.gz" early $ids
        $source = Import-BrainImage "$data/sub-01.nii.gz" | Get-BrainPattern "$data/roi.nii.gz" early $ids
        $first = [float[]]::new(120 * $source.UnitCount); $source.Read(0, 120, $first)
        $second = [float[]]::new($first.Length); $written.Read(0, 120, $second)
        [Linq.Enumerable]::SequenceEqual($first, $second) | Should -BeTrue
    }

    It 'keeps a file that is there, unless it is forced' {
        $path = "$TestDrive/kept.nii"
        Set-Content $path 'mine'
        { New-Map 0 1 | Export-BrainImage $path } | Should -Throw -ErrorId 'FileExists,*'
        New-Map 0 1 | Export-BrainImage $path -WhatIf -Force
        Get-Content $path | Should -BeExactly 'mine'
        (New-Map 0 1 | Export-BrainImage $path -Force -PassThru).Length | Should -Be (352 + 16)
    }

    It 'says what it takes when it is given something else' {
        { 'text' | Export-BrainImage "$TestDrive/none.nii" } | Should -Throw -ErrorId 'ImageInputInvalid,*'
        Test-Path "$TestDrive/none.nii" | Should -BeFalse
    }
}
