using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>max(x, 0), unit by unit. Never in place, so that what stands before it can be captured.</summary>
public sealed record Relu : Operation
{
    /// <inheritdoc/>
    public override string Kind => "relu";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => RequireSingle(inputs);

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return nn.functional.relu(inputs[0]);
    }
}
