using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>The mean of a sliding window, as <c>torch.nn.AvgPool2d</c>; windows that would hang over are left out.</summary>
/// <param name="Kernel">Height and width of the window.</param>
/// <param name="Stride">Step in both directions.</param>
/// <param name="Padding">Zeros on each side, which count as values.</param>
public sealed record AvgPool2d(int Kernel, int Stride, int Padding = 0) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "avg_pool2d";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireSingle(inputs, rank: 3);
        int rows = SlidingWindow.Places(map[1], Kernel, Stride, Padding, ceiling: false);
        int columns = SlidingWindow.Places(map[2], Kernel, Stride, Padding, ceiling: false);
        return rows > 0 && columns > 0
            ? new TensorShape(map[0], rows, columns)
            : throw Mismatch($"with a window of {Kernel} finds no place on {map}");
    }

    /// <inheritdoc/>
    public override WindowGeometry GetWindow(IReadOnlyList<TensorShape> inputs) => new(Kernel, Stride, Padding);

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return nn.functional.avg_pool2d(inputs[0], Kernel, Stride, Padding);
    }
}
