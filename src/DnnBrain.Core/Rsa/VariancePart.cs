using System.Globalization;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>ONE part of the variance of ONE region's RDMs that groups of model RDMs explain.</summary>
public sealed record VariancePart
{
    /// <summary>The groups of the part, joined by <c>&amp;</c>; <c>Total</c> for all parts together.</summary>
    public required string Name { get; init; }

    /// <summary>Unique, shared or total.</summary>
    public required VariancePartKind Kind { get; init; }

    /// <summary>The groups of the part.</summary>
    public required IReadOnlyList<string> Group { get; init; }

    /// <summary>The region, or region and time.</summary>
    public required string Region { get; init; }

    /// <summary>
    /// Mean over subjects of the part of R²: a share of the variance of the region's dissimilarities. A shared part may be negative; it is
    /// never clipped.
    /// </summary>
    public required double RSquared { get; init; }

    /// <summary>Whether R² is adjusted for the number of predictors.</summary>
    public required bool IsAdjusted { get; init; }

    /// <summary>The subjects.</summary>
    public required IReadOnlyList<string> Subject { get; init; }

    /// <summary>The part in each subject, in the order of <see cref="Subject"/>.</summary>
    public required IReadOnlyList<double> SubjectRSquared { get; init; }

    /// <summary>Standard error of <see cref="RSquared"/>: of the bootstrap where there is one, else sd/√n over subjects.</summary>
    public required double StandardError { get; init; }

    /// <summary>Confidence interval by the bootstrap; none without.</summary>
    public required Interval Confidence { get; init; }

    /// <summary>
    /// p of the permutation of stimulus labels. For a unique part the hypothesis is that the group adds nothing to the others; for shared
    /// parts and the total that no group has to do with the region.
    /// </summary>
    public required double PValue { get; init; }

    /// <summary><see cref="PValue"/> adjusted over all parts × regions of the call.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>Number of label permutations.</summary>
    public required long PermutationCount { get; init; }

    /// <summary>Number of stimuli.</summary>
    public required int StimulusCount { get; init; }

    /// <summary>Number of pairs of stimuli that were regressed.</summary>
    public required int PairCount { get; init; }

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Part, region, value and adjusted p on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} ({Kind}) × {Region}: R² {RSquared:F3}, p {AdjustedPValue:G2} (adjusted)");
}
