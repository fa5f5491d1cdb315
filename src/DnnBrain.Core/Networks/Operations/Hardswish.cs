using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>x · min(max(x + 3, 0), 6) / 6, as <c>torch.nn.Hardswish</c>.</summary>
public sealed record Hardswish : Pointwise
{
    /// <inheritdoc/>
    public override string Kind => "hardswish";

    /// <inheritdoc/>
    protected override Tensor Apply(Tensor input) => nn.functional.hardswish(input);
}
