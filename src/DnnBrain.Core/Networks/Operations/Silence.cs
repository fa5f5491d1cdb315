using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>Zeros in the shape of the input: what an area of a recurrent network gets before anything has reached it.</summary>
public sealed record Silence : Operation
{
    /// <inheritdoc/>
    public override string Kind => "zeros_like";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => RequireSingle(inputs);

    /// <inheritdoc/>
    public override WindowGeometry GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return zeros_like(inputs[0]);
    }
}
