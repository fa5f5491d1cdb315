namespace DnnBrain.Statistics;

/// <summary>Distances of two distributions, as counts in the same bins.</summary>
public static class HistogramDistance
{
    /// <summary>The Wasserstein-1 distance: how far, on average, mass has to be moved from the one distribution to the other.</summary>
    /// <param name="x">Counts or shares, none negative; divided by their sum.</param>
    /// <param name="y">The same for the other distribution.</param>
    /// <param name="binWidth">The width of a bin, in the unit of the values.</param>
    /// <returns>In the unit of the values; 0 for equal shares. NaN where one distribution is empty.</returns>
    /// <remarks>
    /// Σ |cumulative share of x − that of y| × width: SciPy's wasserstein_distance with all mass at the centres of bins, so within one
    /// bin's width of that of the values themselves. O(bins).
    /// </remarks>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double Wasserstein(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double binWidth)
    {
        (double sumOfX, double sumOfY) = Sums(x, y);
        double cumulated = 0;
        double distance = 0;
        for (int i = 0; i < x.Length; i++)
        {
            cumulated += (x[i] / sumOfX) - (y[i] / sumOfY);
            distance += Math.Abs(cumulated);
        }

        return distance * binWidth;
    }

    /// <summary>
    /// The Jensen-Shannon distance √(Σ p ln(p/m) + Σ q ln(q/m))/√2 with m = (p + q)/2, natural logarithm, as SciPy's jensenshannon.
    /// </summary>
    /// <inheritdoc cref="Wasserstein"/>
    /// <returns>From 0 for equal shares to √ln 2 for distributions that share no bin. NaN where one is empty.</returns>
    /// <remarks>Endres, Schindelin 2003, https://doi.org/10.1109/TIT.2003.813506. O(bins).</remarks>
    public static double JensenShannon(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (double sumOfX, double sumOfY) = Sums(x, y);
        double divergence = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double p = x[i] / sumOfX;
            double q = y[i] / sumOfY;
            double middle = (p + q) / 2;
            divergence += (p > 0 ? p * Math.Log(p / middle) : 0) + (q > 0 ? q * Math.Log(q / middle) : 0);
        }

        // Equal shares may leave a sum of −1e-17.
        return double.IsNaN(sumOfX / sumOfX) || double.IsNaN(sumOfY / sumOfY) ? double.NaN : Math.Sqrt(Math.Max(0, divergence / 2));
    }

    private static (double X, double Y) Sums(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"The distributions have {x.Length} and {y.Length} bins.", nameof(y));
        }

        return (System.Numerics.Tensors.TensorPrimitives.Sum(x), System.Numerics.Tensors.TensorPrimitives.Sum(y));
    }
}
