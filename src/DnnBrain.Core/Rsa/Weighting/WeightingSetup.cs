using DnnBrain.Rsa.Inference;

namespace DnnBrain.Rsa.Weighting;

/// <summary>What is weighted, by which rule, to predict what.</summary>
/// <param name="Form">What makes the similarity.</param>
/// <param name="StimulusCount">Number of stimuli.</param>
/// <param name="SubjectCount">Number of subjects in all regions together.</param>
/// <param name="Present">Which pairs have a value in all RDMs; null for all.</param>
/// <param name="Components">The model RDMs, condensed.</param>
/// <param name="Regions">The reference RDMs.</param>
/// <param name="Weighting">How weights are fitted.</param>
/// <param name="Alpha">Penalties to choose among; one is taken as it is.</param>
/// <param name="Folds">Assigns stimuli to folds.</param>
internal sealed record WeightingSetup(
    PairForm Form,
    int StimulusCount,
    int SubjectCount,
    bool[]? Present,
    IReadOnlyList<double[]> Components,
    IReadOnlyList<PairRegion> Regions,
    RsaWeighting Weighting,
    IReadOnlyList<double> Alpha,
    IWeightingFolds Folds)
{
    /// <summary>The form in which weights are fitted: a sum of RDMs is not a sum of their ranks.</summary>
    public PairForm FitForm { get; } = Form with { IsRanked = false, IsNormalized = true };

    /// <summary>Bytes of the copies of all RDMs.</summary>
    public long HeldBytes =>
        (Components.Count * PairVector.Bytes(StimulusCount, isRanked: false)) + (References.Count * PairVector.Bytes(StimulusCount, Form.IsRanked));

    /// <summary>The reference RDMs of all regions.</summary>
    public IReadOnlyList<PairVector> References { get; } = [.. Regions.SelectMany(region => region.Vectors)];
}
