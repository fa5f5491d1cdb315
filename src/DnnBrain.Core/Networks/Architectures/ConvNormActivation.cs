using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// Convolution, batch norm and activation as torchvision's mobile networks have them: one module with the children 0, 1 and 2.
/// </summary>
/// <param name="Norm">The batch norm.</param>
/// <param name="Activation">The activation.</param>
internal sealed record ConvNormActivation(BatchNorm2d Norm, Operation Activation)
{
    /// <summary>A convolution that keeps the map's size but for the stride, without bias.</summary>
    public static Conv2d Convolution(int channels, int kernel, int stride = 1, int groups = 1) =>
        new(channels, kernel, stride, kernel / 2, HasBias: false, groups) { Initialization = WeightInitialization.KaimingNormalFanOut };

    /// <summary>Adds convolution and norm, without the activation. The input is the node before, unless it is named.</summary>
    public NetworkGraphBuilder Linear(NetworkGraphBuilder network, string path, Conv2d convolution, params string[] input) => network
        .Plumbing($"{path}.0", $"{path}.0", convolution, input)
        .Plumbing($"{path}.1", $"{path}.1", Norm);

    /// <summary>Adds the module as a layer.</summary>
    public NetworkGraphBuilder Layer(NetworkGraphBuilder network, string name, string path, Conv2d convolution) =>
        Linear(network, path, convolution).Layer(name, $"{path}.2", Activation).Alias(path);

    /// <summary>Adds the module within a block. The input is the node before, unless it is named.</summary>
    public NetworkGraphBuilder Within(NetworkGraphBuilder network, string path, Conv2d convolution, params string[] input) =>
        Linear(network, path, convolution, input).Plumbing($"{path}.2", $"{path}.2", Activation).Alias(path);
}
