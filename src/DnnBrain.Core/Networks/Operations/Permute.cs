using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>A map with its channels moved behind its places, or back: <c>permute(0, 2, 3, 1)</c> and <c>permute(0, 3, 1, 2)</c>.</summary>
/// <param name="Order">What comes out: <see cref="AxisOrder.RowColumnChannel"/> or <see cref="AxisOrder.ChannelRowColumn"/>.</param>
public sealed record Permute(AxisOrder Order) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "permute";

    private bool ChannelsLast => Order == AxisOrder.RowColumnChannel;

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireSingle(inputs);
        AxisOrder from = ChannelsLast ? AxisOrder.ChannelRowColumn : AxisOrder.RowColumnChannel;
        return map.Rank == 3 && map.Order == from
            ? ChannelsLast ? new TensorShape(map[1], map[2], map[0]) { Order = Order } : new TensorShape(map[2], map[0], map[1])
            : throw Mismatch($"to {Order} takes a map of {from}, not {map} of {map.Order}");
    }

    /// <inheritdoc/>
    public override WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return ChannelsLast ? inputs[0].permute([0, 2, 3, 1]) : inputs[0].permute([0, 3, 1, 2]);
    }
}
