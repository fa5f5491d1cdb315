using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;
using DnnBrain.Networks.Preprocessing;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// Inception v3 of Szegedy et al. (2016) as torchvision has it, with the input brought to mean 0.5 and deviation 0.5, which its
/// weights expect and DNNBrain leaves out.
/// </summary>
internal sealed class InceptionV3 : INetworkFamily
{
    private static readonly WeightInitialization s_initialization = WeightInitialization.TruncatedNormal(0.1);
    private static readonly BasicConvolution s_convolution = new(s_initialization);

    public IEnumerable<NetworkDefinition> Networks =>
    [
        new TorchvisionNetwork("inception_v3", "0cc3c7bd", "Szegedy et al. (2016), Rethinking the Inception architecture for computer vision, arXiv:1512.00567")
        {
            Size = 299,
            Resize = 342,
            Top1 = 77.294,
            File = "inception_v3_google",
            UnusedWeights = ["AuxLogits."],
        }.Define(Build),
    ];

    private static NetworkGraph Build(NetworkGraphBuilder network)
    {
        network.Plumbing("transform_input", null, new Renormalize(ChannelNormalization.ImageNet, ChannelNormalization.Same(0.5f, 0.5f)));
        s_convolution.Layer(network, "conv1", "Conv2d_1a_3x3", new Conv2d(32, Kernel: 3, Stride: 2));
        s_convolution.Layer(network, "conv2", "Conv2d_2a_3x3", new Conv2d(32, Kernel: 3));
        s_convolution.Layer(network, "conv3", "Conv2d_2b_3x3", new Conv2d(64, Kernel: 3, Padding: 1));
        network.Layer("maxpool1", "maxpool1", new MaxPool2d(Kernel: 3, Stride: 2));
        s_convolution.Layer(network, "conv4", "Conv2d_3b_1x1", new Conv2d(80, Kernel: 1));
        s_convolution.Layer(network, "conv5", "Conv2d_4a_3x3", new Conv2d(192, Kernel: 3));
        network.Layer("maxpool2", "maxpool2", new MaxPool2d(Kernel: 3, Stride: 2));
        AddA(network, "inception1", "Mixed_5b", pool: 32);
        AddA(network, "inception2", "Mixed_5c", pool: 64);
        AddA(network, "inception3", "Mixed_5d", pool: 64);
        AddB(network, "inception4", "Mixed_6a");
        AddC(network, "inception5", "Mixed_6b", width: 128);
        AddC(network, "inception6", "Mixed_6c", width: 160);
        AddC(network, "inception7", "Mixed_6d", width: 160);
        AddC(network, "inception8", "Mixed_6e", width: 192);
        AddD(network, "inception9", "Mixed_7a");
        AddE(network, "inception10", "Mixed_7b");
        AddE(network, "inception11", "Mixed_7c");
        return network
            .Layer("avgpool", "avgpool", new AdaptiveAvgPool2d(1, 1))
            .Plumbing("dropout", "dropout", new Dropout(0.5))
            .Plumbing("flatten", null, new Flatten())
            .Layer("fc", "fc", new Linear(1000) { Initialization = s_initialization })
            .Build();
    }

    // 35×35: 1×1, 5×5 and two 3×3 convolutions, and a mean.
    private static void AddA(NetworkGraphBuilder network, string name, string path, int pool)
    {
        string input = network.Last;
        string point = AddChain(network, $"{path}.branch1x1", input, ("", new Conv2d(64, Kernel: 1)));
        string five = AddChain(network, $"{path}.branch5x5", input, ("_1", new Conv2d(48, Kernel: 1)), ("_2", new Conv2d(64, Kernel: 5, Padding: 2)));
        string three = AddChain(
            network, $"{path}.branch3x3dbl", input,
            ("_1", new Conv2d(64, Kernel: 1)), ("_2", new Conv2d(96, Kernel: 3, Padding: 1)), ("_3", new Conv2d(96, Kernel: 3, Padding: 1)));
        network.Layer(name, path, new Concat(), point, five, three, AddMean(network, path, input, pool));
    }

    // From 35×35 to 17×17.
    private static void AddB(NetworkGraphBuilder network, string name, string path)
    {
        string input = network.Last;
        string three = AddChain(network, $"{path}.branch3x3", input, ("", new Conv2d(384, Kernel: 3, Stride: 2)));
        string twice = AddChain(
            network, $"{path}.branch3x3dbl", input,
            ("_1", new Conv2d(64, Kernel: 1)), ("_2", new Conv2d(96, Kernel: 3, Padding: 1)), ("_3", new Conv2d(96, Kernel: 3, Stride: 2)));
        network.Layer(name, path, new Concat(), three, twice, AddMaximum(network, path, input));
    }

    // 17×17: 7×7 convolutions as a row and a column each.
    private static void AddC(NetworkGraphBuilder network, string name, string path, int width)
    {
        string input = network.Last;
        string point = AddChain(network, $"{path}.branch1x1", input, ("", new Conv2d(192, Kernel: 1)));
        string seven = AddChain(network, $"{path}.branch7x7", input, ("_1", new Conv2d(width, Kernel: 1)), ("_2", Row(width, 7)), ("_3", Column(192, 7)));
        string twice = AddChain(
            network, $"{path}.branch7x7dbl", input,
            ("_1", new Conv2d(width, Kernel: 1)), ("_2", Column(width, 7)), ("_3", Row(width, 7)), ("_4", Column(width, 7)), ("_5", Row(192, 7)));
        network.Layer(name, path, new Concat(), point, seven, twice, AddMean(network, path, input, channels: 192));
    }

    // From 17×17 to 8×8.
    private static void AddD(NetworkGraphBuilder network, string name, string path)
    {
        string input = network.Last;
        string three = AddChain(network, $"{path}.branch3x3", input, ("_1", new Conv2d(192, Kernel: 1)), ("_2", new Conv2d(320, Kernel: 3, Stride: 2)));
        string seven = AddChain(
            network, $"{path}.branch7x7x3", input,
            ("_1", new Conv2d(192, Kernel: 1)), ("_2", Row(192, 7)), ("_3", Column(192, 7)), ("_4", new Conv2d(192, Kernel: 3, Stride: 2)));
        network.Layer(name, path, new Concat(), three, seven, AddMaximum(network, path, input));
    }

    // 8×8: a row and a column side by side.
    private static void AddE(NetworkGraphBuilder network, string name, string path)
    {
        string input = network.Last;
        string point = AddChain(network, $"{path}.branch1x1", input, ("", new Conv2d(320, Kernel: 1)));
        string reduced = AddChain(network, $"{path}.branch3x3", input, ("_1", new Conv2d(384, Kernel: 1)));
        string three = AddFork(network, $"{path}.branch3x3", "_2", reduced);
        string doubled = AddChain(
            network, $"{path}.branch3x3dbl", input, ("_1", new Conv2d(448, Kernel: 1)), ("_2", new Conv2d(384, Kernel: 3, Padding: 1)));
        string twice = AddFork(network, $"{path}.branch3x3dbl", "_3", doubled);
        network.Layer(name, path, new Concat(), point, three, twice, AddMean(network, path, input, channels: 192));
    }

    private static string AddChain(NetworkGraphBuilder network, string path, string input, params (string Suffix, Conv2d Convolution)[] steps)
    {
        foreach ((string suffix, Conv2d convolution) in steps)
        {
            input = s_convolution.Within(network, path + suffix, convolution, input);
        }

        return input;
    }

    private static string AddFork(NetworkGraphBuilder network, string path, string suffix, string input)
    {
        string row = AddChain(network, path, input, ($"{suffix}a", Row(384, 3)));
        string column = AddChain(network, path, input, ($"{suffix}b", Column(384, 3)));
        return network.Plumbing(path, null, new Concat(), row, column).Last;
    }

    private static string AddMean(NetworkGraphBuilder network, string path, string input, int channels)
    {
        network.Plumbing($"{path}.avgpool", null, new AvgPool2d(Kernel: 3, Stride: 1, Padding: 1), input);
        return s_convolution.Within(network, $"{path}.branch_pool", new Conv2d(channels, Kernel: 1));
    }

    private static string AddMaximum(NetworkGraphBuilder network, string path, string input) =>
        network.Plumbing($"{path}.maxpool", null, new MaxPool2d(Kernel: 3, Stride: 2), input).Last;

    private static Conv2d Row(int channels, int length) => new(channels, (1, length), Padding: (0, length / 2));

    private static Conv2d Column(int channels, int length) => new(channels, (length, 1), Padding: (length / 2, 0));
}
