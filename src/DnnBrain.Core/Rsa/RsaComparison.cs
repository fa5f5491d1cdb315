using System.Globalization;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How similar ONE model RDM is to ONE region's RDMs, with what a reviewer asks for.</summary>
public sealed record RsaComparison
{
    /// <summary>The model RDM's name: a layer.</summary>
    public required string Name { get; init; }

    /// <summary>Where the model RDM comes from: a network's or a file's name; empty where that is not known.</summary>
    public required string Source { get; init; }

    /// <summary>The reference RDMs' name: a region.</summary>
    public required string Region { get; init; }

    /// <summary>How the RDMs were compared, for example <c>Spearman</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Mean over subjects of the signed correlation.</summary>
    public required double Correlation { get; init; }

    /// <summary>The signed correlation with each subject's RDM, in the order of <see cref="Subject"/>.</summary>
    public required IReadOnlyList<double> SubjectCorrelation { get; init; }

    /// <summary>The subjects; empty text for an RDM that names none.</summary>
    public required IReadOnlyList<string> Subject { get; init; }

    /// <summary>Standard error of <see cref="Correlation"/> over subjects: sd (n − 1) / √n; NaN for one subject.</summary>
    public required double StandardError { get; init; }

    /// <summary>p of <see cref="Correlation"/> by permutation of stimulus labels; NaN without permutations.</summary>
    /// <remarks>Whether the model's geometry has to do with the region's, for these subjects.</remarks>
    public required double PValue { get; init; }

    /// <summary><see cref="PValue"/> adjusted over all layers × regions of the call, by the maximum statistic unless asked otherwise.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>
    /// p of <see cref="Correlation"/> over subjects, by sign flips or Student's t; NaN for one subject and for sign flips without
    /// permutations.
    /// </summary>
    /// <remarks>Whether the relation holds in the population of subjects, for these stimuli. Never below 2^−n for n subjects.</remarks>
    public required double SubjectPValue { get; init; }

    /// <summary>
    /// <see cref="SubjectPValue"/> adjusted over all layers × regions of the call, by the maximum statistic unless asked otherwise.
    /// </summary>
    public required double AdjustedSubjectPValue { get; init; }

    /// <summary>Lower bound of the noise ceiling: each subject against the pooled others. NaN for one subject.</summary>
    public required double CeilingLower { get; init; }

    /// <summary>Upper bound of the noise ceiling: each subject against all pooled. NaN for one subject.</summary>
    public required double CeilingUpper { get; init; }

    /// <summary>Number of label permutations behind <see cref="PValue"/>.</summary>
    public required long PermutationCount { get; init; }

    /// <summary>Number of stimuli that were compared.</summary>
    public required int StimulusCount { get; init; }

    /// <summary>Number of pairs of stimuli that were compared.</summary>
    public required int PairCount { get; init; }

    /// <summary>Number of pairs that were left out, because an RDM of the call has no value for them.</summary>
    public required int DroppedPairCount { get; init; }

    /// <summary>What the bootstrap drew; none without one. It says what the members below generalise to.</summary>
    public BootstrapFactor Bootstrap { get; init; }

    /// <summary>Number of bootstrap draws.</summary>
    public int BootstrapCount { get; init; }

    /// <summary>Confidence interval of <see cref="Correlation"/> by the bootstrap.</summary>
    public Interval Confidence { get; init; } = Interval.None;

    /// <summary>Standard error of <see cref="Correlation"/> by the bootstrap.</summary>
    public double BootstrapStandardError { get; init; } = double.NaN;

    /// <summary>p of <see cref="Correlation"/> against 0 by the bootstrap's standard error.</summary>
    public double BootstrapPValue { get; init; } = double.NaN;

    /// <summary><see cref="BootstrapPValue"/> adjusted over all layers × regions of the call.</summary>
    public double AdjustedBootstrapPValue { get; init; } = double.NaN;

    /// <summary>Two-sided p of the difference between <see cref="Correlation"/> and <see cref="CeilingLower"/> by the bootstrap.</summary>
    /// <remarks>A model that is not different from the lower bound explains what one subject's data tell of another's.</remarks>
    public double CeilingPValue { get; init; } = double.NaN;

    /// <summary><see cref="CeilingPValue"/> adjusted over all layers × regions of the call.</summary>
    public double AdjustedCeilingPValue { get; init; } = double.NaN;

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The bootstrap that the results of one call share.</summary>
    internal ComparisonOrigin? Origin { get; init; }

    /// <summary>Layer, region, correlation and adjusted p on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} × {Region}: {Method} {Correlation:F3}, p {AdjustedPValue:G2} (adjusted)");
}
