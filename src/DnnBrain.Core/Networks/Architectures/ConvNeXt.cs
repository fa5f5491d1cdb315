using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>The four sizes of Liu et al. (2022), as torchvision has them.</summary>
internal sealed class ConvNeXt : INetworkFamily
{
    private const string Paper = "Liu, Mao, Wu, Feichtenhofer, Darrell & Xie (2022), A ConvNet for the 2020s, arXiv:2201.03545";
    private const float InitialScale = 1e-6f;

    private static readonly WeightInitialization s_initialization = WeightInitialization.TruncatedNormalWithoutBias(0.02);
    private static readonly LayerNorm2d s_mapNorm = new(Epsilon: 1e-6);

    public IEnumerable<NetworkDefinition> Networks =>
    [
        Define("convnext_tiny", "983f1562", 82.52, resize: 236, width: 96, [3, 3, 9, 3], depthProbability: 0.1),
        Define("convnext_small", "0c510722", 83.616, resize: 230, width: 96, [3, 3, 27, 3], depthProbability: 0.4),
        Define("convnext_base", "6075fbad", 84.062, resize: 232, width: 128, [3, 3, 27, 3], depthProbability: 0.5),
        Define("convnext_large", "ea097f82", 84.414, resize: 232, width: 192, [3, 3, 27, 3], depthProbability: 0.5),
    ];

    private static NetworkDefinition Define(string name, string hash, double top1, int resize, int width, int[] blocks, double depthProbability) =>
        new TorchvisionNetwork(name, hash, Paper) { Top1 = top1, Resize = resize }.Define(network => Build(network, width, blocks, depthProbability));

    private static NetworkGraph Build(NetworkGraphBuilder network, int width, int[] blocks, double depthProbability)
    {
        network
            .Plumbing("features.0.0", "features.0.0", Convolution(width, kernel: 4, stride: 4))
            .Layer("stem", "features.0.1", s_mapNorm)
            .Alias("features.0");
        int done = 0;
        for (int stage = 0; stage < blocks.Length; stage++)
        {
            string path = $"features.{(2 * stage) + 1}";
            for (int i = 0; i < blocks[stage]; i++)
            {
                AddBlock(network, $"stage{stage + 1}_block{i}", $"{path}.{i}", depthProbability * done++ / (blocks.Sum() - 1));
            }

            network.Alias(path);
            if (stage < blocks.Length - 1)
            {
                path = $"features.{(2 * stage) + 2}";
                network
                    .Plumbing($"{path}.0", $"{path}.0", s_mapNorm)
                    .Layer($"downsample{stage + 1}", $"{path}.1", Convolution(2 * network.LastShape[0], kernel: 2, stride: 2))
                    .Alias(path);
            }
        }

        return network
            .Alias("features")
            .Layer("avgpool", "avgpool", new AdaptiveAvgPool2d(1, 1))
            .Plumbing("classifier.0", "classifier.0", s_mapNorm)
            .Plumbing("classifier.1", "classifier.1", new Flatten())
            .Layer("head", "classifier.2", new Linear(1000) { Initialization = s_initialization })
            .Alias("classifier")
            .Build();
    }

    private static void AddBlock(NetworkGraphBuilder network, string name, string path, double depthProbability)
    {
        string input = network.Last;
        int channels = network.LastShape[0];
        string block = $"{path}.block";
        network
            .Plumbing($"{block}.0", $"{block}.0", Convolution(channels, kernel: 7, padding: 3, groups: channels))
            .Plumbing($"{block}.1", $"{block}.1", new Permute(AxisOrder.RowColumnChannel))
            .Plumbing($"{block}.2", $"{block}.2", new LayerNorm(Epsilon: 1e-6))
            .Plumbing($"{block}.3", $"{block}.3", new Linear(4 * channels) { Initialization = s_initialization })
            .Plumbing($"{block}.4", $"{block}.4", new Gelu())
            .Plumbing($"{block}.5", $"{block}.5", new Linear(channels) { Initialization = s_initialization })
            .Plumbing($"{block}.6", $"{block}.6", new Permute(AxisOrder.ChannelRowColumn))
            .Alias(block)
            .Plumbing($"{path}.layer_scale", null, new LayerScale($"{path}.layer_scale", InitialScale))
            .Plumbing($"{path}.stochastic_depth", $"{path}.stochastic_depth", new StochasticDepth(depthProbability));
        network.Layer(name, path, new Add(), network.Last, input);
    }

    private static Conv2d Convolution(int channels, int kernel, int stride = 1, int padding = 0, int groups = 1) =>
        new(channels, kernel, stride, padding, HasBias: true, groups) { Initialization = s_initialization };
}
