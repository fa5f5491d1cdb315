using DnnBrain.Rsa.Metrics;

namespace DnnBrain.Rsa;

/// <summary>How an RDM is made.</summary>
public sealed record RdmOptions
{
    /// <summary>The dissimilarity, <see cref="RdmMetric.Correlation"/> by default.</summary>
    public RdmMetric Metric { get; init; } = RdmMetric.Correlation;

    /// <summary>What is z-scored first; nothing by default.</summary>
    public ZScoring ZScore { get; init; } = ZScoring.None;

    /// <summary>
    /// Bytes for patterns at a time, 1 GB by default. A larger set is read several times. The RDM itself takes 4 n² bytes on top.
    /// </summary>
    public long MaxMemory { get; init; } = 1L << 30;
}
