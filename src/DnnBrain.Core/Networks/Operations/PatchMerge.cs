using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// Four neighbours as one place: half the rows and columns, four times the channels (upper left, lower left, upper right, lower
/// right), a row or column of zeros at the end where the size is odd. Swin's first step between stages: Liu et al. (2021),
/// arXiv:2103.14030.
/// </summary>
public sealed record PatchMerge : Operation
{
    /// <inheritdoc/>
    public override string Kind => "patch_merge";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireChannelsLast(inputs);
        return map.WithSizes((map[0] + 1) / 2, (map[1] + 1) / 2, 4 * map[2]);
    }

    /// <inheritdoc/>
    public override WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs) => new(Kernel: 2, Stride: 2, Padding: 0);

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var scope = NewDisposeScope();
        long rows = inputs[0].shape[1];
        long columns = inputs[0].shape[2];
        Tensor even = nn.functional.pad(inputs[0], [0, 0, 0, columns % 2, 0, rows % 2]);
        rows += rows % 2;
        columns += columns % 2;
        Tensor Every(long row, long column) => even.slice(1, row, rows, 2).slice(2, column, columns, 2);
        return cat([Every(0, 0), Every(1, 0), Every(0, 1), Every(1, 1)], dim: 3).MoveToOuterDisposeScope();
    }
}
