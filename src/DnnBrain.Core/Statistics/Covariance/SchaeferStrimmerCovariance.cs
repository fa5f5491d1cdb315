namespace DnnBrain.Statistics.Covariance;

/// <summary>
/// The covariance with correlations multiplied by 1 − λ: Schäfer and Strimmer 2005, Stat Appl Genet Mol Biol 4, target D. λ is the sum over pairs of units of the
/// estimated variance of r, divided by the sum of r², clipped to 0 … 1.
/// </summary>
/// <remarks>
/// With products w of residuals that are scaled to variance 1 by f degrees of freedom, the variance of r is n/f³ (Σw² − (Σw)²/f), as rsatoolbox has it for
/// f = n − 1. The paper subtracts (Σw)²/n; the two λ differ by less than 1/n. Units of variance 0 do not enter λ.
/// </remarks>
internal sealed class SchaeferStrimmerCovariance() : CovarianceEstimator(
    "SchaeferStrimmer",
    "ShrinkageDiag",
    "Correlations shrunk towards 0, variances kept (Schäfer and Strimmer 2005).")
{
    internal override bool NeedsSquareProducts => true;

    internal override CovarianceEstimate Estimate(ResidualMoments moments, double degreesOfFreedom)
    {
        int p = moments.UnitCount;
        double f = degreesOfFreedom;
        double[] inverse = [.. moments.SumOfSquares.Select(sum => sum > 0 ? f / sum : 0)];
        double[] variance = new double[p];
        double[] square = new double[p];
        Parallel.For(0, p, i =>
        {
            for (int j = i + 1; j < p; j++)
            {
                double scale = inverse[i] * inverse[j];
                double products = moments.Products[(i * p) + j];
                double r2 = products * products * scale;
                variance[i] += (moments.SquareProducts[(i * p) + j] * scale) - (r2 / f);
                square[i] += r2 / (f * f);
            }
        });

        // One sum a row, added in order: the same bits for any number of threads.
        double total = square.Sum();
        double weight = total > 0 ? Math.Clamp(moments.Count / (f * f * f) * variance.Sum() / total, 0, 1) : 1;
        double[] matrix = moments.Scale((1 - weight) / f);
        for (int i = 0; i < p; i++)
        {
            matrix[(i * p) + i] = moments.SumOfSquares[i] / f;
        }

        return new CovarianceEstimate(matrix, IsDiagonal: false, weight);
    }
}
