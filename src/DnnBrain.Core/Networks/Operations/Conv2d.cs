using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>A two-dimensional convolution with zero padding, as <c>torch.nn.Conv2d</c>.</summary>
/// <param name="OutChannels">Number of filters.</param>
/// <param name="Kernel">Height and width of a filter.</param>
/// <param name="Stride">Step in both directions.</param>
/// <param name="Padding">Zeros on each side.</param>
/// <param name="HasBias">Whether each filter has a bias.</param>
public sealed record Conv2d(int OutChannels, int Kernel, int Stride = 1, int Padding = 0, bool HasBias = true) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "conv2d";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireSingle(inputs, rank: 3);
        return new TensorShape(OutChannels, Slide(map[1], map), Slide(map[2], map));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        int inChannels = RequireSingle(inputs, rank: 3)[0];
        var initializer = UniformInitializer.ForFanIn(inChannels * Kernel * Kernel);
        var weight = new ParameterDefinition("weight", new TensorShape(OutChannels, inChannels, Kernel, Kernel), initializer);
        return HasBias ? [weight, new ParameterDefinition("bias", new TensorShape(OutChannels), initializer)] : [weight];
    }

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        return nn.functional.conv2d(inputs[0], parameters[0], HasBias ? parameters[1] : null, Stride, Padding);
    }

    private int Slide(int size, TensorShape map)
    {
        int room = size + (2 * Padding) - Kernel;
        return room >= 0 ? (room / Stride) + 1 : throw Mismatch($"with a kernel of {Kernel} and a padding of {Padding} finds no place on {map}");
    }
}
