namespace DnnBrain.Statistics.Covariance;

/// <summary>S/f with S = Σ x xᵀ and f degrees of freedom. Singular where f is below the number of units.</summary>
internal sealed class FullCovariance() : CovarianceEstimator(
    "Full",
    "Full",
    "Sums of squares and products divided by the degrees of freedom; needs more observations than units.")
{
    internal override CovarianceEstimate Estimate(ResidualMoments moments, double degreesOfFreedom) =>
        new(moments.Scale(1 / degreesOfFreedom), IsDiagonal: false, Shrinkage: 0);
}
