using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// A place where training drops units at random, as <c>torch.nn.Dropout</c>. In evaluation nothing happens; PyTorch counts it
/// in its module paths.
/// </summary>
/// <param name="Probability">How likely a unit is dropped in training; the others are scaled up by 1 / (1 − probability).</param>
public sealed record Dropout(double Probability) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "dropout";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => RequireSingle(inputs);

    /// <inheritdoc/>
    public override WindowGeometry GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0].alias();
    }

    /// <inheritdoc/>
    public override Tensor Train(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return nn.functional.dropout(inputs[0], Probability, training: true);
    }
}
