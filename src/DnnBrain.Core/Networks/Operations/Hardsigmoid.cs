using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>min(max(x + 3, 0), 6) / 6, as <c>torch.nn.Hardsigmoid</c>.</summary>
public sealed record Hardsigmoid : Pointwise
{
    /// <inheritdoc/>
    public override string Kind => "hardsigmoid";

    /// <inheritdoc/>
    protected override Tensor Apply(Tensor input) => nn.functional.hardsigmoid(input);
}
