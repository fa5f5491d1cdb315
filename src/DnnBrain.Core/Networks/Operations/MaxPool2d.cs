using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>The largest value in a sliding window, as <c>torch.nn.MaxPool2d</c>; windows that would hang over are left out.</summary>
/// <param name="Kernel">Height and width of the window.</param>
/// <param name="Stride">Step in both directions.</param>
public sealed record MaxPool2d(int Kernel, int Stride) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "max_pool2d";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireSingle(inputs, rank: 3);
        return map[1] >= Kernel && map[2] >= Kernel
            ? new TensorShape(map[0], ((map[1] - Kernel) / Stride) + 1, ((map[2] - Kernel) / Stride) + 1)
            : throw Mismatch($"with a window of {Kernel} finds no place on {map}");
    }

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return nn.functional.max_pool2d(inputs[0], Kernel, Stride);
    }
}
