using System.Globalization;
using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>The networks of Simonyan &amp; Zisserman (2015), with and without batch norm, as torchvision has them.</summary>
internal sealed class Vgg : INetworkFamily
{
    private const string Paper = "Simonyan & Zisserman (2015), Very deep convolutional networks for large-scale image recognition, arXiv:1409.1556";
    private const int ClassifierMap = 7;

    // Convolutions in each of the five blocks, by depth.
    private static readonly Dictionary<int, int[]> s_blocks = new()
    {
        [11] = [1, 1, 2, 2, 2],
        [13] = [2, 2, 2, 2, 2],
        [16] = [2, 2, 3, 3, 3],
        [19] = [2, 2, 4, 4, 4],
    };

    private static readonly int[] s_channels = [64, 128, 256, 512, 512];

    public IEnumerable<NetworkDefinition> Networks =>
    [
        Define(11, batchNorm: false, "8a719046", 69.02),
        Define(11, batchNorm: true, "6002323d", 70.37),
        Define(13, batchNorm: false, "19584684", 69.928),
        Define(13, batchNorm: true, "abd245e5", 71.586),
        Define(16, batchNorm: false, "397923af", 71.592),
        Define(16, batchNorm: true, "6c64b313", 73.36),
        Define(19, batchNorm: false, "dcbb9e9d", 72.376),
        Define(19, batchNorm: true, "c79401a0", 74.218),
    ];

    private static NetworkDefinition Define(int depth, bool batchNorm, string hash, double top1) =>
        new TorchvisionNetwork($"vgg{depth}{(batchNorm ? "_bn" : "")}", hash, Paper) { Top1 = top1 }.Define(network => Build(network, s_blocks[depth], batchNorm));

    private static NetworkGraph Build(NetworkGraphBuilder network, int[] blocks, bool batchNorm)
    {
        int convolution = 0;
        int module = 0;
        string NextPath() => string.Create(CultureInfo.InvariantCulture, $"features.{module++}");
        for (int block = 0; block < blocks.Length; block++)
        {
            for (int i = 0; i < blocks[block]; i++)
            {
                string name = $"conv{++convolution}";
                network.Layer(name, NextPath(), new Conv2d(s_channels[block], Kernel: 3, Padding: 1) { Initialization = WeightInitialization.KaimingNormalFanOut });
                if (batchNorm)
                {
                    network.Layer($"{name}_bn", NextPath(), new BatchNorm2d());
                }

                network.Layer($"{name}_relu", NextPath(), new Relu());
            }

            network.Layer($"conv{convolution}_maxpool", NextPath(), new MaxPool2d(Kernel: 2, Stride: 2));
        }

        var initialization = WeightInitialization.Normal(0.01);
        return network
            .Alias("features")
            .Plumbing("avgpool", "avgpool", new AdaptiveAvgPool2d(ClassifierMap, ClassifierMap))
            .Plumbing("flatten", null, new Flatten())
            .Layer("fc1", "classifier.0", new Linear(4096) { Initialization = initialization })
            .Layer("fc1_relu", "classifier.1", new Relu())
            .Plumbing("dropout1", "classifier.2", new Dropout(0.5))
            .Layer("fc2", "classifier.3", new Linear(4096) { Initialization = initialization })
            .Layer("fc2_relu", "classifier.4", new Relu())
            .Plumbing("dropout2", "classifier.5", new Dropout(0.5))
            .Layer("fc3", "classifier.6", new Linear(1000) { Initialization = initialization })
            .Alias("classifier")
            .Build();
    }
}
