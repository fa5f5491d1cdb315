BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'Get-DnnLayer' {
    It 'takes names, module paths and wildcards, in the order of the network' {
        (Get-DnnLayer alexnet fc3, conv1_relu).Layer | Should -Be 'fc3', 'conv1_relu'
        (Get-DnnLayer alexnet features.11).Layer | Should -Be 'conv5_relu'
        (Get-DnnLayer alexnet conv?_maxpool).Layer | Should -Be 'conv1_maxpool', 'conv2_maxpool', 'conv5_maxpool'
    }

    It 'takes places' {
        (Get-DnnLayer alexnet 3, -1, Last).Layer | Should -Be 'conv1_maxpool', 'fc3', 'fc3'
        (Get-DnnLayer alexnet -Layer 2..4, 50%).Layer | Should -Be 'conv1_relu', 'conv1_maxpool', 'conv2', 'conv4'
        (Get-DnnLayer resnet18 Top).Layer | Should -HaveCount 10
        { Get-DnnLayer alexnet 19 -ErrorAction Stop } | Should -Throw -ErrorId 'LayerNotFound,*' -ExpectedMessage '*1 to 18*'
    }

    It 'gives shapes and parameters without weights' {
        $layer = Get-DnnLayer alexnet conv1
        "$($layer.Shape)" | Should -Be '64×55×55'
        $layer.ParameterCount | Should -Be 23296
    }

    It 'gives receptive fields in pixels' {
        $field = (Get-DnnLayer alexnet conv5_maxpool).ReceptiveField
        "$field" | Should -Be '195×195 / 32'
        $field.Center.Row | Should -Be 31
        (Get-DnnLayer alexnet fc1).ReceptiveField.IsGlobal | Should -BeTrue
        Get-DnnLayer alexnet conv1, fc1 | Out-String | Should -Match '11×11 / 4[\s\S]*global'
    }

    It 'takes a network from the pipeline' {
        (Get-DnnModel fashionnet | Get-DnnLayer -Layer fc2).ParameterCount | Should -Be 1290
    }

    It 'lists the layers when a name is wrong' {
        { Get-DnnLayer alexnet conv9 -ErrorAction Stop } | Should -Throw -ErrorId 'LayerNotFound,*' -ExpectedMessage '*conv5_maxpool*'
    }
}

Describe 'Completion' {
    It 'completes layers of the network with kind and shape, quoting where needed' {
        $line = 'Get-DnnLayer -Model alexnet -Layer conv5'
        $matches = (TabExpansion2 $line $line.Length).CompletionMatches
        $matches.CompletionText | Should -Be 'conv5', 'conv5_relu', 'conv5_maxpool'
        $matches[1].ToolTip | Should -Be 'relu, 256×13×13'
    }

    It 'completes module paths and the words for places' {
        $line = 'Get-DnnLayer -Model alexnet -Layer features.1'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'features.1', 'features.10', 'features.11', 'features.12'
        $line = 'Get-DnnLayer -Model alexnet -Layer L'
        $last = (TabExpansion2 $line $line.Length).CompletionMatches
        $last.CompletionText | Should -Be 'Last'
        $last.ToolTip | Should -Match 'fc3'
    }

    It 'keeps the quote that was begun' {
        $line = "Get-DnnLayer -Model fashionnet -Layer 'fc1"
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be "'fc1'", "'fc1_relu'"
    }

    It 'completes networks' {
        $line = 'Get-DnnActivation -Model fa'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'fashionnet'
    }
}
