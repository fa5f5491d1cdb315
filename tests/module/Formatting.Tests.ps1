BeforeDiscovery {
    . "$PSScriptRoot/Setup.ps1"
    $types = Get-Command -Module DnnBrain | ForEach-Object { $_.OutputType.Name } | Where-Object { $_ -like 'DnnBrain.*' } | Sort-Object -Unique
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'The view of <_>' -ForEach $types {
    It 'is a table of at most five columns' {
        $data = Get-FormatData -TypeName $_
        $data | Should -Not -BeNullOrEmpty
        $view = $data.FormatViewDefinition[0]
        $view.Control | Should -BeOfType ([System.Management.Automation.TableControl])
        $view.Control.Rows[0].Columns.Count | Should -BeLessOrEqual 5
    }
}
