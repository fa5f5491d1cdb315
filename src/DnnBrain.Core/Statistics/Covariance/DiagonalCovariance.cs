namespace DnnBrain.Statistics.Covariance;

/// <summary>The variances Σ xᵢ²/f, and covariances of 0.</summary>
internal sealed class DiagonalCovariance() : CovarianceEstimator("Diagonal", "Diag", "Variances only: units are scaled and not decorrelated.")
{
    internal override bool NeedsCrossProducts => false;

    internal override CovarianceEstimate Estimate(ResidualMoments moments, double degreesOfFreedom) =>
        new([.. moments.SumOfSquares.Select(sum => sum / degreesOfFreedom)], IsDiagonal: true, Shrinkage: 0);
}
