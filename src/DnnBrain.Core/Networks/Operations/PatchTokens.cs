using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>The places of a map as tokens, row by row: channel × row × column becomes token × feature.</summary>
public sealed record PatchTokens : Operation
{
    /// <inheritdoc/>
    public override string Kind => "patch_tokens";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireSingle(inputs, rank: 3);
        return new TensorShape(checked(map[1] * map[2]), map[0]) { Order = AxisOrder.TokenFeature, Tokens = new TokenGrid(0, map[1], map[2]) };
    }

    /// <inheritdoc/>
    public override WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using Tensor places = inputs[0].flatten(2);
        return places.transpose(1, 2);
    }
}
