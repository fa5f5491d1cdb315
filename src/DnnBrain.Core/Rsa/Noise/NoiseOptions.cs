using DnnBrain.Rsa.Conditions;
using DnnBrain.Statistics;
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
    /// What sums of squares are divided by; null for the number of rows minus the number of means taken away. Residuals of a regression
    /// have fewer: the number of scans minus that of regressors.
    /// </summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>
    /// What an estimate may take beside its input: the covariance and what it is estimated from (up to 24 p² bytes), a mean a condition and
    /// run, and a block of rows. How many rows a block has does not depend on the memory: it decides how sums are rounded.
    /// </summary>
    public MemoryLimit Memory { get; init; } = MemoryLimit.None;
}
