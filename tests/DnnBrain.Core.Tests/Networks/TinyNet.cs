using DnnBrain.Networks;
using DnnBrain.Networks.Architectures;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Core.Tests.Networks;

/// <summary>Two convolutions with a shortcut, and ten classes.</summary>
internal sealed class TinyNet : INetworkFamily
{
    public IEnumerable<NetworkDefinition> Networks =>
    [
        new TorchvisionNetwork("tinynet", "0123abcd", "Author (2025), Title, arXiv:2501.00000") { Size = 32, Resize = 36, Top1 = 51.5 }.Define(Build),
    ];

    private static NetworkGraph Build(NetworkGraphBuilder network) => network
        .Layer("conv1", "features.0", new Conv2d(16, Kernel: 3, Stride: 2, Padding: 1))
        .Layer("conv1_relu", "features.1", new Relu())
        .Plumbing("block.conv", "block.conv", new Conv2d(16, Kernel: 3, Padding: 1, HasBias: false))
        .Plumbing("block.norm", "block.norm", new BatchNorm2d())
        .Layer("block", "block", new Add(), "block.norm", "conv1_relu")
        .Layer("avgpool", "avgpool", new AdaptiveAvgPool2d(1, 1))
        .Plumbing("flatten", null, new Flatten())
        .Layer("fc", "classifier", new Linear(10))
        .Build();
}
