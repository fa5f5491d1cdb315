using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>A two-dimensional convolution with zero padding, as <c>torch.nn.Conv2d</c>.</summary>
/// <param name="OutChannels">Number of filters.</param>
/// <param name="Kernel">Height and width of a filter.</param>
/// <param name="Stride">Step in both directions.</param>
/// <param name="Padding">Zeros on each side.</param>
/// <param name="HasBias">Whether each filter has a bias.</param>
/// <param name="Groups">
/// Number of groups into which input and output channels are cut; a filter sees the channels of its own group only. Divides both.
/// </param>
public sealed record Conv2d(int OutChannels, Extent Kernel, int Stride = 1, Extent Padding = default, bool HasBias = true, int Groups = 1) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "conv2d";

    /// <summary>What an untrained network has in it.</summary>
    public WeightInitialization Initialization { get; init; } = WeightInitialization.Default;

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireSingle(inputs, rank: 3);
        if (map[0] % Groups != 0 || OutChannels % Groups != 0)
        {
            throw Mismatch($"in {Groups} groups cannot make {OutChannels} channels of {map}");
        }

        int rows = SlidingWindow.Places(map[1], Kernel.Rows, Stride, Padding.Rows, ceiling: false);
        int columns = SlidingWindow.Places(map[2], Kernel.Columns, Stride, Padding.Columns, ceiling: false);
        return rows > 0 && columns > 0
            ? new TensorShape(OutChannels, rows, columns)
            : throw Mismatch($"with a kernel of {Kernel} and a padding of {Padding} finds no place on {map}");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        int inChannels = RequireSingle(inputs, rank: 3)[0] / Groups;
        int area = Kernel.Rows * Kernel.Columns;
        var weight = new ParameterDefinition(
            "weight",
            new TensorShape(OutChannels, inChannels, Kernel.Rows, Kernel.Columns),
            Initialization.Weight(inChannels * area, OutChannels * area));
        return HasBias
            ? [weight, new ParameterDefinition("bias", new TensorShape(OutChannels), Initialization.Bias(inChannels * area))]
            : [weight];
    }

    /// <inheritdoc/>
    public override WindowGeometry GetWindow(IReadOnlyList<TensorShape> inputs) => new(Kernel, Stride, Padding);

    /// <inheritdoc/>
    internal override bool GivesOwnMemory => true;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        return nn.functional.conv2d(
            inputs[0], parameters[0], HasBias ? parameters[1] : null, [Stride, Stride], [Padding.Rows, Padding.Columns], [1, 1], Groups);
    }
}
