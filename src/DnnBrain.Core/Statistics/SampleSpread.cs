namespace DnnBrain.Statistics;

/// <summary>How values of a sample spread.</summary>
internal static class SampleSpread
{
    private const double NormalKurtosis = 3;

    /// <summary>Σ (value − mean)².</summary>
    public static double Squares(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean));
    }

    /// <summary>Variance of the values that are there, n − 1 in the denominator; NaN with fewer than two.</summary>
    public static double Variance(double[] draws)
    {
        double[] there = [.. draws.Where(draw => !double.IsNaN(draw))];
        return there.Length < 2 ? double.NaN : Squares(there) / (there.Length - 1);
    }

    /// <summary>Excess kurtosis, G₂ of Joanes and Gill 1998, The Statistician 47, 183–189: without bias for samples of a normal; 0 where all values are alike.</summary>
    public static double ExcessKurtosis(double[] values)
    {
        double n = values.Length;
        return Squares(values) > 0 ? (n - 1) / ((n - 2) * (n - 3)) * (((n + 1) * (Kurtosis(values) - NormalKurtosis)) + 6) : 0;
    }

    /// <summary>The degrees of freedom of a variance over units that contribute as unequally as these.</summary>
    /// <param name="withoutOne">The value without each of the n units in turn.</param>
    /// <returns>
    /// 2/(2/(n − 1) + (κ − 3)/n) with the kurtosis κ = n Σd⁴/(Σd²)² of the values' deviations d from their mean, which is small for few values, so that 4 subjects have 3: n − 1 for κ ≤ 3, where a value is NaN, and where
    /// all are equal.
    /// </returns>
    /// <remarks>
    /// A variance s² has the degrees of freedom 2 E(s²)²/Var(s²) (Satterthwaite 1946, Biometrics Bulletin 2, 110–114), and Var(s²) = σ⁴ (2/(n − 1) + (κ − 3)/n), for normal contributions
    /// 2σ⁴/(n − 1) (Box, Andersen 1955, Journal of the Royal Statistical Society B 17, 1–26, who correct the degrees of freedom of F so). A few units far from the others have a large κ, and with it
    /// goes the skewness for which t intervals miss more often than they say: for contributions of a gamma distribution, κ = 3 + 1.5 skewness², the quantile of 95 % grows by 0.91 skewness²/n of
    /// itself, where the expansion of symmetric intervals asks for 0.97 (Hall 1988, Journal of the Royal Statistical Society B 50, 35–45).
    /// </remarks>
    public static double DegreesOfFreedom(double[] withoutOne)
    {
        double kurtosis = Kurtosis(withoutOne);
        double normal = withoutOne.Length - 1;
        return kurtosis > NormalKurtosis ? 2 / ((2 / normal) + ((kurtosis - NormalKurtosis) / withoutOne.Length)) : normal;
    }

    // n Σ d⁴/(Σ d²)²; NaN where all values are alike.
    private static double Kurtosis(double[] values)
    {
        double mean = values.Average();
        double squares = Squares(values);
        return values.Length * values.Sum(value => Math.Pow(value - mean, 4)) / (squares * squares);
    }
}
