using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>AlexNet in the one-tower form of Krizhevsky (2014), as torchvision has it.</summary>
internal sealed class AlexNet : INetworkFamily
{
    public IEnumerable<NetworkDefinition> Networks =>
    [
        new TorchvisionNetwork("alexnet", "7be5be79", "Krizhevsky (2014), One weird trick for parallelizing convolutional neural networks, arXiv:1404.5997")
        {
            File = "alexnet-owt",
            Top1 = 56.522,
        }.Define(Build),
    ];

    private static NetworkGraph Build(NetworkGraphBuilder network) => network
        .Layer("conv1", "features.0", new Conv2d(64, Kernel: 11, Stride: 4, Padding: 2))
        .Layer("conv1_relu", "features.1", new Relu())
        .Layer("conv1_maxpool", "features.2", new MaxPool2d(Kernel: 3, Stride: 2))
        .Layer("conv2", "features.3", new Conv2d(192, Kernel: 5, Padding: 2))
        .Layer("conv2_relu", "features.4", new Relu())
        .Layer("conv2_maxpool", "features.5", new MaxPool2d(Kernel: 3, Stride: 2))
        .Layer("conv3", "features.6", new Conv2d(384, Kernel: 3, Padding: 1))
        .Layer("conv3_relu", "features.7", new Relu())
        .Layer("conv4", "features.8", new Conv2d(256, Kernel: 3, Padding: 1))
        .Layer("conv4_relu", "features.9", new Relu())
        .Layer("conv5", "features.10", new Conv2d(256, Kernel: 3, Padding: 1))
        .Layer("conv5_relu", "features.11", new Relu())
        .Layer("conv5_maxpool", "features.12", new MaxPool2d(Kernel: 3, Stride: 2))
        .Alias("features")
        .Plumbing("avgpool", "avgpool", new AdaptiveAvgPool2d(6, 6))
        .Plumbing("flatten", null, new Flatten())
        .Plumbing("dropout1", "classifier.0", new Dropout(0.5))
        .Layer("fc1", "classifier.1", new Linear(4096))
        .Layer("fc1_relu", "classifier.2", new Relu())
        .Plumbing("dropout2", "classifier.3", new Dropout(0.5))
        .Layer("fc2", "classifier.4", new Linear(4096))
        .Layer("fc2_relu", "classifier.5", new Relu())
        .Layer("fc3", "classifier.6", new Linear(1000))
        .Alias("classifier")
        .Build();
}
