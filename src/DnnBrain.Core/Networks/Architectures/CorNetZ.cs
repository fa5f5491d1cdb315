using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>CORnet-Z: each area one convolution and a pooling, AlexNet without its fully connected layers.</summary>
internal static class CorNetZ
{
    private static readonly WeightInitialization s_initialization = WeightInitialization.XavierUniform(biasDeviation: 0);

    public static NetworkGraph Build(NetworkGraphBuilder network)
    {
        int channels = 64;
        foreach (string area in CorNet.Areas)
        {
            bool isFirst = area == CorNet.Areas[0];
            network
                .Plumbing($"{area}.conv", $"{area}.conv", new Conv2d(channels, isFirst ? 7 : 3, isFirst ? 2 : 1, isFirst ? 3 : 1) { Initialization = s_initialization })
                .Plumbing($"{area}.nonlin", $"{area}.nonlin", new Relu())
                .Layer(area, $"{area}.pool", new MaxPool2d(Kernel: 3, Stride: 2, Padding: 1))
                .Alias($"{area}.output");
            channels *= 2;
        }

        return CorNet.Decode(network, new Linear(1000) { Initialization = s_initialization });
    }
}
