using System.Numerics;
using System.Runtime.InteropServices;

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
            int row = (i * p) + i + 1;
            (double ofSquares, double ofProducts) = Sums(moments.Products.AsSpan(row, p - i - 1), moments.SquareProducts.AsSpan(row, p - i - 1), inverse.AsSpan(i + 1));
            variance[i] = inverse[i] * (ofSquares - (ofProducts / f));
            square[i] = inverse[i] * ofProducts / (f * f);
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

    // Σ of squares' products × scale, Σ products² × scale.
    private static (double OfSquares, double OfProducts) Sums(ReadOnlySpan<double> products, ReadOnlySpan<double> squareProducts, ReadOnlySpan<double> scale)
    {
        ReadOnlySpan<Vector<double>> x = MemoryMarshal.Cast<double, Vector<double>>(products);
        ReadOnlySpan<Vector<double>> y = MemoryMarshal.Cast<double, Vector<double>>(squareProducts)[..x.Length];
        ReadOnlySpan<Vector<double>> s = MemoryMarshal.Cast<double, Vector<double>>(scale)[..x.Length];
        Vector<double> squares = Vector<double>.Zero;
        Vector<double> square = Vector<double>.Zero;
        for (int k = 0; k < x.Length; k++)
        {
            squares += y[k] * s[k];
            square += x[k] * x[k] * s[k];
        }

        (double ofSquares, double ofProducts) = (Vector.Sum(squares), Vector.Sum(square));
        for (int k = x.Length * Vector<double>.Count; k < products.Length; k++)
        {
            ofSquares += squareProducts[k] * scale[k];
            ofProducts += products[k] * products[k] * scale[k];
        }

        return (ofSquares, ofProducts);
    }
}
