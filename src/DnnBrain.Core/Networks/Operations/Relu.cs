using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>max(x, 0), as <c>torch.nn.ReLU</c>.</summary>
public sealed record Relu : Pointwise
{
    /// <inheritdoc/>
    public override string Kind => "relu";

    /// <inheritdoc/>
    internal override bool GivesOwnMemory => true;

    /// <inheritdoc/>
    internal override Tensor? Overwrite(IReadOnlyList<Tensor> inputs, int input) => inputs[input].relu_().alias();

    /// <inheritdoc/>
    protected override Tensor Apply(Tensor input) => nn.functional.relu(input);
}
