using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>Means over as many windows as the output has places, as <c>torch.nn.AdaptiveAvgPool2d</c>.</summary>
/// <param name="Rows">Height of the output.</param>
/// <param name="Columns">Width of the output.</param>
public sealed record AdaptiveAvgPool2d(int Rows, int Columns) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "adaptive_avg_pool2d";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) =>
        new(RequireSingle(inputs, rank: 3)[0], Rows, Columns);

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return nn.functional.adaptive_avg_pool2d(inputs[0], [Rows, Columns]);
    }
}
