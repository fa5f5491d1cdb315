using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>A function of one number, applied unit by unit. In place only where nobody asks for what stands before it.</summary>
public abstract record Pointwise : Operation
{
    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => RequireSingle(inputs);

    /// <inheritdoc/>
    public override WindowGeometry GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public sealed override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Apply(inputs[0]);
    }

    /// <summary>The function.</summary>
    protected abstract Tensor Apply(Tensor input);
}
