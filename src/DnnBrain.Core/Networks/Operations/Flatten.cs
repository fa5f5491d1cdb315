using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>All axes of a stimulus as one, row-major, as <c>torch.flatten(x, 1)</c>.</summary>
public sealed record Flatten : Operation
{
    /// <inheritdoc/>
    public override string Kind => "flatten";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => new(checked((int)RequireSingle(inputs).Count));

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0].flatten(1);
    }
}
