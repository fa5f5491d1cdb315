using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>A fully connected layer with a bias, as <c>torch.nn.Linear</c>.</summary>
/// <param name="OutFeatures">Number of units.</param>
public sealed record Linear(int OutFeatures) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "linear";

    /// <summary>What an untrained network has in it.</summary>
    public WeightInitialization Initialization { get; init; } = WeightInitialization.Default;

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        RequireSingle(inputs, rank: 1);
        return new TensorShape(OutFeatures);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        int inFeatures = RequireSingle(inputs, rank: 1)[0];
        return
        [
            new ParameterDefinition("weight", new TensorShape(OutFeatures, inFeatures), Initialization.Weight(inFeatures, OutFeatures)),
            new ParameterDefinition("bias", new TensorShape(OutFeatures), Initialization.Bias(inFeatures)),
        ];
    }

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        return nn.functional.linear(inputs[0], parameters[0], parameters[1]);
    }
}
