using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// CORnet-S: areas V2, V4 and IT run a bottleneck block two, four and two times over what it gave the last time, with the same
/// convolutions and a batch norm for each time; the first time halves the map.
/// </summary>
internal static class CorNetS
{
    private const int Widening = 4;

    public static NetworkGraph Build(NetworkGraphBuilder network)
    {
        network
            .Plumbing("V1.conv1", "V1.conv1", Convolution(64, kernel: 7, stride: 2))
            .Plumbing("V1.norm1", "V1.norm1", new BatchNorm2d())
            .Plumbing("V1.nonlin1", "V1.nonlin1", new Relu())
            .Plumbing("V1.pool", "V1.pool", new MaxPool2d(Kernel: 3, Stride: 2, Padding: 1))
            .Plumbing("V1.conv2", "V1.conv2", Convolution(64, kernel: 3))
            .Plumbing("V1.norm2", "V1.norm2", new BatchNorm2d())
            .Layer("V1", "V1.nonlin2", new Relu())
            .Alias("V1.output");
        AddArea(network, "V2", channels: 128, steps: 2);
        AddArea(network, "V4", channels: 256, steps: 4);
        AddArea(network, "IT", channels: 512, steps: 2);
        return CorNet.Decode(network, new Linear(1000));
    }

    private static void AddArea(NetworkGraphBuilder network, string area, int channels, int steps)
    {
        string state = network.Plumbing($"{area}.conv_input", $"{area}.conv_input", Convolution(channels, kernel: 1)).Last;
        for (int step = 1; step <= steps; step++)
        {
            bool isLast = step == steps;
            string shortcut = state;
            if (step == 1)
            {
                network.Plumbing($"{area}.skip", $"{area}.skip", Convolution(channels, kernel: 1, stride: 2), state);
                shortcut = network.Plumbing($"{area}.norm_skip", $"{area}.norm_skip", new BatchNorm2d()).Last;
            }

            // The authors count the norms' steps from 0.
            string Norm(int number) => $"{area}.norm{number}_{step - 1}";
            string Module(string name) => $"{area}.{name}.step{step}";
            network
                .Run(Module("conv1"), $"{area}.conv1", isLast, Convolution(Widening * channels, kernel: 1), state)
                .Plumbing(Norm(1), Norm(1), new BatchNorm2d())
                .Run(Module("nonlin1"), $"{area}.nonlin1", isLast, new Relu())
                .Run(Module("conv2"), $"{area}.conv2", isLast, Convolution(Widening * channels, kernel: 3, stride: step == 1 ? 2 : 1))
                .Plumbing(Norm(2), Norm(2), new BatchNorm2d())
                .Run(Module("nonlin2"), $"{area}.nonlin2", isLast, new Relu())
                .Run(Module("conv3"), $"{area}.conv3", isLast, Convolution(channels, kernel: 1))
                .Plumbing(Norm(3), Norm(3), new BatchNorm2d())
                .Plumbing($"{area}.add.step{step}", null, new Add(), Norm(3), shortcut)
                .Layer(isLast ? area : $"{area}_step{step}", isLast ? $"{area}.nonlin3" : null, new Relu());
            state = network.Last;
        }

        network.Alias($"{area}.output").Alias($"{area}_step{steps}");
    }

    private static Conv2d Convolution(int channels, int kernel, int stride = 1) =>
        new(channels, kernel, stride, kernel / 2, HasBias: false) { Initialization = WeightInitialization.KaimingNormalFanOut };
}
