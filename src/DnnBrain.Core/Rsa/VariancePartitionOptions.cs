using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How variance is partitioned.</summary>
/// <remarks>
/// Permutations are of labels, corrected over parts and regions; 1,000 by default, since all sets of groups are regressed again under each.
/// </remarks>
public sealed record VariancePartitionOptions : RsaInferenceOptions
{
    /// <summary>Takes fewer permutations than other tests do.</summary>
    public VariancePartitionOptions()
    {
        Inference = new InferenceOptions { PermutationCount = 1000 };
    }

    /// <summary>Whether ranks of the dissimilarities are regressed in place of their values.</summary>
    public bool Rank { get; init; }

    /// <summary>Whether R² is adjusted for the number of predictors, 1 − (1 − R²)(N − 1)/(N − k − 1), before it is partitioned.</summary>
    public bool AdjustRSquared { get; init; }

    /// <summary>How intervals are made.</summary>
    public IntervalMethod Interval { get; init; } = IntervalMethod.StudentT;

    private protected override IntervalMethod IntervalMethod => Interval;
}
