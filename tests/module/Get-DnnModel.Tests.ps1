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

    It 'is queried by attributes, all of which must be met' {
        $found = Get-DnnModel -Architecture CNN -TrainingData ImageNet*, Fashion-MNIST -Task 'object classification' -TrainingMethod supervised
        $found.Name | Should -Contain 'resnet50'
        $found.Name | Should -Contain 'fashionnet'
        $found.Name | Should -Not -Contain 'vit_b_16'
        (Get-DnnModel vit_b* -Architecture Transformer).Name | Should -Be 'vit_b_16', 'vit_b_32'
        Get-DnnModel alexnet -Architecture Transformer | Should -BeNullOrEmpty
    }

    It 'lists the values there are when an attribute is wrong' {
        { Get-DnnModel -TrainingData CIFAR -ErrorAction Stop } | Should -Throw -ErrorId 'AttributeNotFound,*' -ExpectedMessage '*ImageNet-1k*'
    }

    It 'wants all attributes of a list, whatever their category' {
        (Get-DnnModel -Attribute CLIP, 'Vision transformer').Name | Should -Be 'clip_vit_b_16', 'clip_vit_b_32'
        (Get-DnnModel -Attribute multimodal, CNN).Name | Should -Be 'clip_rn50'
        (Get-DnnModel -Attribute 'recurrent*').Name | Should -Be 'cornet_rt', 'cornet_s'
        Get-DnnModel alexnet -Attribute 'residual connections' | Should -BeNullOrEmpty
        Get-DnnModel -Attribute CNN, 'Swin transformer' | Should -BeNullOrEmpty
    }

    It 'takes synonyms, in any case, with or without hyphens' {
        (Get-DnnModel -Attribute 'Contrastive Language Image Pre-Training').Name | Should -Be (Get-DnnModel -TrainingMethod clip).Name
        (Get-DnnModel -Task 'Image Classification').Name | Should -Be (Get-DnnModel -Task 'object classification').Name
        (Get-DnnModel -Architecture 'convolutional neural network').Name | Should -Contain 'cornet_z'
    }

    It 'lists the attributes, each with its networks' {
        $all = Get-DnnModel -ListAttribute
        $all.NetworkCount | Measure-Object -Minimum | ForEach-Object Minimum | Should -BeGreaterThan 0
        ($all | Where-Object Name -eq 'Swin transformer').Networks.Name | Should -Be 'swin_b', 'swin_s', 'swin_t'
        ($all | Where-Object Category -eq TrainingMethod).Name | Should -Be 'CLIP', 'supervised'
        foreach ($attribute in $all) {
            (Get-DnnModel -Attribute $attribute.Name).Name | Should -Be $attribute.Networks.Name
        }
    }

    It 'lists the attributes of a category where one is wrong' {
        { Get-DnnModel -Attribute Mixer -ErrorAction Stop } | Should -Throw -ErrorId 'AttributeNotFound,*' -ExpectedMessage '*residual connections*supervised*'
        { Get-DnnModel -Architecture supervised -ErrorAction Stop } | Should -Throw -ErrorId 'AttributeNotFound,*' -ExpectedMessage '*-Architecture*CNN*'
    }

    It 'gives the facts of the weights' {
        $resnet = Get-DnnModel resnet50
        $resnet.WeightsUrl | Should -Be 'https://download.pytorch.org/models/resnet50-0676ba61.pth'
        $resnet.WeightsVersion | Should -Be 'IMAGENET1K_V1'
        $resnet.Top1Accuracy | Should -Be 76.13
        $resnet.ParameterCount | Should -Be 25557032
        $resnet.Year | Should -Be 2016
        "$($resnet.Preprocessing.Geometry)" | Should -Be 'ResizeCrop 256 to 224x224 bilinear'
    }

    It 'completes attributes' {
        $line = 'Get-DnnModel -TrainingData Im'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'ImageNet-1k'
        $line = 'Get-DnnModel -Attribute CNN, re'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be "'recurrent CNN'", "'residual connections'"
    }
}
