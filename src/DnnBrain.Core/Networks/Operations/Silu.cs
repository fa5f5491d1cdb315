using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>x / (1 + e^−x), as <c>torch.nn.SiLU</c>.</summary>
public sealed record Silu : Pointwise
{
    /// <inheritdoc/>
    public override string Kind => "silu";

    /// <inheritdoc/>
    protected override Tensor Apply(Tensor input) => nn.functional.silu(input);
}
