using DnnBrain.Networks.Initialization;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Networks.Operations;

/// <summary>
/// A fully connected layer, as <c>torch.nn.Linear</c>: of a vector, or of the features of each token or each place by itself.
/// </summary>
/// <param name="OutFeatures">Number of units.</param>
/// <param name="HasBias">Whether each unit has a bias.</param>
public sealed record Linear(int OutFeatures, bool HasBias = true) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "linear";

    /// <summary>What an untrained network has in it.</summary>
    public WeightInitialization Initialization { get; init; } = WeightInitialization.Default;

    /// <summary>The weights' name in official files, behind the module's path.</summary>
    public string WeightName { get; init; } = "weight";

    /// <summary>The biases' name in official files, behind the module's path.</summary>
    public string BiasName { get; init; } = "bias";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape input = RequireFeatures(inputs);
        return input.WithSizes([.. input.Sizes.SkipLast(1), OutFeatures]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDefinition> GetParameters(IReadOnlyList<TensorShape> inputs)
    {
        int inFeatures = RequireFeatures(inputs).Sizes[^1];
        var weight = new ParameterDefinition(WeightName, new TensorShape(OutFeatures, inFeatures), Initialization.Weight(inFeatures, OutFeatures));
        return HasBias
            ? [weight, new ParameterDefinition(BiasName, new TensorShape(OutFeatures), Initialization.Bias(inFeatures))]
            : [weight];
    }

    /// <inheritdoc/>
    public override WindowGeometry? GetWindow(IReadOnlyList<TensorShape> inputs) =>
        RequireFeatures(inputs).Rank > 1 ? WindowGeometry.Point : null;

    /// <inheritdoc/>
    internal override bool GivesOwnMemory => true;

    /// <inheritdoc/>
    public override Tensor Apply(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(parameters);
        return nn.functional.linear(inputs[0], parameters[0], HasBias ? parameters[1] : null);
    }
}
