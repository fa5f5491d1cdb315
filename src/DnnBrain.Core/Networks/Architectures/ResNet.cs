using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// Residual networks as torchvision has them: those of He et al. (2016), with the stride in the bottleneck's 3×3 convolution;
/// wide ones; and ResNeXt, whose 3×3 convolutions have groups.
/// </summary>
internal sealed class ResNet : INetworkFamily
{
    private const string Residual = "He, Zhang, Ren & Sun (2016), Deep residual learning for image recognition, arXiv:1512.03385";
    private const string Wide = "Zagoruyko & Komodakis (2016), Wide residual networks, arXiv:1605.07146";
    private const string Aggregated = "Xie, Girshick, Dollár, Tu & He (2017), Aggregated residual transformations for deep neural networks, arXiv:1611.05431";

    private static readonly int[] s_channels = [64, 128, 256, 512];

    public IEnumerable<NetworkDefinition> Networks =>
    [
        Define("resnet18", "f37072fd", 69.758, Residual, new Design([2, 2, 2, 2]) { IsBasic = true }),
        Define("resnet34", "b627a593", 73.314, Residual, new Design([3, 4, 6, 3]) { IsBasic = true }),
        Define("resnet50", "0676ba61", 76.13, Residual, new Design([3, 4, 6, 3])),
        Define("resnet101", "63fe2227", 77.374, Residual, new Design([3, 4, 23, 3])),
        Define("resnet152", "394f9c45", 78.312, Residual, new Design([3, 8, 36, 3])),
        Define("wide_resnet50_2", "95faca4d", 78.468, Wide, new Design([3, 4, 6, 3]) { GroupWidth = 128 }),
        Define("wide_resnet101_2", "32ee1156", 78.848, Wide, new Design([3, 4, 23, 3]) { GroupWidth = 128 }),
        Define("resnext50_32x4d", "7cdf4587", 77.618, Aggregated, new Design([3, 4, 6, 3]) { Groups = 32, GroupWidth = 4 }),
        Define("resnext101_32x8d", "8ba56ff5", 79.312, Aggregated, new Design([3, 4, 23, 3]) { Groups = 32, GroupWidth = 8 }),
    ];

    private static NetworkDefinition Define(string name, string hash, double top1, string paper, Design design) =>
        new TorchvisionNetwork(name, hash, paper) { Top1 = top1 }.Define(network => Build(network, design));

    private static NetworkGraph Build(NetworkGraphBuilder network, Design design)
    {
        network
            .Layer("conv", "conv1", Convolution(64, kernel: 7, stride: 2))
            .Layer("bn", "bn1", new BatchNorm2d())
            .Layer("relu", "relu", new Relu())
            .Layer("maxpool", "maxpool", new MaxPool2d(Kernel: 3, Stride: 2, Padding: 1));
        string block = design.IsBasic ? "basicblock" : "bottleneck";
        for (int stage = 0; stage < s_channels.Length; stage++)
        {
            string path = $"layer{stage + 1}";
            for (int i = 0; i < design.Blocks[stage]; i++)
            {
                AddBlock(network, $"{path}_{block}{i}", $"{path}.{i}", design, s_channels[stage], stride: stage > 0 && i == 0 ? 2 : 1);
            }

            network.Alias(path);
        }

        return network
            .Layer("avgpool", "avgpool", new AdaptiveAvgPool2d(1, 1))
            .Plumbing("flatten", null, new Flatten())
            .Layer("fc", "fc", new Linear(1000))
            .Build();
    }

    private static void AddBlock(NetworkGraphBuilder network, string name, string path, Design design, int channels, int stride)
    {
        string input = network.Last;
        int inChannels = network.LastShape[0];
        int outChannels = design.IsBasic ? channels : 4 * channels;
        if (design.IsBasic)
        {
            AddConvolution(network, path, 1, Convolution(channels, kernel: 3, stride));
            AddConvolution(network, path, 2, Convolution(outChannels, kernel: 3), isLast: true);
        }
        else
        {
            int width = channels * design.GroupWidth / 64 * design.Groups;
            AddConvolution(network, path, 1, Convolution(width, kernel: 1));
            AddConvolution(network, path, 2, Convolution(width, kernel: 3, stride, design.Groups));
            AddConvolution(network, path, 3, Convolution(outChannels, kernel: 1), isLast: true);
        }

        string branch = network.Last;
        string shortcut = input;
        if (stride > 1 || inChannels != outChannels)
        {
            network
                .Plumbing($"{path}.downsample.0", $"{path}.downsample.0", Convolution(outChannels, kernel: 1, stride), input)
                .Plumbing($"{path}.downsample.1", $"{path}.downsample.1", new BatchNorm2d())
                .Alias($"{path}.downsample");
            shortcut = network.Last;
        }

        // PyTorch uses one ReLU module several times in a block: its path means the last of them, where the block ends.
        network
            .Plumbing($"{path}.add", null, new Add(), branch, shortcut)
            .Layer(name, path, new Relu())
            .Alias($"{path}.relu");
    }

    private static void AddConvolution(NetworkGraphBuilder network, string path, int number, Conv2d convolution, bool isLast = false)
    {
        network
            .Plumbing($"{path}.conv{number}", $"{path}.conv{number}", convolution)
            .Plumbing($"{path}.bn{number}", $"{path}.bn{number}", new BatchNorm2d());
        if (!isLast)
        {
            network.Plumbing($"{path}.relu{number}", null, new Relu());
        }
    }

    private static Conv2d Convolution(int channels, int kernel, int stride = 1, int groups = 1) =>
        new(channels, kernel, stride, kernel / 2, HasBias: false, groups) { Initialization = WeightInitialization.KaimingNormalFanOut };

    /// <summary>What tells one residual network from another.</summary>
    /// <param name="Blocks">Blocks in each of the four stages.</param>
    private sealed record Design(int[] Blocks)
    {
        /// <summary>Two 3×3 convolutions a block in place of a bottleneck.</summary>
        public bool IsBasic { get; init; }

        /// <summary>Groups of the bottleneck's 3×3 convolution.</summary>
        public int Groups { get; init; } = 1;

        /// <summary>Channels of one group in the first stage.</summary>
        public int GroupWidth { get; init; } = 64;
    }
}
