using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>The sum of two inputs of one shape, unit by unit: where a residual connection ends.</summary>
public sealed record Add : Operation
{
    /// <inheritdoc/>
    public override string Kind => "add";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Count == 2 && inputs[0].Equals(inputs[1])
            ? inputs[0]
            : throw Mismatch($"takes two inputs of one shape, not {(inputs.Count == 0 ? "none" : string.Join(" and ", inputs))}");
    }

    /// <inheritdoc/>
    public override WindowGeometry GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    internal override bool GivesOwnMemory => true;

    /// <inheritdoc/>
    internal override Tensor? Overwrite(IReadOnlyList<Tensor> inputs, int input) => inputs[input].add_(inputs[1 - input]).alias();

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0] + inputs[1];
    }
}
