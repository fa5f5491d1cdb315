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

Describe 'A list of <_>' -ForEach $types {
    It 'names properties that exist and none that hold many values' {
        $type = [type]$_
        $shown = (Get-TypeData -TypeName $_).DefaultDisplayPropertySet.ReferencedProperties
        $shown | Should -Not -BeNullOrEmpty
        foreach ($name in $shown) {
            $property = $type.GetProperty($name)
            $property | Should -Not -BeNullOrEmpty -Because "$name is shown"
            ($property.PropertyType -eq [string] -or -not [Collections.IEnumerable].IsAssignableFrom($property.PropertyType)) | Should -BeTrue -Because "$name is shown"
        }
    }
}
