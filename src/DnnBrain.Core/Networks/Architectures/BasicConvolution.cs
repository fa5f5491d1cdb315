using DnnBrain.Networks.Initialization;
using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>Convolution, batch norm and ReLU as one module: what GoogLeNet and Inception v3 are made of.</summary>
/// <param name="Initialization">Of the convolution.</param>
internal sealed record BasicConvolution(WeightInitialization Initialization)
{
    private const double Epsilon = 1e-3;

    /// <summary>Adds the module as a layer.</summary>
    public NetworkGraphBuilder Layer(NetworkGraphBuilder network, string name, string path, Conv2d convolution) =>
        Normalized(network, path, convolution).Layer(name, path, new Relu());

    /// <summary>Adds the module within a block.</summary>
    /// <param name="network">Takes the nodes.</param>
    /// <param name="path">The module's path, which is the name of the last node too.</param>
    /// <param name="convolution">The convolution, whose bias and initialisation are set here.</param>
    /// <param name="input">What it reads; none for the node before.</param>
    /// <returns>The name of the last node.</returns>
    public string Within(NetworkGraphBuilder network, string path, Conv2d convolution, params string[] input) =>
        Normalized(network, path, convolution, input).Plumbing(path, path, new Relu()).Last;

    private NetworkGraphBuilder Normalized(NetworkGraphBuilder network, string path, Conv2d convolution, params string[] input) => network
        .Plumbing($"{path}.conv", $"{path}.conv", convolution with { HasBias = false, Initialization = Initialization }, input)
        .Plumbing($"{path}.bn", $"{path}.bn", new BatchNorm2d(Epsilon));
}
