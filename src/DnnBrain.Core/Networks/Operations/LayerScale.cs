using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>A learned factor for each channel of a map: Touvron et al. (2021), arXiv:2103.17239.</summary>
/// <param name="ParameterName">The factors' name in official files.</param>
/// <param name="Initial">What they begin with.</param>
public sealed record LayerScale(string ParameterName, float Initial) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "layer_scale";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => RequireSingle(inputs, rank: 3);

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs) =>
        [new ParameterDefinition(ParameterName, new TensorShape(RequireSingle(inputs, rank: 3)[0], 1, 1), new ConstantInitializer(Initial))];

    /// <inheritdoc/>
    public override WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        return inputs[0] * parameters[0];
    }
}
