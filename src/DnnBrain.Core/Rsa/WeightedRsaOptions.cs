using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How RDMs are weighted, scored and tested.</summary>
public sealed record WeightedRsaOptions
{
    /// <summary>Penalties to choose among by default, in units of one RDM's squared length.</summary>
    public static IReadOnlyList<double> DefaultAlpha { get; } = Array.AsReadOnly([0.001, 0.01, 0.1, 1, 10]);

    /// <summary>How weights are fitted, not negative by default.</summary>
    public RsaWeighting Weighting { get; init; } = RsaWeighting.NonNegative;

    /// <summary>Penalties to choose among, for ridge.</summary>
    public IReadOnlyList<double> Alpha { get; init; } = DefaultAlpha;

    /// <summary>The similarity, one that is a product of two vectors; <see cref="RdmComparisonMethod.Spearman"/> by default.</summary>
    public RdmComparisonMethod Method { get; init; } = RdmComparisonMethod.Spearman;

    /// <summary>How stimuli are matched, by id by default.</summary>
    public StimulusAlignment AlignBy { get; init; } = StimulusAlignment.Id;

    /// <summary>Number of folds over stimuli; null for 2 below 12 stimuli, 3 below 24, 4 below 40, else 5.</summary>
    public int? FoldCount { get; init; }

    /// <summary>Number of folds within the training stimuli, in which the penalty is chosen; fewer where folds would have less than three stimuli.</summary>
    public int InnerFoldCount { get; init; } = 4;

    /// <summary>Number of assignments of stimuli to folds over which scores are averaged, 10 by default.</summary>
    public int RepetitionCount { get; init; } = 10;

    /// <summary>Label permutations and sign flips: number, seed, side, correction over regions.</summary>
    public InferenceOptions Inference { get; init; } = new() { PermutationCount = 1000 };

    /// <summary>What a bootstrap draws anew; none by default.</summary>
    public BootstrapFactor Bootstrap { get; init; } = BootstrapFactor.None;

    /// <summary>Number of bootstrap draws.</summary>
    public int BootstrapCount { get; init; } = new BootstrapOptions().Count;

    /// <summary>The share of intervals that cover the truth.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;
}
