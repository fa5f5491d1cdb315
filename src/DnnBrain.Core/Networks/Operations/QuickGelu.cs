using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>x · sigmoid(1.702 x), the approximation of <see cref="Gelu"/> that CLIP was trained with.</summary>
public sealed record QuickGelu : Pointwise
{
    /// <inheritdoc/>
    public override string Kind => "quick_gelu";

    /// <inheritdoc/>
    protected override Tensor Apply(Tensor input)
    {
        using Tensor scaled = input * 1.702;
        using Tensor gate = nn.functional.sigmoid(scaled);
        return input * gate;
    }
}
