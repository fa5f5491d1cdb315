using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;
using DnnBrain.Torch;

namespace DnnBrain.Networks.Architectures;

/// <summary>The eight sizes of Tan &amp; Le (2019), as torchvision has them.</summary>
internal sealed class EfficientNet : INetworkFamily
{
    private const string Paper = "Tan & Le (2019), EfficientNet: rethinking model scaling for convolutional neural networks, arXiv:1905.11946";
    private const double DepthProbability = 0.2;

    private static readonly Stage[] s_stages =
    [
        new(Expansion: 1, Kernel: 3, Stride: 1, Channels: 16, Blocks: 1),
        new(Expansion: 6, Kernel: 3, Stride: 2, Channels: 24, Blocks: 2),
        new(Expansion: 6, Kernel: 5, Stride: 2, Channels: 40, Blocks: 2),
        new(Expansion: 6, Kernel: 3, Stride: 2, Channels: 80, Blocks: 3),
        new(Expansion: 6, Kernel: 5, Stride: 1, Channels: 112, Blocks: 3),
        new(Expansion: 6, Kernel: 5, Stride: 2, Channels: 192, Blocks: 4),
        new(Expansion: 6, Kernel: 3, Stride: 1, Channels: 320, Blocks: 1),
    ];

    // Hashes of the files that are at these addresses since 2023. Torchvision before 0.16.1 names others, which its own check refuses.
    public IEnumerable<NetworkDefinition> Networks =>
    [
        Define("b0", "rwightman", "7f5810bc", 77.692, resize: 256, size: 224, new Scale(Width: 1.0, Depth: 1.0, Dropout: 0.2)),
        Define("b1", "rwightman", "bac287d4", 78.642, resize: 256, size: 240, new Scale(Width: 1.0, Depth: 1.1, Dropout: 0.2)),
        Define("b2", "rwightman", "c35c1473", 80.608, resize: 288, size: 288, new Scale(Width: 1.1, Depth: 1.2, Dropout: 0.3)),
        Define("b3", "rwightman", "b3899882", 82.008, resize: 320, size: 300, new Scale(Width: 1.2, Depth: 1.4, Dropout: 0.3)),
        Define("b4", "rwightman", "23ab8bcd", 83.384, resize: 384, size: 380, new Scale(Width: 1.4, Depth: 1.8, Dropout: 0.4)),
        Define("b5", "lukemelas", "1a07897c", 83.444, resize: 456, size: 456, new Scale(Width: 1.6, Depth: 2.2, Dropout: 0.4) { Norm = new BatchNorm2d(1e-3, 0.01) }),
        Define("b6", "lukemelas", "24a108a5", 84.008, resize: 528, size: 528, new Scale(Width: 1.8, Depth: 2.6, Dropout: 0.5) { Norm = new BatchNorm2d(1e-3, 0.01) }),
        Define("b7", "lukemelas", "c5b4e57e", 84.122, resize: 600, size: 600, new Scale(Width: 2.0, Depth: 3.1, Dropout: 0.5) { Norm = new BatchNorm2d(1e-3, 0.01) }),
    ];

    private static NetworkDefinition Define(string variant, string author, string hash, double top1, int resize, int size, Scale scale) =>
        new TorchvisionNetwork($"efficientnet_{variant}", hash, Paper)
        {
            Size = size,
            Resize = resize,
            Filter = Resampling.Bicubic,
            Top1 = top1,
            File = $"efficientnet_{variant}_{author}",
        }.Define(network => Build(network, scale));

    private static NetworkGraph Build(NetworkGraphBuilder network, Scale scale)
    {
        var module = new ConvNormActivation(scale.Norm, new Silu());
        module.Layer(network, "conv1", "features.0", ConvNormActivation.Convolution(scale.Channels(32), kernel: 3, stride: 2));
        int total = s_stages.Sum(scale.Blocks);
        int done = 0;
        for (int s = 0; s < s_stages.Length; s++)
        {
            Stage stage = s_stages[s];
            for (int i = 0; i < scale.Blocks(stage); i++)
            {
                int inChannels = network.LastShape[0];
                int hidden = InvertedResidual.RoundChannels(inChannels * stage.Expansion);
                new InvertedResidual(hidden, scale.Channels(stage.Channels), stage.Kernel, i == 0 ? stage.Stride : 1, module)
                {
                    Weights = new InvertedResidual.Excitation(Math.Max(1, inChannels / 4), new Silu(), new Sigmoid()),
                    Depth = new StochasticDepth(DepthProbability * done++ / total),
                }.Add(network, $"stage{s + 1}_block{i}", $"features.{s + 1}.{i}");
            }

            network.Alias($"features.{s + 1}");
        }

        module.Layer(network, "conv2", $"features.{s_stages.Length + 1}", ConvNormActivation.Convolution(4 * network.LastShape[0], kernel: 1));
        return network
            .Alias("features")
            .Layer("avgpool", "avgpool", new AdaptiveAvgPool2d(1, 1))
            .Plumbing("flatten", null, new Flatten())
            .Plumbing("dropout", "classifier.0", new Dropout(scale.Dropout))
            .Layer("fc", "classifier.1", new Linear(1000) { Initialization = WeightInitialization.UniformFanOut })
            .Alias("classifier")
            .Build();
    }

    /// <summary>One line of the paper's table 1.</summary>
    private sealed record Stage(int Expansion, int Kernel, int Stride, int Channels, int Blocks);

    /// <summary>How a size differs from the smallest.</summary>
    private sealed record Scale(double Width, double Depth, double Dropout)
    {
        public BatchNorm2d Norm { get; init; } = new();

        public int Channels(int channels) => InvertedResidual.RoundChannels(channels * Width);

        public int Blocks(Stage stage) => (int)Math.Ceiling(stage.Blocks * Depth);
    }
}
