using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>The two networks of Howard et al. (2019), as torchvision has them.</summary>
internal sealed class MobileNetV3 : INetworkFamily
{
    private const string Paper = "Howard et al. (2019), Searching for MobileNetV3, arXiv:1905.02244";

    private static readonly BatchNorm2d s_norm = new(Epsilon: 1e-3, Momentum: 0.01);
    private static readonly ConvNormActivation s_rectified = new(s_norm, new Relu());
    private static readonly ConvNormActivation s_swished = new(s_norm, new Hardswish());

    private static readonly Block[] s_small =
    [
        new(3, 16, 16, Weighs: true, Swishes: false, Stride: 2),
        new(3, 72, 24, Weighs: false, Swishes: false, Stride: 2),
        new(3, 88, 24, Weighs: false, Swishes: false, Stride: 1),
        new(5, 96, 40, Weighs: true, Swishes: true, Stride: 2),
        new(5, 240, 40, Weighs: true, Swishes: true, Stride: 1),
        new(5, 240, 40, Weighs: true, Swishes: true, Stride: 1),
        new(5, 120, 48, Weighs: true, Swishes: true, Stride: 1),
        new(5, 144, 48, Weighs: true, Swishes: true, Stride: 1),
        new(5, 288, 96, Weighs: true, Swishes: true, Stride: 2),
        new(5, 576, 96, Weighs: true, Swishes: true, Stride: 1),
        new(5, 576, 96, Weighs: true, Swishes: true, Stride: 1),
    ];

    private static readonly Block[] s_large =
    [
        new(3, 16, 16, Weighs: false, Swishes: false, Stride: 1),
        new(3, 64, 24, Weighs: false, Swishes: false, Stride: 2),
        new(3, 72, 24, Weighs: false, Swishes: false, Stride: 1),
        new(5, 72, 40, Weighs: true, Swishes: false, Stride: 2),
        new(5, 120, 40, Weighs: true, Swishes: false, Stride: 1),
        new(5, 120, 40, Weighs: true, Swishes: false, Stride: 1),
        new(3, 240, 80, Weighs: false, Swishes: true, Stride: 2),
        new(3, 200, 80, Weighs: false, Swishes: true, Stride: 1),
        new(3, 184, 80, Weighs: false, Swishes: true, Stride: 1),
        new(3, 184, 80, Weighs: false, Swishes: true, Stride: 1),
        new(3, 480, 112, Weighs: true, Swishes: true, Stride: 1),
        new(3, 672, 112, Weighs: true, Swishes: true, Stride: 1),
        new(5, 672, 160, Weighs: true, Swishes: true, Stride: 2),
        new(5, 960, 160, Weighs: true, Swishes: true, Stride: 1),
        new(5, 960, 160, Weighs: true, Swishes: true, Stride: 1),
    ];

    public IEnumerable<NetworkDefinition> Networks =>
    [
        new TorchvisionNetwork("mobilenet_v3_small", "047dcff4", Paper) { Top1 = 67.668 }.Define(network => Build(network, s_small, features: 1024)),
        new TorchvisionNetwork("mobilenet_v3_large", "8738ca79", Paper) { Top1 = 74.042 }.Define(network => Build(network, s_large, features: 1280)),
    ];

    private static NetworkGraph Build(NetworkGraphBuilder network, Block[] blocks, int features)
    {
        s_swished.Layer(network, "conv1", "features.0", ConvNormActivation.Convolution(16, kernel: 3, stride: 2));
        for (int i = 1; i <= blocks.Length; i++)
        {
            Block block = blocks[i - 1];
            new InvertedResidual(block.Hidden, block.Channels, block.Kernel, block.Stride, block.Swishes ? s_swished : s_rectified)
            {
                Weights = block.Weighs
                    ? new InvertedResidual.Excitation(InvertedResidual.RoundChannels(block.Hidden / 4), new Relu(), new Hardsigmoid())
                    : null,
            }.Add(network, $"block{i}", $"features.{i}");
        }

        s_swished.Layer(network, "conv2", $"features.{blocks.Length + 1}", ConvNormActivation.Convolution(6 * blocks[^1].Channels, kernel: 1));
        var initialization = WeightInitialization.Normal(0.01);
        return network
            .Alias("features")
            .Layer("avgpool", "avgpool", new AdaptiveAvgPool2d(1, 1))
            .Plumbing("flatten", null, new Flatten())
            .Layer("fc1", "classifier.0", new Linear(features) { Initialization = initialization })
            .Layer("fc1_hardswish", "classifier.1", new Hardswish())
            .Plumbing("dropout", "classifier.2", new Dropout(0.2))
            .Layer("fc2", "classifier.3", new Linear(1000) { Initialization = initialization })
            .Alias("classifier")
            .Build();
    }

    /// <summary>One line of the paper's tables 1 and 2.</summary>
    private sealed record Block(int Kernel, int Hidden, int Channels, bool Weighs, bool Swishes, int Stride);
}
