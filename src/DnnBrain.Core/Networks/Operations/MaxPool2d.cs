using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>The largest value in a sliding window, as <c>torch.nn.MaxPool2d</c>.</summary>
/// <param name="Kernel">Height and width of the window.</param>
/// <param name="Stride">Step in both directions.</param>
/// <param name="Padding">On each side; padding is never the largest value. At most half the window.</param>
/// <param name="CeilMode">Whether a last window that hangs over is kept; otherwise it is left out.</param>
public sealed record MaxPool2d(int Kernel, int Stride, int Padding = 0, bool CeilMode = false) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "max_pool2d";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireSingle(inputs, rank: 3);
        int rows = SlidingWindow.Places(map[1], Kernel, Stride, Padding, CeilMode);
        int columns = SlidingWindow.Places(map[2], Kernel, Stride, Padding, CeilMode);
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
        return nn.functional.max_pool2d(inputs[0], Kernel, Stride, Padding, ceil_mode: CeilMode);
    }
}
