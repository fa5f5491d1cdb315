using System.Globalization;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How well ONE model, fitted on other stimuli and other subjects, predicts ONE region's RDMs.</summary>
public sealed record RsaModelTest
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the model adapts.</summary>
    public required RsaModelKind Kind { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The similarity, for example <c>Spearman</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Mean over subjects of the cross-validated similarity: what the model would score on new stimuli and people.</summary>
    public required double Score { get; init; }

    /// <summary>
    /// The similarity when the model is fitted to and scored on the same data. Biased upwards, the more so the more a model can adapt; to
    /// be compared with <see cref="Score"/>, not reported.
    /// </summary>
    public required double InSampleScore { get; init; }

    /// <summary>The subjects.</summary>
    public required IReadOnlyList<string> Subject { get; init; }

    /// <summary>The cross-validated similarity of each subject, in the order of <see cref="Subject"/>.</summary>
    public required IReadOnlyList<double> SubjectScore { get; init; }

    /// <summary>Standard error of <see cref="Score"/>: of the bootstrap where there is one, else sd/√n over subjects.</summary>
    public required double StandardError { get; init; }

    /// <summary>Confidence interval of <see cref="Score"/> by the bootstrap; none without.</summary>
    public required Interval Confidence { get; init; }

    /// <summary>
    /// Which test <see cref="PValue"/> is of: <c>SignFlip</c> over subjects, or <c>Bootstrap Stimulus</c>, <c>Subject</c> or <c>Both</c>.
    /// </summary>
    public required string Test { get; init; }

    /// <summary>p of <see cref="Score"/> against 0.</summary>
    public required double PValue { get; init; }

    /// <summary><see cref="PValue"/> adjusted over all models × regions of the call.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>Lower bound of the noise ceiling on the same test stimuli: each subject against the pooled others.</summary>
    public required double CeilingLower { get; init; }

    /// <summary>Upper bound of the noise ceiling on the same test stimuli: each subject against all pooled.</summary>
    public required double CeilingUpper { get; init; }

    /// <summary>The names of the model's RDMs.</summary>
    public required IReadOnlyList<string> Component { get; init; }

    /// <summary>The weight of each RDM when the model is fitted to all data; 1 for the one that a choice takes.</summary>
    public required IReadOnlyList<double> Weight { get; init; }

    /// <summary>In which share of folds each RDM had a weight other than 0: how stable a choice is.</summary>
    public required IReadOnlyList<double> Share { get; init; }

    /// <summary>Number of folds over stimuli.</summary>
    public required int FoldCount { get; init; }

    /// <summary>Number of stimuli.</summary>
    public required int StimulusCount { get; init; }

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Model, region, score and adjusted p on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} ({Kind}) × {Region}: {Method} {Score:F3}, p {AdjustedPValue:G2} (adjusted)");
}
