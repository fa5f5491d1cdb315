using MathNet.Numerics.Distributions;

namespace DnnBrain.Statistics.Inference;

/// <summary>Confidence intervals from the draws of a bootstrap.</summary>
public static class BootstrapInterval
{
    // A quantile this far out is the outermost draw, and the normal distribution has an end in float64.
    private const double HighestLevel = 1 - 1e-15;

    /// <summary>The level at which quantiles of draws of so few units cover what they are to cover.</summary>
    /// <param name="level">The share that the interval is to cover, between 0 and 1.</param>
    /// <param name="count">The number n of units that were drawn, 2 or more.</param>
    /// <param name="degreesOfFreedom">The degrees of freedom of the standard error, at most n − 1.</param>
    /// <returns>2Φ(√(n/(n − 1)) t) − 1 with the quantile t of these degrees of freedom: 0.972 for 0.95, 16 units and 15.</returns>
    /// <remarks>
    /// Draws of n units spread too little by √((n − 1)/n), and quantiles do not know that the spread itself is uncertain, which t does: for a mean of normal values and n − 1 degrees of freedom the
    /// quantiles at this level are the t interval. Hesterberg 2015, The American Statistician 69, 371–386, https://doi.org/10.1080/00031305.2015.1089789 (expanded percentile interval).
    /// </remarks>
    public static double ExpandedLevel(double level, int count, double degreesOfFreedom)
    {
        ThrowIfNoLevel(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        double limit = Math.Sqrt(count / (count - 1.0)) * StudentDistribution.Quantile((1 + level) / 2, degreesOfFreedom);
        return Math.Min(1 - (2 * Normal.CDF(0, 1, -limit)), HighestLevel);
    }

    /// <summary>The quantiles (1 − level)/2 and (1 + level)/2 of the draws.</summary>
    /// <param name="draws">The value under every draw; NaN is left out.</param>
    /// <param name="level">The share that the interval is to cover, between 0 and 1.</param>
    /// <remarks>Between two draws linearly interpolated (type 7 of Hyndman and Fan, as NumPy's default). O(n log n).</remarks>
    public static Interval Percentile(ReadOnlySpan<double> draws, double level)
    {
        ThrowIfNoLevel(level);
        double[] sorted = Sorted(draws);
        return sorted.Length == 0 ? Interval.None : new Interval(Quantile(sorted, (1 - level) / 2), Quantile(sorted, (1 + level) / 2));
    }

    /// <summary>Bias-corrected and accelerated quantiles of the draws.</summary>
    /// <param name="draws">The value under every draw; NaN is left out.</param>
    /// <param name="observed">The observed value.</param>
    /// <param name="jackknife">The value without each unit in turn; NaN is left out.</param>
    /// <param name="level">The share that the interval is to cover, between 0 and 1.</param>
    /// <returns>No interval where all draws lie on one side of the observed value.</returns>
    /// <remarks>
    /// z₀ = Φ⁻¹(share of draws below the observed value; draws equal to it count half), a = Σd³ / (6 (Σd²)^1.5) with d = mean of the jackknife − jackknife,
    /// and the quantiles Φ(z₀ + (z₀ ± z)/(1 − a (z₀ ± z))). Efron 1987, Journal of the American Statistical Association 82, 171–185.
    /// </remarks>
    public static Interval Bca(ReadOnlySpan<double> draws, double observed, ReadOnlySpan<double> jackknife, double level)
    {
        ThrowIfNoLevel(level);
        double[] sorted = Sorted(draws);
        double below = 0;
        foreach (double draw in sorted)
        {
            below += draw < observed ? 1 : draw == observed ? 0.5 : 0;
        }

        double bias = Normal.InvCDF(0, 1, sorted.Length == 0 ? 0 : below / sorted.Length);
        if (!double.IsFinite(bias) || double.IsNaN(observed))
        {
            return Interval.None;
        }

        double acceleration = Acceleration(jackknife);
        double z = Normal.InvCDF(0, 1, (1 + level) / 2);
        return new Interval(Quantile(sorted, Adjusted(bias - z)), Quantile(sorted, Adjusted(bias + z)));

        double Adjusted(double limit) => Normal.CDF(0, 1, bias + (limit / (1 - (acceleration * limit))));
    }

    /// <summary>Estimate ± t × standard error.</summary>
    public static Interval StudentT(double estimate, double standardError, double degreesOfFreedom, double level)
    {
        ThrowIfNoLevel(level);
        if (!(degreesOfFreedom > 0) || !double.IsFinite(standardError))
        {
            return Interval.None;
        }

        double half = StudentDistribution.Quantile((1 + level) / 2, degreesOfFreedom) * standardError;
        return new Interval(estimate - half, estimate + half);
    }

    private static double Acceleration(ReadOnlySpan<double> jackknife)
    {
        double sum = 0;
        int count = 0;
        foreach (double value in jackknife)
        {
            sum += double.IsNaN(value) ? 0 : value;
            count += double.IsNaN(value) ? 0 : 1;
        }

        double squares = 0;
        double cubes = 0;
        foreach (double value in jackknife)
        {
            double deviation = double.IsNaN(value) ? 0 : (sum / count) - value;
            squares += deviation * deviation;
            cubes += deviation * deviation * deviation;
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    private static double[] Sorted(ReadOnlySpan<double> draws)
    {
        double[] sorted = [.. draws.ToArray().Where(draw => !double.IsNaN(draw))];
        Array.Sort(sorted);
        return sorted;
    }

    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int lower = Math.Clamp((int)position, 0, sorted.Length - 1);
        int upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }

    /// <summary>Throws where a level is none.</summary>
    internal static void ThrowIfNoLevel(double level)
    {
        if (!(level > 0 && level < 1))
        {
            throw new DnnBrainException(
                "ConfidenceLevelInvalid", ErrorKind.InvalidArgument, FormattableString.Invariant($"The confidence level is {level}; it lies between 0 and 1, as 0.95."), level);
        }
    }
}
