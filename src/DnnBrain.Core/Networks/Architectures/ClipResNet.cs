using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// CLIP's ResNet-50: three convolutions before the first stage, an average pool wherever the map shrinks (Zhang 2019,
/// arXiv:1904.11486), and attention in place of the last pool.
/// </summary>
internal static class ClipResNet
{
    private const int Width = 64;
    private const int OutFeatures = 1024;

    private static readonly int[] s_blocks = [3, 4, 6, 3];

    /// <summary>Writes the network down.</summary>
    public static NetworkGraph Build(NetworkGraphBuilder network)
    {
        AddConvolution(network, "visual", 1, new Conv2d(Width / 2, Kernel: 3, Stride: 2, Padding: 1, HasBias: false));
        network.Plumbing("visual.relu1", null, new Relu());
        AddConvolution(network, "visual", 2, new Conv2d(Width / 2, Kernel: 3, Padding: 1, HasBias: false));
        network.Plumbing("visual.relu2", null, new Relu());
        AddConvolution(network, "visual", 3, new Conv2d(Width, Kernel: 3, Padding: 1, HasBias: false));
        // One module serves all three: its path means the last.
        network
            .Plumbing("visual.relu", "visual.relu", new Relu())
            .Layer("stem", "visual.avgpool", new AvgPool2d(Kernel: 2, Stride: 2));
        for (int stage = 0; stage < s_blocks.Length; stage++)
        {
            string path = $"visual.layer{stage + 1}";
            for (int i = 0; i < s_blocks[stage]; i++)
            {
                AddBlock(network, $"layer{stage + 1}_bottleneck{i}", $"{path}.{i}", Width << stage, stride: stage > 0 && i == 0 ? 2 : 1);
            }

            network.Alias(path);
        }

        return network
            .Layer("attnpool", "visual.attnpool", new AttentionPool2d(OutFeatures, Heads: Width * 32 / 64))
            .Alias("visual")
            .Build();
    }

    private static void AddBlock(NetworkGraphBuilder network, string name, string path, int channels, int stride)
    {
        string input = network.Last;
        int inChannels = network.LastShape[0];
        int outChannels = 4 * channels;
        AddConvolution(network, path, 1, new Conv2d(channels, Kernel: 1, HasBias: false));
        network.Plumbing($"{path}.relu1", $"{path}.relu1", new Relu());
        AddConvolution(network, path, 2, new Conv2d(channels, Kernel: 3, Padding: 1, HasBias: false));
        network.Plumbing($"{path}.relu2", $"{path}.relu2", new Relu());
        if (stride > 1)
        {
            network.Plumbing($"{path}.avgpool", $"{path}.avgpool", new AvgPool2d(stride, stride));
        }
        else
        {
            network.Alias($"{path}.avgpool");
        }

        AddConvolution(network, path, 3, new Conv2d(outChannels, Kernel: 1, HasBias: false), new BatchNorm2d { WeightInitializer = ConstantInitializer.Zero });
        string branch = network.Last;
        string shortcut = input;
        if (stride > 1 || inChannels != outChannels)
        {
            string downsample = $"{path}.downsample";
            network
                .Plumbing($"{downsample}.-1", $"{downsample}.-1", new AvgPool2d(stride, stride), input)
                .Plumbing($"{downsample}.0", $"{downsample}.0", new Conv2d(outChannels, Kernel: 1, HasBias: false))
                .Plumbing($"{downsample}.1", $"{downsample}.1", new BatchNorm2d())
                .Alias(downsample);
            shortcut = network.Last;
        }

        network
            .Plumbing($"{path}.add", null, new Add(), branch, shortcut)
            .Layer(name, path, new Relu())
            .Alias($"{path}.relu3");
    }

    private static void AddConvolution(NetworkGraphBuilder network, string path, int number, Conv2d convolution, BatchNorm2d? norm = null) => network
        .Plumbing($"{path}.conv{number}", $"{path}.conv{number}", convolution)
        .Plumbing($"{path}.bn{number}", $"{path}.bn{number}", norm ?? new BatchNorm2d());
}
