using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary><see cref="LayerNorm"/> over the channels of a map, for each place by itself: torchvision's <c>LayerNorm2d</c>.</summary>
/// <param name="Epsilon">Added to the variance, which is over n.</param>
public sealed record LayerNorm2d(double Epsilon) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "layer_norm";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => RequireSingle(inputs, rank: 3);

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        var channels = new TensorShape(RequireSingle(inputs, rank: 3)[0]);
        return
        [
            new ParameterDefinition("weight", channels, ConstantInitializer.One),
            new ParameterDefinition("bias", channels, ConstantInitializer.Zero),
        ];
    }

    /// <inheritdoc/>
    public override WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs) => WindowGeometry.Point;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        using Tensor last = inputs[0].permute([0, 2, 3, 1]);
        using Tensor normalized = nn.functional.layer_norm(last, [last.shape[3]], parameters[0], parameters[1], Epsilon);
        return normalized.permute([0, 3, 1, 2]);
    }
}
