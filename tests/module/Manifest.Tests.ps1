BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $module = Test-ModuleManifest -Path $manifest
    $assembly = [System.Reflection.AssemblyName]::GetAssemblyName((Join-Path $moduleBase bin DnnBrain.PowerShell.dll))
}

Describe 'DnnBrain.psd1' {
    It 'carries the version of its folder and of its assemblies' {
        $module.Version.ToString() | Should -Be (Split-Path $moduleBase -Leaf)
        $assembly.Version.ToString(3) | Should -Be $module.Version.ToString()
    }

    It 'exports each cmdlet of the assembly by name, and nothing else' {
        $types = (Get-Module DnnBrain).ImplementingAssembly.GetExportedTypes()
        $names = foreach ($type in $types) {
            $attribute = [Attribute]::GetCustomAttribute($type, [System.Management.Automation.CmdletAttribute])
            if ($attribute) { "$($attribute.VerbName)-$($attribute.NounName)" }
        }
        $names | Should -Not -BeNullOrEmpty
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($names | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'asks for the PowerShell its assemblies need' {
        $module.PowerShellVersion | Should -Be '7.6'
        $module.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'says what a gallery shows' {
        $module.Description | Should -Not -BeNullOrEmpty
        $module.Author | Should -Not -BeNullOrEmpty
        $module.Tags | Should -Contain 'PSEdition_Core'
        $module.LicenseUri | Should -Not -BeNullOrEmpty
        Join-Path $moduleBase LICENSE | Should -Exist
    }

    It 'keeps third-party assemblies out of bin' {
        Get-ChildItem (Join-Path $moduleBase bin) -Filter *.dll | ForEach-Object BaseName | Should -Match '^DnnBrain\.'
        Get-ChildItem (Join-Path $moduleBase bin lib) -Filter *.dll | ForEach-Object BaseName | Should -Not -Match '^DnnBrain\.'
    }
}
