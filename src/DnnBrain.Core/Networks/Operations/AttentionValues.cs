using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// The values of all tokens, weighted by attention: the heads' answers behind each other, before the output projection mixes
/// them. The first input is <see cref="AttentionProbabilities"/>, the second what that was computed from.
/// </summary>
public sealed record AttentionValues : Operation
{
    /// <inheritdoc/>
    public override string Kind => "attention_values";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs is [{ Order: AxisOrder.HeadQueryKey } heads, { Order: AxisOrder.TokenFeature } tokens]
            && heads[1] == tokens[0] && tokens[1] % (3 * heads[0]) == 0
            ? tokens.WithSizes(tokens[0], tokens[1] / 3)
            : throw Mismatch($"takes head × query × key and token × feature, not {(inputs.Count == 0 ? "none" : string.Join(" and ", inputs))}");
    }

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using Tensor values = AttentionProbabilities.HeadsOf(inputs[1], part: 2, (int)inputs[0].shape[1]);
        using Tensor weighted = matmul(inputs[0], values);
        using Tensor tokens = weighted.transpose(1, 2);
        return tokens.flatten(2);
    }
}
