using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// How much each token attends to each other, softmax(q kᵀ / √d) for every head: Vaswani et al. (2017), arXiv:1706.03762. The input
/// has queries, keys and values behind each other, token × 3·features; the output is head × query × key.
/// </summary>
/// <param name="Heads">Number of heads; divides the features. Each has d = features / heads of them.</param>
public sealed record AttentionProbabilities(int Heads) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "attention_probabilities";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape tokens = RequireTokens(inputs).Shape;
        return tokens[1] % (3 * Heads) == 0
            ? new TensorShape(Heads, tokens[0], tokens[0]) { Order = AxisOrder.HeadQueryKey }
            : throw Mismatch($"with {Heads} heads cannot cut {tokens[1]} features into queries, keys and values");
    }

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var scope = NewDisposeScope();
        Tensor query = HeadsOf(inputs[0], part: 0, Heads);
        Tensor key = HeadsOf(inputs[0], part: 1, Heads);
        Tensor scores = matmul(query * (1 / Math.Sqrt(query.shape[3])), key.transpose(2, 3));
        return nn.functional.softmax(scores, dim: 3).MoveToOuterDisposeScope();
    }

    /// <summary>Queries (0), keys (1) or values (2) as batch × head × token × feature, sharing memory.</summary>
    internal static Tensor HeadsOf(Tensor projected, int part, int heads)
    {
        long features = projected.shape[2] / 3;
        using Tensor third = projected.narrow(2, part * features, features);
        using Tensor cut = third.reshape([third.shape[0], third.shape[1], heads, features / heads]);
        return cut.transpose(1, 2);
    }
}
