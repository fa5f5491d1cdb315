using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How models of a geometry are fitted and scored.</summary>
public sealed record RsaModelTestOptions
{
    /// <summary>The similarity, one that is a product of two vectors; <see cref="RdmComparisonMethod.Spearman"/> by default.</summary>
    public RdmComparisonMethod Method { get; init; } = RdmComparisonMethod.Spearman;

    /// <summary>How stimuli are matched, by id by default.</summary>
    public StimulusAlignment AlignBy { get; init; } = StimulusAlignment.Id;

    /// <summary>Number of folds over stimuli; null for 2 below 12 stimuli, 3 below 24, 4 below 40, else 5.</summary>
    public int? FoldCount { get; init; }

    /// <summary>Number of assignments of stimuli to folds over which scores are averaged, 10 by default.</summary>
    public int RepetitionCount { get; init; } = 10;

    /// <summary>Sign flips over subjects, seed, side, correction.</summary>
    public InferenceOptions Inference { get; init; } = new();

    /// <summary>What a bootstrap draws; none by default.</summary>
    public BootstrapFactor Bootstrap { get; init; } = BootstrapFactor.None;

    /// <summary>Number of bootstrap draws.</summary>
    public int BootstrapCount { get; init; } = new BootstrapOptions().Count;

    /// <summary>The share of intervals that cover the truth.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;
}
