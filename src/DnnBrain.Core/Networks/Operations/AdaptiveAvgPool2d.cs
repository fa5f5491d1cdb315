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
    /// <remarks>Where the output's size does not divide the input's, windows are uneven, and a place counts as seeing everything.</remarks>
    public override WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireSingle(inputs, rank: 3);
        var window = new Extent(map[1] / Rows, map[2] / Columns);
        bool even = window.Rows * Rows == map[1] && window.Columns * Columns == map[2];
        return even && (Rows, Columns) != (1, 1) ? new WindowGeometry(window, window, 0) : null;
    }

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return nn.functional.adaptive_avg_pool2d(inputs[0], [Rows, Columns]);
    }
}
