using DnnBrain.Rsa.Conditions;
using DnnBrain.Statistics.Covariance;

namespace DnnBrain.Rsa.Noise;

/// <summary>How a noise covariance is estimated.</summary>
public sealed record NoiseOptions
{
    /// <summary>The estimator, <see cref="CovarianceEstimator.SchaeferStrimmer"/> by default.</summary>
    public CovarianceEstimator Estimator { get; init; } = CovarianceEstimator.SchaeferStrimmer;

    /// <summary>
    /// The conditions and runs of the rows, whose means are taken away: noise is what differs between repeats. Null where the rows are residuals,
    /// from which their common mean is taken.
    /// </summary>
    public PatternDesign? Design { get; init; }

    /// <summary>Whether one covariance a run is made instead of one over all runs.</summary>
    public bool PerRun { get; init; }

    /// <summary>
    /// What sums of squares are divided by; null for the number of rows minus the number of means taken away. Residuals of a regression have fewer: the
    /// number of scans minus that of regressors.
    /// </summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>Bytes for patterns at a time, 1 GB by default. The covariance takes up to 24 p² bytes on top.</summary>
    public long MaxMemory { get; init; } = 1L << 30;
}
