BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'Get-DnnModel' {
    It 'lists networks by name and pattern' {
        (Get-DnnModel).Name | Should -Contain 'alexnet'
        (Get-DnnModel FASHION*).Name | Should -Be 'fashionnet'
        Get-DnnModel nosuch* | Should -BeNullOrEmpty
    }

    It 'lists what there is when a name is wrong, and goes on' {
        $found = Get-DnnModel resnet9000, alexnet -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'alexnet'
        $problem.FullyQualifiedErrorId | Should -Be 'ModelNotFound,DnnBrain.PowerShell.Commands.Networks.GetDnnModelCommand'
        $problem.Exception.Message | Should -Match 'fashionnet'
    }
}
