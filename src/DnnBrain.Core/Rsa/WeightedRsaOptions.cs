using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How RDMs are weighted, scored and tested.</summary>
/// <remarks>Permutations are of labels, and sign flips over subjects; 1,000 by default, since weights are fitted again under each.</remarks>
public sealed record WeightedRsaOptions : RsaInferenceOptions
{
    /// <summary>Takes fewer permutations than other tests do.</summary>
    public WeightedRsaOptions()
    {
        Inference = new InferenceOptions { PermutationCount = 1000 };
    }

    /// <summary>Penalties to choose among by default, in units of one RDM's squared length.</summary>
    public static IReadOnlyList<double> DefaultAlpha { get; } = Array.AsReadOnly([0.001, 0.01, 0.1, 1, 10]);

    /// <summary>How weights are fitted, not negative by default.</summary>
    public RsaWeighting Weighting { get; init; } = RsaWeighting.NonNegative;

    /// <summary>Penalties to choose among, for ridge.</summary>
    public IReadOnlyList<double> Alpha { get; init; } = DefaultAlpha;

    /// <summary>The similarity, one that is a product of two vectors; <see cref="RdmComparisonMethod.Spearman"/> by default.</summary>
    public RdmComparisonMethod Method { get; init; } = RdmComparisonMethod.Spearman;

    /// <summary>Number of folds over stimuli; null for 2 below 12 stimuli, 3 below 24, 4 below 40, else 5.</summary>
    public int? FoldCount { get; init; }

    /// <summary>
    /// Number of folds within the training stimuli, in which the penalty is chosen; fewer where folds would have less than three stimuli.
    /// </summary>
    public int InnerFoldCount { get; init; } = 4;

    /// <summary>Number of assignments of stimuli to folds over which scores are averaged, 10 by default.</summary>
    public int RepetitionCount { get; init; } = 10;
}
