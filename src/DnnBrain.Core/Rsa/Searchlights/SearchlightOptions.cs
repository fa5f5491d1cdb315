using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;
using DnnBrain.Statistics;

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

    /// <summary>
    /// What a searchlight may take beside its input: models and maps, what threads work with, and the patterns of as many centres as fit;
    /// without a limit, the default, patterns take 1 GB. A limit decides how many threads there are, and then how many blocks of centres,
    /// and changes no bit.
    /// </summary>
    public MemoryLimit Memory { get; init; } = MemoryLimit.None;

    /// <summary>The number of threads; all cores by default.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;
}
