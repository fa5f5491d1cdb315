BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $data = Join-Path $PSScriptRoot '../data/rdm_exchange'
}

Describe 'Import-RsaDataset' {
    It 'gives objects whose conditions and runs New-Rdm takes' {
        $rdm = Import-RsaDataset "$data/dataset.h5" | New-Rdm -Metric SquaredEuclidean -Condition conds -Property v1, v2, v3, v4
        $rdm.StimulusId | Should -Be 'a', 'b', 'c'
        # Means of conditions differ by 10 in each of four channels, then by 20.
        $rdm.Dissimilarity | Should -Be 400, 1600, 400
    }

    It 'gives a row for each time' {
        $rows = Import-RsaDataset "$data/temporal_dataset.h5"
        $rows.Count | Should -Be 12
        ($rows | Where-Object time -eq 0.25).Count | Should -Be 6
    }

    It 'names a file that cannot be read and goes on' {
        $rows = Import-RsaDataset "$data/rsatoolbox.h5", "$data/dataset.h5" -ErrorAction SilentlyContinue -ErrorVariable problem
        $rows.Count | Should -Be 6
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileInvalid,*'
    }
}
