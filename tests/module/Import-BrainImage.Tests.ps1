BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $data = "$repository/examples/data/brain"
}

Describe 'Import-BrainImage' {
    It 'shows the grid without reading the volumes' {
        $image = Import-BrainImage "$data/sub-01.nii.gz"
        $image | Should -BeOfType DnnBrain.Brain.BrainImage
        "$($image.Dimensions)" | Should -BeExactly '12×12×8'
        $image.VoxelSize | Should -Be 3, 3, 3
        $image.VolumeCount | Should -Be 120
        $image.Description | Should -Match '^SIMULATED'
    }

    It 'takes wildcards, literal paths and files' {
        (Import-BrainImage "$data/sub-*.nii.gz").Count | Should -Be 8
        Copy-Item "$data/roi.nii.gz" "$TestDrive/roi[1].nii.gz"
        (Import-BrainImage -LiteralPath "$TestDrive/roi[1].nii.gz").VolumeCount | Should -Be 1
        (Get-ChildItem $data -Filter roi.nii.gz | Import-BrainImage).VolumeCount | Should -Be 1
    }

    It 'names a file that is no image and opens the others' {
        Set-Content "$TestDrive/text.nii" 'no image'
        $good = Import-BrainImage "$TestDrive/text.nii", "$data/roi.nii.gz" -ErrorVariable problems -ErrorAction SilentlyContinue
        $good.VolumeCount | Should -Be 1
        $problems.FullyQualifiedErrorId | Should -Be 'FileInvalid,DnnBrain.PowerShell.Commands.Brain.ImportBrainImageCommand'
        $problems[0].Exception.Message | Should -Match 'text\.nii'
    }
}
