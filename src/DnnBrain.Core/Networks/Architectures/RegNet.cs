using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// The networks of Radosavovic et al. (2020), as torchvision has them: X without and Y with squeeze and excitation, named for how
/// many operations an image of 224 × 224 takes. The depths and widths are what the paper's four numbers give.
/// </summary>
internal sealed class RegNet : INetworkFamily
{
    private const string Paper = "Radosavovic, Kosaraju, Girshick, He & Dollár (2020), Designing network design spaces, arXiv:2003.13678";
    private const int Stem = 32;

    private static readonly ConvNormActivation s_module = new(new BatchNorm2d(), new Relu());

    public IEnumerable<NetworkDefinition> Networks =>
    [
        Define("x_400mf", "adf1edd5", 72.834, new Design([1, 2, 7, 12], [32, 64, 160, 400], GroupWidth: 16)),
        Define("x_800mf", "ad17e45c", 75.212, new Design([1, 3, 7, 5], [64, 128, 288, 672], GroupWidth: 16)),
        Define("x_1_6gf", "e3633e7f", 77.04, new Design([2, 4, 10, 2], [72, 168, 408, 912], GroupWidth: 24)),
        Define("x_3_2gf", "f342aeae", 78.364, new Design([2, 6, 15, 2], [96, 192, 432, 1008], GroupWidth: 48)),
        Define("x_8gf", "03ceed89", 79.344, new Design([2, 5, 15, 1], [80, 240, 720, 1920], GroupWidth: 120)),
        Define("x_16gf", "2007eb11", 80.058, new Design([2, 6, 13, 1], [256, 512, 896, 2048], GroupWidth: 128)),
        Define("x_32gf", "9d47f8d0", 80.622, new Design([2, 7, 13, 1], [336, 672, 1344, 2520], GroupWidth: 168)),
        Define("y_400mf", "c65dace8", 74.046, new Design([1, 3, 6, 6], [48, 104, 208, 440], GroupWidth: 8)),
        Define("y_800mf", "1b27b58c", 76.42, new Design([1, 3, 8, 2], [64, 144, 320, 784], GroupWidth: 16)),
        Define("y_1_6gf", "b11a554e", 77.95, new Design([2, 6, 17, 2], [48, 120, 336, 888], GroupWidth: 24)),
        Define("y_3_2gf", "b5a9779c", 78.948, new Design([2, 5, 13, 1], [72, 216, 576, 1512], GroupWidth: 24)),
        Define("y_8gf", "d0d0e4a8", 80.032, new Design([2, 4, 10, 1], [224, 448, 896, 2016], GroupWidth: 56)),
        Define("y_16gf", "9e6ed7dd", 80.424, new Design([2, 4, 11, 1], [224, 448, 1232, 3024], GroupWidth: 112)),
        Define("y_32gf", "4dee3f7a", 80.878, new Design([2, 5, 12, 1], [232, 696, 1392, 3712], GroupWidth: 232)),
    ];

    private static NetworkDefinition Define(string name, string hash, double top1, Design design) =>
        new TorchvisionNetwork($"regnet_{name}", hash, Paper) { Top1 = top1 }.Define(network => Build(network, design, hasGates: name[0] == 'y'));

    private static NetworkGraph Build(NetworkGraphBuilder network, Design design, bool hasGates)
    {
        s_module.Layer(network, "stem", "stem", ConvNormActivation.Convolution(Stem, kernel: 3, stride: 2));
        for (int stage = 0; stage < design.Depths.Length; stage++)
        {
            string path = $"trunk_output.block{stage + 1}";
            for (int i = 0; i < design.Depths[stage]; i++)
            {
                AddBlock(network, $"stage{stage + 1}_block{i}", $"{path}.block{stage + 1}-{i}", design, design.Widths[stage], i == 0 ? 2 : 1, hasGates);
            }

            network.Alias(path);
        }

        return network
            .Alias("trunk_output")
            .Layer("avgpool", "avgpool", new AdaptiveAvgPool2d(1, 1))
            .Plumbing("flatten", null, new Flatten())
            .Layer("fc", "fc", new Linear(1000) { Initialization = WeightInitialization.Normal(0.01) })
            .Build();
    }

    private static void AddBlock(NetworkGraphBuilder network, string name, string path, Design design, int width, int stride, bool hasGates)
    {
        string input = network.Last;
        string shortcut = input;
        int inChannels = network.LastShape[0];
        if (stride > 1 || inChannels != width)
        {
            shortcut = s_module.Linear(network, $"{path}.proj", ConvNormActivation.Convolution(width, kernel: 1, stride)).Alias($"{path}.proj").Last;
        }

        s_module.Within(network, $"{path}.f.a", ConvNormActivation.Convolution(width, kernel: 1), input);
        s_module.Within(network, $"{path}.f.b", ConvNormActivation.Convolution(width, kernel: 3, stride, groups: width / Math.Min(design.GroupWidth, width)));
        if (hasGates)
        {
            new InvertedResidual.Excitation(inChannels / 4, new Relu(), new Sigmoid()) { Initialization = WeightInitialization.NormalFanOut }.Add(network, $"{path}.f.se");
        }

        string branch = s_module.Linear(network, $"{path}.f.c", ConvNormActivation.Convolution(width, kernel: 1)).Alias($"{path}.f.c").Alias($"{path}.f").Last;
        network
            .Plumbing($"{path}.add", null, new Add(), shortcut, branch)
            .Layer(name, $"{path}.activation", new Relu())
            .Alias(path);
    }

    /// <summary>What tells one network from another.</summary>
    /// <param name="Depths">Blocks in each of the four stages.</param>
    /// <param name="Widths">Channels of each stage.</param>
    /// <param name="GroupWidth">Channels of a group of the 3×3 convolutions; a narrower stage has one group.</param>
    private sealed record Design(int[] Depths, int[] Widths, int GroupWidth);
}
