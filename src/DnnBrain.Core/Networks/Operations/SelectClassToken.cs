using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>The class token of tokens: a vector of features.</summary>
public sealed record SelectClassToken : Operation
{
    /// <inheritdoc/>
    public override string Kind => "select";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        (TensorShape tokens, TokenGrid grid) = RequireTokens(inputs);
        return grid.ClassTokens > 0 ? new TensorShape(tokens[1]) : throw Mismatch("takes tokens with a class token");
    }

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0].select(1, 0);
    }
}
