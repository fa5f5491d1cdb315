using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>How a searchlight compares the patterns around each centre with models.</summary>
public sealed record SearchlightOptions
{
    /// <summary>The dissimilarity of the patterns around a centre, <see cref="RdmMetric.Correlation"/> by default.</summary>
    public RdmMetric Metric { get; init; } = RdmMetric.Correlation;

    /// <summary>The similarity of RDMs, <see cref="RdmComparisonMethod.Spearman"/> by default.</summary>
    public RdmComparisonMethod Method { get; init; } = RdmComparisonMethod.Spearman;

    /// <summary>RDMs whose share in the relation is taken out; none by default. For Pearson and Spearman.</summary>
    public IReadOnlyList<Rdm> Nuisance { get; init; } = [];

    /// <summary>The conditions of the rows, whose means are compared, and their runs; null where each row is a condition.</summary>
    public PatternDesign? Design { get; init; }

    /// <summary>The noise of the units, a diagonal one, for dissimilarities that use it.</summary>
    public IReadOnlyList<NoiseCovariance> Noise { get; init; } = [];

    /// <summary>How stimuli are matched, by id by default.</summary>
    public StimulusAlignment AlignBy { get; init; } = StimulusAlignment.Id;

    /// <summary>Bytes for patterns and what threads work with, 1 GB by default. Where they do not fit, centres are done block by block.</summary>
    public long MaxMemory { get; init; } = 1L << 30;

    /// <summary>The number of threads; all cores by default.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;
}
