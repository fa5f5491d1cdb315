using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// (x − mean) / √(variance + ε) · weight + bias, where mean and variance (over n) are those of a group of channels over the whole
/// map, as <c>torch.nn.GroupNorm</c>: Wu &amp; He (2018), arXiv:1803.08494.
/// </summary>
/// <param name="Groups">Number of groups, which divides that of the channels.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record GroupNorm(int Groups, double Epsilon = 1e-5) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "group_norm";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape map = RequireSingle(inputs, rank: 3);
        return map[0] % Groups == 0 ? map : throw Mismatch($"cannot put the channels of {map} in {Groups} groups");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        var channels = new TensorShape(RequireSingle(inputs, rank: 3)[0]);
        return [new ParameterDefinition("weight", channels, ConstantInitializer.One), new ParameterDefinition("bias", channels, ConstantInitializer.Zero)];
    }

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        return nn.functional.group_norm(inputs[0], Groups, parameters[0], parameters[1], Epsilon);
    }
}
