using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>min(max(x, 0), 6), unit by unit, as <c>torch.nn.ReLU6</c>.</summary>
public sealed record Relu6 : Operation
{
    /// <inheritdoc/>
    public override string Kind => "relu6";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => RequireSingle(inputs);

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return nn.functional.relu6(inputs[0]);
    }
}
