BeforeDiscovery {
    . "$PSScriptRoot/Setup.ps1"
    $libraries = Get-ChildItem (Join-Path $moduleBase bin lib) -Filter *.dll | ForEach-Object { @{ Name = $_.BaseName; File = $_.FullName } }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $count = (Get-Module DnnBrain).ExportedCmdlets.Count
}

Describe 'Import-Module DnnBrain' {
    It 'writes no error, warning or output' {
        $written = Invoke-FreshProcess "@{ Text = @(Import-Module '$manifest' *>&1).Count; Errors = `$Error.Count }"
        $written.Text | Should -Be 0
        $written.Errors | Should -Be 0
    }

    It 'loads neither the native library nor a third-party assembly' {
        $loaded = Invoke-FreshProcess @"
Import-Module '$manifest'
@{
    Assemblies = @([AppDomain]::CurrentDomain.GetAssemblies().Location | Where-Object { `$_ -like '*bin*lib*' })
    Libraries = @((Get-Process -Id `$PID).Modules.FileName | Where-Object { `$_ -match 'DnnBrainNative|torch|opencv|hdf5' })
}
"@
        $loaded.Assemblies | Should -BeNullOrEmpty
        $loaded.Libraries | Should -BeNullOrEmpty
    }

    It 'keeps its commands when imported again, by force, and after Remove-Module' {
        $counts = Invoke-FreshProcess @"
`$counts = foreach (`$step in 'first', 'again', 'force', 'removed') {
    if (`$step -eq 'removed') { Remove-Module DnnBrain }
    Import-Module '$manifest' -Force:(`$step -eq 'force')
    @(Get-Command -Module DnnBrain).Count
}
,`$counts
"@
        $counts | Should -Be (@($count) * 4)
    }

    It 'works in several runspaces of one process' {
        $counts = 1..3 | ForEach-Object -Parallel { Import-Module $using:manifest; @(Get-Command -Module DnnBrain).Count }
        $counts | Should -Be (@($count) * 3)
    }

    It 'lets a script name the public types' {
        $names = Invoke-FreshProcess "Import-Module '$manifest'; @([DnnBrain.Stimuli.Stimulus].FullName, [DnnBrain.Rsa.Rdm].FullName)"
        $names | Should -Be 'DnnBrain.Stimuli.Stimulus', 'DnnBrain.Rsa.Rdm'
    }

    It 'finds its own <Name> where another module has brought an older one' -ForEach $libraries {
        $wanted = [System.Reflection.AssemblyName]::GetAssemblyName($File).FullName
        $found = Invoke-FreshProcess @"
`$null = Add-Type -TypeDefinition 'public class Older {}' -OutputAssembly '$TestDrive/$Name.dll'
`$null = [System.Reflection.Assembly]::LoadFrom('$TestDrive/$Name.dll')
Import-Module '$manifest'
`$context = [System.Runtime.Loader.AssemblyLoadContext]
`$assembly = `$context::Default.LoadFromAssemblyName('$wanted')
@{ Location = `$assembly.Location; Context = `$context::GetLoadContext(`$assembly).Name }
"@
        $found.Location | Should -BeLike "$moduleBase*"
        $found.Context | Should -Be 'DnnBrain'
    }
}
