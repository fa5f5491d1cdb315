using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;
using DnnBrain.Statistics;

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
    /// What an RDM may take beside its input: the RDM, what is known of all units, and blocks of patterns; without a limit, the default,
    /// patterns take 1 GB. Where they do not fit, they are read several times, to the same bits.
    /// </summary>
    public MemoryLimit Memory { get; init; } = MemoryLimit.None;
}
