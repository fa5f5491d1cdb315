using DnnBrain.Statistics.Clusters;

namespace DnnBrain.Rsa.Temporal;

/// <summary>How sequences of RDMs over time are compared.</summary>
public sealed record TemporalRsaOptions
{
    /// <summary>Similarity, matching of stimuli, nuisances; number of flips, seed and side of the test.</summary>
    public RsaComparisonOptions Comparison { get; init; } = new();

    /// <summary>What the score of a point in time is: the mass of clusters formed at p &lt; 0.05 by default.</summary>
    public MapStatisticOptions Statistic { get; init; } = new() { Statistic = MapStatistic.ClusterMass, ClusterFormingPValue = 0.05 };

    /// <summary>The times of the RDMs, in any unit; null for those that they have: seconds of time bins, else the numbers in their names.</summary>
    public IReadOnlyList<double>? Time { get; init; }

    /// <summary>Number of bootstrap draws of subjects behind the interval of the peak's time; 1,000 by default.</summary>
    public int BootstrapCount { get; init; } = 1000;

    /// <summary>The share of intervals that cover the truth, 0.95 by default.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;
}
