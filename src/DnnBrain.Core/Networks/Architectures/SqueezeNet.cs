using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>SqueezeNet of Iandola et al. (2016) and its cheaper second version, as torchvision has them. Names are the paper's.</summary>
internal sealed class SqueezeNet : INetworkFamily
{
    private const string Paper = "Iandola et al. (2016), SqueezeNet: AlexNet-level accuracy with 50x fewer parameters, arXiv:1602.07360";
    private const int FirstFire = 2;

    // Channels of the squeezing convolution; each of the expanding ones has four times as many.
    private static readonly int[] s_squeeze = [16, 16, 32, 32, 48, 48, 64, 64];

    public IEnumerable<NetworkDefinition> Networks =>
    [
        new TorchvisionNetwork("squeezenet1_0", "b66bff10", Paper) { Top1 = 58.092 }.Define(network => Build(network, new Conv2d(96, Kernel: 7, Stride: 2), poolAfter: [4, 8])),
        new TorchvisionNetwork("squeezenet1_1", "b8a52dc0", Paper) { Top1 = 58.178 }.Define(network => Build(network, new Conv2d(64, Kernel: 3, Stride: 2), poolAfter: [3, 5])),
    ];

    private static NetworkGraph Build(NetworkGraphBuilder network, Conv2d stem, int[] poolAfter)
    {
        var pool = new MaxPool2d(Kernel: 3, Stride: 2, CeilMode: true);
        network
            .Layer("conv1", "features.0", stem with { Initialization = WeightInitialization.KaimingUniform })
            .Layer("conv1_relu", "features.1", new Relu())
            .Layer("maxpool1", "features.2", pool);
        int module = 3;
        for (int i = 0; i < s_squeeze.Length; i++)
        {
            int number = FirstFire + i;
            AddFire(network, $"fire{number}", $"features.{module++}", s_squeeze[i]);
            if (poolAfter.Contains(number))
            {
                network.Layer($"maxpool{number}", $"features.{module++}", pool);
            }
        }

        return network
            .Alias("features")
            .Plumbing("dropout", "classifier.0", new Dropout(0.5))
            .Layer("conv10", "classifier.1", new Conv2d(1000, Kernel: 1) { Initialization = WeightInitialization.Normal(0.01) })
            .Layer("conv10_relu", "classifier.2", new Relu())
            .Layer("avgpool", "classifier.3", new AdaptiveAvgPool2d(1, 1))
            .Alias("classifier")
            .Plumbing("flatten", null, new Flatten())
            .Build();
    }

    private static void AddFire(NetworkGraphBuilder network, string name, string path, int squeeze)
    {
        string squeezed = AddConvolution(network, $"{path}.squeeze", new Conv2d(squeeze, Kernel: 1));
        string narrow = AddConvolution(network, $"{path}.expand1x1", new Conv2d(4 * squeeze, Kernel: 1), squeezed);
        string wide = AddConvolution(network, $"{path}.expand3x3", new Conv2d(4 * squeeze, Kernel: 3, Padding: 1), squeezed);
        network.Layer(name, path, new Concat(), narrow, wide);
    }

    private static string AddConvolution(NetworkGraphBuilder network, string path, Conv2d convolution, params string[] input) => network
        .Plumbing(path, path, convolution with { Initialization = WeightInitialization.KaimingUniform }, input)
        .Plumbing($"{path}_activation", $"{path}_activation", new Relu())
        .Last;
}
