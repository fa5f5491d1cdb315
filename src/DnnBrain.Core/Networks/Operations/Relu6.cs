using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>min(max(x, 0), 6), as <c>torch.nn.ReLU6</c>.</summary>
public sealed record Relu6 : Pointwise
{
    /// <inheritdoc/>
    public override string Kind => "relu6";

    /// <inheritdoc/>
    protected override Tensor Apply(Tensor input) => nn.functional.relu6(input);
}
