using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>A map, each channel times one number: the first input by the second, which is channel × 1 × 1.</summary>
public sealed record ScaleChannels : Operation
{
    /// <inheritdoc/>
    public override string Kind => "mul";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Count == 2 && inputs[0].Rank == 3 && inputs[1].Equals(new TensorShape(inputs[0][0], 1, 1))
            ? inputs[0]
            : throw Mismatch($"takes a map and a number for each of its channels, not {(inputs.Count == 0 ? "none" : string.Join(" and ", inputs))}");
    }

    /// <inheritdoc/>
    public override WindowGeometry GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0] * inputs[1];
    }
}
