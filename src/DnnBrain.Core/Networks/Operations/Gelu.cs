using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// x · Φ(x), where Φ is the normal distribution function, as <c>torch.nn.GELU</c>: Hendrycks &amp; Gimpel (2016), arXiv:1606.08415.
/// </summary>
public sealed record Gelu : Pointwise
{
    /// <inheritdoc/>
    public override string Kind => "gelu";

    /// <inheritdoc/>
    protected override Tensor Apply(Tensor input) => nn.functional.gelu(input);
}
