BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $data = "$repository/examples/data/brain"
    $image = Import-BrainImage "$data/sub-01.nii.gz"
    $stimuli = Import-Stimulus "$repository/examples/data/fashion.stim.csv"
    $mask = "$data/roi.nii.gz"
}

Describe 'Get-BrainPattern' {
    It 'gives one pattern a region, named by the table beside the mask' {
        $patterns = $image | Get-BrainPattern $mask -Stimulus $stimuli
        $patterns.Name | Should -Be 'early', 'late'
        $patterns.Subject | Should -Be 'sub-01', 'sub-01'
        $patterns[0].StimulusId | Should -Be $stimuli.Id
        $patterns[0].UnitCount | Should -BeGreaterThan 50
        $patterns[0].VoxelIndex.Count | Should -Be $patterns[0].UnitCount
    }

    It 'takes regions by number, name and wildcard' {
        ($image | Get-BrainPattern $mask 2 $stimuli).Name | Should -Be 'late'
        ($image | Get-BrainPattern $mask -Label LATE -Stimulus $stimuli).Name | Should -Be 'late'
        ($image | Get-BrainPattern $mask -Label e*, 2 -Stimulus $stimuli).Name | Should -Be 'early', 'late'
        $image | Get-BrainPattern $mask -Label x* -Stimulus $stimuli | Should -BeNullOrEmpty
    }

    It 'lists the regions there are when one is missing' {
        { $image | Get-BrainPattern $mask -Label V4 -Stimulus $stimuli } |
            Should -Throw -ErrorId 'LabelNotFound,DnnBrain.PowerShell.Commands.Brain.GetBrainPatternCommand' -ExpectedMessage '*1 (early), 2 (late)*'
    }

    It 'takes ids, and a subject of the user''s own' {
        $pattern = $image | Get-BrainPattern $mask early -Stimulus $stimuli.Id -Subject pilot
        $pattern.Subject | Should -BeExactly 'pilot'
        $pattern.StimulusId[119] | Should -BeExactly $stimuli[119].Id
    }

    It 'refuses a wrong number of stimuli and goes on with the next image' {
        $all = Import-BrainImage "$data/roi.nii.gz", "$data/sub-02.nii.gz" |
            Get-BrainPattern $mask late -Stimulus $stimuli -ErrorVariable problems -ErrorAction SilentlyContinue
        $all.Subject | Should -Be 'sub-02'
        $problems.FullyQualifiedErrorId | Should -Be 'VolumeCountMismatch,DnnBrain.PowerShell.Commands.Brain.GetBrainPatternCommand'
    }

    It 'refuses a mask on another grid' {
        # One number of the sform (the x of the first voxel) becomes another one.
        $raw = [IO.Compression.GZipStream]::new([IO.File]::OpenRead($mask), [IO.Compression.CompressionMode]::Decompress)
        $bytes = [IO.MemoryStream]::new()
        $raw.CopyTo($bytes)
        $raw.Dispose()
        $header = $bytes.ToArray()
        [BitConverter]::GetBytes([float] 99).CopyTo($header, 280 + 12)
        [IO.File]::WriteAllBytes("$TestDrive/moved.nii", $header)
        { $image | Get-BrainPattern "$TestDrive/moved.nii" -Stimulus $stimuli -ErrorAction Stop } |
            Should -Throw -ErrorId 'SpaceMismatch,*' -ExpectedMessage '*sub-01.nii.gz*moved.nii*'
    }

    It 'completes the regions of the mask' {
        $text = "Get-BrainPattern -Mask '$mask' -Label l"
        (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText | Should -Be 'late'
    }
}
