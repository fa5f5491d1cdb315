using System.Numerics.Tensors;

namespace DnnBrain.Statistics.Covariance;

/// <summary>
/// λ m I + (1 − λ) S/n, times n/f: Ledoit and Wolf 2004, J Multivariate Analysis 88. m is the mean variance, λ = b²/d² with d² = |S/n − m I|² and
/// b² = min(d², Σₖ|xₖxₖᵀ − S/n|²/n²).
/// </summary>
/// <remarks>Σₖ|xₖxₖᵀ − S/n|² = Σₖ|xₖ|⁴ − |S|²/n, so that no product of a single residual is formed.</remarks>
internal sealed class LedoitWolfCovariance() : CovarianceEstimator(
    "LedoitWolf",
    "ShrinkageEye",
    "Shrunk towards equal variances without covariances (Ledoit and Wolf 2004).")
{
    internal override CovarianceEstimate Estimate(ResidualMoments moments, double degreesOfFreedom)
    {
        int p = moments.UnitCount;
        double n = moments.Count;
        double mean = TensorPrimitives.Sum<double>(moments.SumOfSquares) / n / p;
        double squares = moments.SquaredNorm() / (n * n);
        double b2 = (moments.FourthPowers - (n * squares)) / (n * n);
        double d2 = squares - (p * mean * mean);
        double weight = d2 > 0 ? Math.Clamp(b2 / d2, 0, 1) : 1;
        double[] matrix = moments.Scale((1 - weight) / degreesOfFreedom);
        for (int i = 0; i < p; i++)
        {
            matrix[(i * p) + i] += weight * mean * n / degreesOfFreedom;
        }

        return new CovarianceEstimate(matrix, IsDiagonal: false, weight);
    }
}
