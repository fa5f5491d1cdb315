using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;
using DnnBrain.Networks.Preprocessing;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// GoogLeNet of Szegedy et al. (2015) as torchvision has it: with batch norm, with 3×3 in place of 5×5 convolutions, and with
/// the input brought to mean 0.5 and deviation 0.5, which its weights expect and DNNBrain leaves out.
/// </summary>
internal sealed class GoogLeNet : INetworkFamily
{
    private static readonly WeightInitialization s_initialization = WeightInitialization.TruncatedNormal(0.01);
    private static readonly BasicConvolution s_convolution = new(s_initialization);

    public IEnumerable<NetworkDefinition> Networks =>
    [
        new TorchvisionNetwork("googlenet", "1378be20", "Szegedy et al. (2015), Going deeper with convolutions, arXiv:1409.4842")
        {
            UnusedWeights = ["aux1.", "aux2."],
            Top1 = 69.778,
        }.Define(Build),
    ];

    private static NetworkGraph Build(NetworkGraphBuilder network)
    {
        network.Plumbing("transform_input", null, new Renormalize(ChannelNormalization.ImageNet, ChannelNormalization.Same(0.5f, 0.5f)));
        s_convolution.Layer(network, "conv1", "conv1", new Conv2d(64, Kernel: 7, Stride: 2, Padding: 3));
        network.Layer("maxpool1", "maxpool1", new MaxPool2d(Kernel: 3, Stride: 2, CeilMode: true));
        s_convolution.Layer(network, "conv2", "conv2", new Conv2d(64, Kernel: 1));
        s_convolution.Layer(network, "conv3", "conv3", new Conv2d(192, Kernel: 3, Padding: 1));
        network.Layer("maxpool2", "maxpool2", new MaxPool2d(Kernel: 3, Stride: 2, CeilMode: true));
        AddInception(network, "inception3a", new Widths(64, 96, 128, 16, 32, 32));
        AddInception(network, "inception3b", new Widths(128, 128, 192, 32, 96, 64));
        network.Layer("maxpool3", "maxpool3", new MaxPool2d(Kernel: 3, Stride: 2, CeilMode: true));
        AddInception(network, "inception4a", new Widths(192, 96, 208, 16, 48, 64));
        AddInception(network, "inception4b", new Widths(160, 112, 224, 24, 64, 64));
        AddInception(network, "inception4c", new Widths(128, 128, 256, 24, 64, 64));
        AddInception(network, "inception4d", new Widths(112, 144, 288, 32, 64, 64));
        AddInception(network, "inception4e", new Widths(256, 160, 320, 32, 128, 128));
        network.Layer("maxpool4", "maxpool4", new MaxPool2d(Kernel: 2, Stride: 2, CeilMode: true));
        AddInception(network, "inception5a", new Widths(256, 160, 320, 32, 128, 128));
        AddInception(network, "inception5b", new Widths(384, 192, 384, 48, 128, 128));
        return network
            .Plumbing("avgpool", "avgpool", new AdaptiveAvgPool2d(1, 1))
            .Plumbing("flatten", null, new Flatten())
            .Plumbing("dropout", "dropout", new Dropout(0.2))
            .Layer("fc", "fc", new Linear(1000) { Initialization = s_initialization })
            .Build();
    }

    private static void AddInception(NetworkGraphBuilder network, string path, Widths widths)
    {
        string input = network.Last;
        string first = s_convolution.Within(network, $"{path}.branch1", new Conv2d(widths.Point, Kernel: 1), input);
        string second = AddReduced(network, $"{path}.branch2", widths.SecondReduced, widths.Second, input);
        string third = AddReduced(network, $"{path}.branch3", widths.ThirdReduced, widths.Third, input);
        network.Plumbing($"{path}.branch4.0", $"{path}.branch4.0", new MaxPool2d(Kernel: 3, Stride: 1, Padding: 1, CeilMode: true), input);
        string fourth = s_convolution.Within(network, $"{path}.branch4.1", new Conv2d(widths.Pool, Kernel: 1));
        network.Alias($"{path}.branch4").Layer(path, path, new Concat(), first, second, third, fourth);
    }

    private static string AddReduced(NetworkGraphBuilder network, string path, int reduced, int channels, string input)
    {
        s_convolution.Within(network, $"{path}.0", new Conv2d(reduced, Kernel: 1), input);
        string last = s_convolution.Within(network, $"{path}.1", new Conv2d(channels, Kernel: 3, Padding: 1));
        network.Alias(path);
        return last;
    }

    /// <summary>Channels of a block's branches.</summary>
    private sealed record Widths(int Point, int SecondReduced, int Second, int ThirdReduced, int Third, int Pool);
}
