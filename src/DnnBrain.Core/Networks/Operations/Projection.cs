using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>x · W without a bias, where W is input × output: the way CLIP keeps the projection of its image tower.</summary>
/// <param name="ParameterName">The matrix' name in official files.</param>
/// <param name="OutFeatures">Number of units.</param>
/// <param name="Deviation">Deviation of the normal distribution that an untrained network takes it from.</param>
public sealed record Projection(string ParameterName, int OutFeatures, double Deviation) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "projection";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        RequireSingle(inputs, rank: 1);
        return new TensorShape(OutFeatures);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs) =>
        [new ParameterDefinition(ParameterName, new TensorShape(RequireSingle(inputs, rank: 1)[0], OutFeatures), new NormalInitializer(Deviation))];

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        return matmul(inputs[0], parameters[0]);
    }
}
