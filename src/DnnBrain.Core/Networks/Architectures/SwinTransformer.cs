using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;
using DnnBrain.Torch;

namespace DnnBrain.Networks.Architectures;

/// <summary>The three sizes of Liu et al. (2021) for images of 224 pixels, as torchvision has them.</summary>
internal sealed class SwinTransformer : INetworkFamily
{
    private const string Paper = "Liu, Lin, Cao, Hu, Wei, Zhang, Lin & Guo (2021), Swin transformer: hierarchical vision transformer using shifted windows, arXiv:2103.14030";
    private const int Window = 7;

    private static readonly WeightInitialization s_initialization = WeightInitialization.TruncatedNormalWithoutBias(0.02);
    private static readonly LayerNorm s_norm = new();

    public IEnumerable<NetworkDefinition> Networks =>
    [
        Define("swin_t", "704ceda3", 81.474, resize: 232, new Design(Width: 96, [2, 2, 6, 2], [3, 6, 12, 24], DepthProbability: 0.2)),
        Define("swin_s", "5e29d889", 83.196, resize: 246, new Design(Width: 96, [2, 2, 18, 2], [3, 6, 12, 24], DepthProbability: 0.3)),
        Define("swin_b", "68c6b09e", 83.582, resize: 238, new Design(Width: 128, [2, 2, 18, 2], [4, 8, 16, 32], DepthProbability: 0.5)),
    ];

    private static NetworkDefinition Define(string name, string hash, double top1, int resize, Design design) =>
        new TorchvisionNetwork(name, hash, Paper)
        {
            Architecture = "Transformer",
            ArchitectureTraits = ["Swin transformer"],
            Top1 = top1,
            Resize = resize,
            Filter = Resampling.Bicubic,
        }.Define(network => Build(network, design));

    private static NetworkGraph Build(NetworkGraphBuilder network, Design design)
    {
        network
            .Plumbing("features.0.0", "features.0.0", new Conv2d(design.Width, Kernel: 4, Stride: 4))
            .Plumbing("features.0.1", "features.0.1", new Permute(AxisOrder.RowColumnChannel))
            .Layer("patch_embedding", "features.0.2", s_norm)
            .Alias("features.0");
        int done = 0;
        for (int stage = 0; stage < design.Blocks.Length; stage++)
        {
            string path = $"features.{(2 * stage) + 1}";
            for (int i = 0; i < design.Blocks[stage]; i++)
            {
                double depthProbability = design.DepthProbability * done++ / (design.Blocks.Sum() - 1);
                var attention = new ShiftedWindowAttention(design.Heads[stage], Window, i % 2 == 0 ? 0 : Window / 2) { Initialization = s_initialization };
                AddBlock(network, $"stage{stage + 1}_block{i}", $"{path}.{i}", attention, new StochasticDepth(depthProbability));
                // Timm's name.
                network.Alias($"layers.{stage}.blocks.{i}");
            }

            network.Alias(path);
            if (stage < design.Blocks.Length - 1)
            {
                path = $"features.{(2 * stage) + 2}";
                network.Plumbing($"{path}.merge", null, new PatchMerge());
                int channels = network.LastShape[2];
                network
                    .Plumbing($"{path}.norm", $"{path}.norm", s_norm)
                    .Layer($"downsample{stage + 1}", $"{path}.reduction", new Linear(channels / 2, HasBias: false) { Initialization = s_initialization })
                    .Alias(path);
            }
        }

        return network
            .Alias("features")
            .Layer("norm", "norm", s_norm)
            .Plumbing("permute", "permute", new Permute(AxisOrder.ChannelRowColumn))
            .Layer("avgpool", "avgpool", new AdaptiveAvgPool2d(1, 1))
            .Plumbing("flatten", "flatten", new Flatten())
            .Layer("head", "head", new Linear(1000) { Initialization = s_initialization })
            .Build();
    }

    private static void AddBlock(NetworkGraphBuilder network, string name, string path, ShiftedWindowAttention attention, StochasticDepth depth)
    {
        string input = network.Last;
        int channels = network.LastShape[2];
        network
            .Plumbing($"{path}.norm1", $"{path}.norm1", s_norm)
            .Layer($"{name}_attn", $"{path}.attn", attention)
            .Plumbing($"{path}.stochastic_depth1", null, depth);
        network.Plumbing($"{path}.add", null, new Add(), network.Last, input);
        string middle = network.Last;
        // Dropout of probability 0 does nothing in training either. PyTorch uses one module for both stochastic depths of a block:
        // its path means the last.
        network
            .Plumbing($"{path}.norm2", $"{path}.norm2", s_norm)
            .Plumbing($"{path}.mlp.0", $"{path}.mlp.0", new Linear(4 * channels) { Initialization = s_initialization })
            .Plumbing($"{path}.mlp.1", $"{path}.mlp.1", new Gelu())
            .Alias($"{path}.mlp.2")
            .Layer($"{name}_mlp", $"{path}.mlp.3", new Linear(channels) { Initialization = s_initialization })
            .Alias($"{path}.mlp.4")
            .Alias($"{path}.mlp")
            .Plumbing($"{path}.stochastic_depth", $"{path}.stochastic_depth", depth);
        network.Layer(name, path, new Add(), network.Last, middle);
    }

    /// <summary>What tells one Swin transformer from another.</summary>
    /// <param name="Width">Channels of the first stage; each further stage doubles them.</param>
    /// <param name="Blocks">Blocks in each of the four stages.</param>
    /// <param name="Heads">Heads in each of the four stages.</param>
    /// <param name="DepthProbability">How likely the last block is dropped in training.</param>
    private sealed record Design(int Width, int[] Blocks, int[] Heads, double DepthProbability);
}
