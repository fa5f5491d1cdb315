using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// The block of MobileNet v3 and EfficientNet: widen, convolve each channel by itself, weigh the channels (squeeze and
/// excitation: Hu et al. 2018, arXiv:1709.01507), narrow, and add the input where shapes allow it.
/// </summary>
/// <param name="Hidden">Channels in the middle.</param>
/// <param name="Channels">Channels of the output.</param>
/// <param name="Kernel">Size of the middle convolution.</param>
/// <param name="Stride">Its step.</param>
/// <param name="Module">Its norms and activation.</param>
internal sealed record InvertedResidual(int Hidden, int Channels, int Kernel, int Stride, ConvNormActivation Module)
{
    /// <summary>How channels are weighed; null where they are not.</summary>
    public Excitation? Weights { get; init; }

    /// <summary>How training drops the branch; null where it does not.</summary>
    public StochasticDepth? Depth { get; init; }

    /// <summary>The nearest multiple of eight, at least eight and not below nine tenths: how these networks round channels.</summary>
    public static int RoundChannels(double channels)
    {
        int rounded = Math.Max(8, (int)(channels + 4) / 8 * 8);
        return rounded < 0.9 * channels ? rounded + 8 : rounded;
    }

    /// <summary>Adds the block as one layer.</summary>
    public void Add(NetworkGraphBuilder network, string name, string path)
    {
        string input = network.Last;
        int inChannels = network.LastShape[0];
        int child = 0;
        string NextPath() => $"{path}.block.{child++}";
        if (Hidden != inChannels)
        {
            Module.Within(network, NextPath(), ConvNormActivation.Convolution(Hidden, kernel: 1));
        }

        Module.Within(network, NextPath(), ConvNormActivation.Convolution(Hidden, Kernel, Stride, groups: Hidden));
        Weights?.Add(network, NextPath());
        string last = NextPath();
        network.Plumbing($"{last}.0", $"{last}.0", ConvNormActivation.Convolution(Channels, kernel: 1));
        if (Stride > 1 || inChannels != Channels)
        {
            network.Layer(name, $"{last}.1", Module.Norm).Alias(last).Alias($"{path}.block").Alias(path);
            return;
        }

        network.Plumbing($"{last}.1", $"{last}.1", Module.Norm).Alias(last).Alias($"{path}.block");
        if (Depth is not null)
        {
            network.Plumbing($"{path}.stochastic_depth", $"{path}.stochastic_depth", Depth);
        }

        network.Layer(name, path, new Add(), network.Last, input);
    }

    /// <summary>Squeeze and excitation.</summary>
    /// <param name="Squeezed">Channels of the narrow layer.</param>
    /// <param name="Activation">After the narrow layer.</param>
    /// <param name="Gate">Makes the weights.</param>
    internal sealed record Excitation(int Squeezed, Operation Activation, Operation Gate)
    {
        /// <summary>What an untrained network has in its two layers.</summary>
        public WeightInitialization Initialization { get; init; } = WeightInitialization.KaimingNormalFanOut;

        /// <summary>Adds the module.</summary>
        public void Add(NetworkGraphBuilder network, string path)
        {
            string input = network.Last;
            int channels = network.LastShape[0];
            network
                .Plumbing($"{path}.avgpool", $"{path}.avgpool", new AdaptiveAvgPool2d(1, 1))
                .Plumbing($"{path}.fc1", $"{path}.fc1", Point(Squeezed))
                .Plumbing($"{path}.activation", $"{path}.activation", Activation)
                .Plumbing($"{path}.fc2", $"{path}.fc2", Point(channels))
                .Plumbing($"{path}.scale_activation", $"{path}.scale_activation", Gate)
                .Plumbing(path, path, new ScaleChannels(), input, $"{path}.scale_activation");
        }

        private Conv2d Point(int channels) => new(channels, Kernel: 1) { Initialization = Initialization };
    }
}
