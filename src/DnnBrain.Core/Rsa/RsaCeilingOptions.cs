using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How noise ceilings are measured.</summary>
public sealed record RsaCeilingOptions
{
    /// <summary>The similarity, one that is a product of two vectors; <see cref="RdmComparisonMethod.Spearman"/> by default.</summary>
    public RdmComparisonMethod Method { get; init; } = RdmComparisonMethod.Spearman;

    /// <summary>How stimuli are matched, by id by default.</summary>
    public StimulusAlignment AlignBy { get; init; } = StimulusAlignment.Id;

    /// <summary>What is drawn for the intervals: stimuli and subjects by default; none for no intervals.</summary>
    public BootstrapOptions Bootstrap { get; init; } = new();

    /// <summary>How intervals are made.</summary>
    public IntervalMethod Interval { get; init; } = IntervalMethod.StudentT;

    /// <summary>The share of intervals that cover the truth.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;
}
