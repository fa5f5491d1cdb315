using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// A place where training drops a whole branch for some of the stimuli: Huang et al. (2016), arXiv:1603.09382, as
/// <c>torchvision.ops.StochasticDepth</c> by row. In evaluation nothing happens.
/// </summary>
/// <param name="Probability">How likely a stimulus loses the branch in training; below 1. The others are scaled up by 1 / (1 − probability).</param>
public sealed record StochasticDepth(double Probability) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "stochastic_depth";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => RequireSingle(inputs);

    /// <inheritdoc/>
    public override WindowGeometry GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0].alias();
    }

    /// <inheritdoc/>
    public override Tensor Train(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        // Dropout of one number a stimulus has 0 or 1 / (1 − p) in it.
        using Tensor one = ones([inputs[0].shape[0], .. Enumerable.Repeat(1L, (int)inputs[0].ndim - 1)], device: inputs[0].device);
        using Tensor kept = nn.functional.dropout(one, Probability, training: true);
        return inputs[0] * kept;
    }
}
