namespace DnnBrain.Statistics.Covariance;

/// <summary>An estimated covariance.</summary>
/// <param name="Matrix">p × p, row-major, symmetric; of a diagonal estimate the p variances.</param>
/// <param name="IsDiagonal">Whether <paramref name="Matrix"/> holds variances only.</param>
/// <param name="Shrinkage">The weight of the target, from 0 to 1; 0 where nothing is shrunk.</param>
internal sealed record CovarianceEstimate(double[] Matrix, bool IsDiagonal, double Shrinkage);
