using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>1 / (1 + e^−x), as <c>torch.nn.Sigmoid</c>.</summary>
public sealed record Sigmoid : Pointwise
{
    /// <inheritdoc/>
    public override string Kind => "sigmoid";

    /// <inheritdoc/>
    protected override Tensor Apply(Tensor input) => nn.functional.sigmoid(input);
}
