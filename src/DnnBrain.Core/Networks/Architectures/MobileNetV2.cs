using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>MobileNet v2 of Sandler et al. (2018), as torchvision has it.</summary>
internal sealed class MobileNetV2 : INetworkFamily
{
    private static readonly ConvNormActivation s_module = new(new BatchNorm2d(), new Relu6());

    // Expansion, channels, blocks and stride of the first block, stage by stage.
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] s_stages =
    [
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    ];

    public IEnumerable<NetworkDefinition> Networks =>
    [
        new TorchvisionNetwork("mobilenet_v2", "b0353104", "Sandler, Howard, Zhu, Zhmoginov & Chen (2018), MobileNetV2: inverted residuals and linear bottlenecks, arXiv:1801.04381")
        {
            Top1 = 71.878,
        }.Define(Build),
    ];

    private static NetworkGraph Build(NetworkGraphBuilder network)
    {
        s_module.Layer(network, "conv1", "features.0", ConvNormActivation.Convolution(32, kernel: 3, stride: 2));
        int block = 0;
        foreach ((int expansion, int channels, int blocks, int stride) in s_stages)
        {
            for (int i = 0; i < blocks; i++)
            {
                block++;
                AddBlock(network, $"block{block}", $"features.{block}", expansion, channels, i == 0 ? stride : 1);
            }
        }

        s_module.Layer(network, "conv2", "features.18", ConvNormActivation.Convolution(1280, kernel: 1));
        return network
            .Alias("features")
            .Layer("avgpool", null, new AdaptiveAvgPool2d(1, 1))
            .Plumbing("flatten", null, new Flatten())
            .Plumbing("dropout", "classifier.0", new Dropout(0.2))
            .Layer("fc", "classifier.1", new Linear(1000) { Initialization = WeightInitialization.Normal(0.01) })
            .Alias("classifier")
            .Build();
    }

    private static void AddBlock(NetworkGraphBuilder network, string name, string path, int expansion, int channels, int stride)
    {
        string input = network.Last;
        int inChannels = network.LastShape[0];
        int hidden = inChannels * expansion;
        int module = 0;
        if (expansion > 1)
        {
            s_module.Within(network, $"{path}.conv.{module++}", ConvNormActivation.Convolution(hidden, kernel: 1));
        }

        s_module.Within(network, $"{path}.conv.{module++}", ConvNormActivation.Convolution(hidden, kernel: 3, stride, groups: hidden));
        network.Plumbing($"{path}.conv.{module}", $"{path}.conv.{module}", ConvNormActivation.Convolution(channels, kernel: 1));
        string norm = $"{path}.conv.{module + 1}";
        if (stride == 1 && inChannels == channels)
        {
            network
                .Plumbing(norm, norm, new BatchNorm2d())
                .Alias($"{path}.conv")
                .Layer(name, path, new Add(), input, norm);
        }
        else
        {
            network
                .Layer(name, norm, new BatchNorm2d())
                .Alias($"{path}.conv")
                .Alias(path);
        }
    }
}
