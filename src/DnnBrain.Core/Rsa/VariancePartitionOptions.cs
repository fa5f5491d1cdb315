using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How variance is partitioned.</summary>
public sealed record VariancePartitionOptions
{
    /// <summary>Whether ranks of the dissimilarities are regressed in place of their values.</summary>
    public bool Rank { get; init; }

    /// <summary>Whether R² is adjusted for the number of predictors, 1 − (1 − R²)(N − 1)/(N − k − 1), before it is partitioned.</summary>
    public bool AdjustRSquared { get; init; }

    /// <summary>How stimuli are matched, by id by default.</summary>
    public StimulusAlignment AlignBy { get; init; } = StimulusAlignment.Id;

    /// <summary>Label permutations: number, seed, side, correction over parts and regions.</summary>
    public InferenceOptions Inference { get; init; } = new() { PermutationCount = 1000 };

    /// <summary>What a bootstrap draws anew; none by default.</summary>
    public BootstrapFactor Bootstrap { get; init; } = BootstrapFactor.None;

    /// <summary>Number of bootstrap draws.</summary>
    public int BootstrapCount { get; init; } = new BootstrapOptions().Count;

    /// <summary>How intervals are made.</summary>
    public IntervalMethod Interval { get; init; } = IntervalMethod.StudentT;

    /// <summary>The share of intervals that cover the truth.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;
}
