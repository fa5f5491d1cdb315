using System.Globalization;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How well weighted model RDMs predict ONE region's RDMs of other stimuli and other subjects than they were weighted on.</summary>
public sealed record WeightedRsa
{
    /// <summary>The name of the weighted sum.</summary>
    public required string Name { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>How weights were fitted.</summary>
    public required RsaWeighting Weighting { get; init; }

    /// <summary>The similarity, for example <c>Spearman</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Mean over subjects of the cross-validated similarity.</summary>
    public required double Score { get; init; }

    /// <summary>
    /// The similarity when weights are fitted to and scored on the same data: biased upwards, to be compared with <see cref="Score"/>, not
    /// reported.
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

    /// <summary>p of <see cref="Score"/> by permutation of stimulus labels, weights fitted again under each.</summary>
    public required double PValue { get; init; }

    /// <summary><see cref="PValue"/> adjusted over all regions of the call.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>
    /// p of <see cref="Score"/> above 0 in the population of subjects, by sign flips. NaN for one subject, and for similarities of which 0
    /// means nothing.
    /// </summary>
    public required double SubjectPValue { get; init; }

    /// <summary><see cref="SubjectPValue"/> adjusted over all regions of the call.</summary>
    public required double AdjustedSubjectPValue { get; init; }

    /// <summary>Lower bound of the noise ceiling, in the same similarity on the same folds: each subject against the pooled others.</summary>
    public required double CeilingLower { get; init; }

    /// <summary>Upper bound of the noise ceiling on the same folds: each subject against all pooled.</summary>
    public required double CeilingUpper { get; init; }

    /// <summary>The names of the RDMs.</summary>
    public required IReadOnlyList<string> Component { get; init; }

    /// <summary>
    /// The weight of each RDM when fitted to all stimuli and subjects: of RDMs divided by their spread, scaled so that the sizes sum to 1;
    /// all 0 where nothing fits.
    /// </summary>
    public required IReadOnlyList<double> Weight { get; init; }

    /// <summary>Standard deviation of each weight over <see cref="Fold"/>: how stable it is.</summary>
    public required IReadOnlyList<double> WeightDeviation { get; init; }

    /// <summary>The penalty of the fit to all data, chosen by cross-validation over stimuli; 0 without a penalty.</summary>
    public required double Alpha { get; init; }

    /// <summary>Every fit of the cross-validation.</summary>
    public required IReadOnlyList<WeightedRsaFold> Fold { get; init; }

    /// <summary>The weighted sum of all RDMs by <see cref="Weight"/>; null where all are 0.</summary>
    public required Rdm? Prediction { get; init; }

    /// <summary>Number of folds over stimuli.</summary>
    public required int FoldCount { get; init; }

    /// <summary>Number of label permutations.</summary>
    public required long PermutationCount { get; init; }

    /// <summary>Number of stimuli.</summary>
    public required int StimulusCount { get; init; }

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Name, region, score and adjusted p on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} × {Region}: {Method} {Score:F3}, p {AdjustedPValue:G2} (adjusted)");
}
