using System.Text.RegularExpressions;
using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>The densely connected networks of Huang et al. (2017), as torchvision has them.</summary>
internal sealed partial class DenseNet : INetworkFamily
{
    private const string Paper = "Huang, Liu, van der Maaten & Weinberger (2017), Densely connected convolutional networks, arXiv:1608.06993";

    // Channels of a layer's 1×1 convolution, in units of what the layer adds.
    private const int BottleneckWidth = 4;

    public IEnumerable<NetworkDefinition> Networks =>
    [
        Define("densenet121", "a639ec97", 74.434, stem: 64, growth: 32, [6, 12, 24, 16]),
        Define("densenet161", "8d451a50", 77.138, stem: 96, growth: 48, [6, 12, 36, 24]),
        Define("densenet169", "b2777c0a", 75.6, stem: 64, growth: 32, [6, 12, 32, 32]),
        Define("densenet201", "c1103571", 76.896, stem: 64, growth: 32, [6, 12, 48, 32]),
    ];

    private static NetworkDefinition Define(string name, string hash, double top1, int stem, int growth, int[] blocks) =>
        new TorchvisionNetwork(name, hash, Paper)
        {
            Top1 = top1,
            // The official files are from a time when a module's name could have a dot in it: norm.1 is today's norm1.
            ParameterName = file => DottedName().Replace(file, "$1$2$3"),
        }.Define(network => Build(network, stem, growth, blocks));

    private static NetworkGraph Build(NetworkGraphBuilder network, int stem, int growth, int[] blocks)
    {
        network
            .Layer("conv0", "features.conv0", Convolution(stem, kernel: 7, stride: 2))
            .Layer("norm0", "features.norm0", new BatchNorm2d())
            .Layer("relu0", "features.relu0", new Relu())
            .Layer("pool0", "features.pool0", new MaxPool2d(Kernel: 3, Stride: 2, Padding: 1));
        for (int i = 0; i < blocks.Length; i++)
        {
            AddBlock(network, $"denseblock{i + 1}", blocks[i], growth);
            if (i < blocks.Length - 1)
            {
                AddTransition(network, $"transition{i + 1}");
            }
        }

        return network
            .Layer("norm5", "features.norm5", new BatchNorm2d())
            .Alias("features")
            .Layer("relu5", null, new Relu())
            .Layer("avgpool", null, new AdaptiveAvgPool2d(1, 1))
            .Plumbing("flatten", null, new Flatten())
            .Layer("fc", "classifier", new Linear(1000) { Initialization = WeightInitialization.DefaultWithoutBias })
            .Build();
    }

    private static void AddBlock(NetworkGraphBuilder network, string name, int layers, int growth)
    {
        string features = network.Last;
        for (int i = 1; i <= layers; i++)
        {
            string path = $"features.{name}.denselayer{i}";
            network
                .Plumbing($"{path}.norm1", $"{path}.norm1", new BatchNorm2d(), features)
                .Plumbing($"{path}.relu1", $"{path}.relu1", new Relu())
                .Plumbing($"{path}.conv1", $"{path}.conv1", Convolution(BottleneckWidth * growth, kernel: 1))
                .Plumbing($"{path}.norm2", $"{path}.norm2", new BatchNorm2d())
                .Plumbing($"{path}.relu2", $"{path}.relu2", new Relu())
                .Plumbing($"{path}.conv2", $"{path}.conv2", Convolution(growth, kernel: 3))
                .Alias(path);
            string added = network.Last;
            // What a layer reads is what the one before read and what it added; after the last, this is the block's output.
            if (i < layers)
            {
                network.Plumbing($"{path}.features", null, new Concat(), features, added);
            }
            else
            {
                network.Layer(name, $"features.{name}", new Concat(), features, added);
            }

            features = network.Last;
        }
    }

    private static void AddTransition(NetworkGraphBuilder network, string name)
    {
        string path = $"features.{name}";
        network
            .Plumbing($"{path}.norm", $"{path}.norm", new BatchNorm2d())
            .Plumbing($"{path}.relu", $"{path}.relu", new Relu());
        network
            .Plumbing($"{path}.conv", $"{path}.conv", Convolution(network.LastShape[0] / 2, kernel: 1))
            .Layer(name, path, new AvgPool2d(Kernel: 2, Stride: 2))
            .Alias($"{path}.pool");
    }

    private static Conv2d Convolution(int channels, int kernel, int stride = 1) =>
        new(channels, kernel, stride, kernel / 2, HasBias: false) { Initialization = WeightInitialization.KaimingNormalFanIn };

    [GeneratedRegex(@"^(.*denselayer\d+\.(?:norm|relu|conv))\.([12])(\.[a-z_]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex DottedName();
}
