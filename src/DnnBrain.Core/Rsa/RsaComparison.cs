using System.Globalization;

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

    /// <summary><see cref="PValue"/> adjusted over all layers × regions of the call by the maximum statistic.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>p of <see cref="Correlation"/> by sign flips over subjects; NaN for one subject or without permutations.</summary>
    /// <remarks>Whether the relation holds in the population of subjects, for these stimuli. Never below 2^−n for n subjects.</remarks>
    public required double SubjectPValue { get; init; }

    /// <summary><see cref="SubjectPValue"/> adjusted over all layers × regions of the call by the maximum statistic.</summary>
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

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Layer, region, correlation and adjusted p on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} × {Region}: {Method} {Correlation:F3}, p {AdjustedPValue:G2} (adjusted)");
}
