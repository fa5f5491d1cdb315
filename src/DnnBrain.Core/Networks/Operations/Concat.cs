using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>The channels of all inputs behind one another, as <c>torch.cat(…, 1)</c>; the maps must be of one size.</summary>
public sealed record Concat : Operation
{
    /// <inheritdoc/>
    public override string Kind => "cat";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Count > 0 && inputs.All(input => input.Rank == 3 && input[1] == inputs[0][1] && input[2] == inputs[0][2])
            ? new TensorShape(inputs.Sum(input => input[0]), inputs[0][1], inputs[0][2])
            : throw Mismatch($"takes maps of one size, not {(inputs.Count == 0 ? "none" : string.Join(" and ", inputs))}");
    }

    /// <inheritdoc/>
    public override WindowGeometry GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return cat([.. inputs], dim: 1);
    }
}
