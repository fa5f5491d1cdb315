using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// (x − mean) / √(variance + ε) · weight + bias over the last axis, for each position by itself, as <c>torch.nn.LayerNorm</c>: Ba,
/// Kiros &amp; Hinton (2016), arXiv:1607.06450. For tokens, maps with channels last, and vectors.
/// </summary>
/// <param name="Epsilon">Added to the variance, which is over n.</param>
public sealed record LayerNorm(double Epsilon = 1e-5) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "layer_norm";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => RequireFeatures(inputs);

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        var features = new TensorShape(RequireFeatures(inputs).Sizes[^1]);
        return
        [
            new ParameterDefinition("weight", features, ConstantInitializer.One),
            new ParameterDefinition("bias", features, ConstantInitializer.Zero),
        ];
    }

    /// <inheritdoc/>
    public override WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        return nn.functional.layer_norm(inputs[0], [inputs[0].shape[^1]], parameters[0], parameters[1], Epsilon);
    }
}
