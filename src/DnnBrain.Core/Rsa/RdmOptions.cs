using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;

namespace DnnBrain.Rsa;

/// <summary>How an RDM is made.</summary>
public sealed record RdmOptions
{
    /// <summary>The dissimilarity, <see cref="RdmMetric.Correlation"/> by default.</summary>
    public RdmMetric Metric { get; init; } = RdmMetric.Correlation;

    /// <summary>What is z-scored first; nothing by default.</summary>
    public ZScoring ZScore { get; init; } = ZScoring.None;

    /// <summary>The conditions of the rows, whose means are compared, and their runs; null where each row is a condition.</summary>
    public PatternDesign? Design { get; init; }

    /// <summary>The noise of the units, for dissimilarities that use it: one over all runs, or one a run.</summary>
    public IReadOnlyList<NoiseCovariance> Noise { get; init; } = [];

    /// <summary>What NaN means; that a pattern has no dissimilarities by default.</summary>
    public MissingValue MissingValue { get; init; } = MissingValue.Propagate;

    /// <summary>The prior of Poisson rates.</summary>
    public PoissonPrior PoissonPrior { get; init; } = new();

    /// <summary>
    /// Bytes for patterns at a time, 1 GB by default. A larger set is read several times. The RDM itself takes 4 n² bytes on top.
    /// </summary>
    public long MaxMemory { get; init; } = 1L << 30;
}
