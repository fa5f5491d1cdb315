using System.Globalization;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How similar the true model would be to ONE region's RDMs, given how subjects differ.</summary>
public sealed record RsaNoiseCeiling
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The similarity, for example <c>Spearman</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Mean similarity of each subject with the pooled others; an underestimate. NaN for one subject.</summary>
    public required double Lower { get; init; }

    /// <summary>Mean similarity of each subject with all subjects pooled; an overestimate. NaN for one subject.</summary>
    public required double Upper { get; init; }

    /// <summary>Confidence interval of <see cref="Lower"/>; none without a bootstrap.</summary>
    public required Interval LowerConfidence { get; init; }

    /// <summary>Confidence interval of <see cref="Upper"/>; none without a bootstrap.</summary>
    public required Interval UpperConfidence { get; init; }

    /// <summary>How subjects are pooled, in words.</summary>
    public required string Pool { get; init; }

    /// <summary>What the bootstrap drew.</summary>
    public required BootstrapFactor Bootstrap { get; init; }

    /// <summary>Number of bootstrap draws; 0 for none.</summary>
    public required int BootstrapCount { get; init; }

    /// <summary>The subjects.</summary>
    public required IReadOnlyList<string> Subject { get; init; }

    /// <summary>Number of stimuli.</summary>
    public required int StimulusCount { get; init; }

    /// <summary>Number of pairs of stimuli that all RDMs of the call have.</summary>
    public required int PairCount { get; init; }

    /// <summary>How the result was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Region and both bounds on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Region}: {Method} {Lower:F3} to {Upper:F3}");
}
