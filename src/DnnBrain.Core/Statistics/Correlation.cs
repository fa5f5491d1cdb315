using System.Numerics.Tensors;

namespace DnnBrain.Statistics;

/// <summary>Correlation of two samples.</summary>
public static class Correlation
{
    /// <summary>Pearson's product-moment correlation r = Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)² Σ(y−ȳ)²).</summary>
    /// <returns>r in [−1, 1]; NaN where a sample is constant, empty or holds a NaN.</returns>
    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"The samples have {x.Length} and {y.Length} values.", nameof(y));
        }

        double[] u = new double[x.Length];
        double[] v = new double[y.Length];
        return Standardization.ToUnitVector(x, u) && Standardization.ToUnitVector(y, v)
            ? Math.Clamp(TensorPrimitives.Dot<double>(u, v), -1, 1)
            : double.NaN;
    }

    /// <summary>Spearman's rank correlation: Pearson's r of the mid-ranks.</summary>
    /// <inheritdoc cref="Pearson"/>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double[] u = new double[x.Length];
        double[] v = new double[y.Length];
        Ranks.MidRanks(x, u);
        Ranks.MidRanks(y, v);
        return Pearson(u, v);
    }

    /// <summary>Kendall's τ-a: concordant minus discordant pairs, as a share of all pairs of values.</summary>
    /// <returns>τ in [−1, 1]; tied pairs count for neither. NaN for fewer than two values and where a sample holds a NaN.</returns>
    /// <remarks>Pairs are counted exactly. O(n log n), by Knight 1966, https://doi.org/10.1080/01621459.1966.10480879.</remarks>
    /// <inheritdoc cref="Pearson"/>
    public static double KendallTauA(ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        Concordance(x, y) is ({ } u, _, long concordance) ? concordance / (double)KendallSample.Pairs(u.Count) : double.NaN;

    /// <summary>
    /// Kendall's τ-b: concordant minus discordant pairs over √(pairs that x tells apart × pairs that y tells apart).
    /// </summary>
    /// <returns>τ in [−1, 1]; NaN where a sample is constant or holds a NaN.</returns>
    /// <inheritdoc cref="KendallTauA"/>
    public static double KendallTauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        Concordance(x, y) is ({ } u, { } v, long concordance) ? concordance / TauBDenominator(u, v) : double.NaN;

    /// <summary>√(pairs that x tells apart × pairs that y tells apart).</summary>
    internal static double TauBDenominator(KendallSample x, KendallSample y)
    {
        long pairs = KendallSample.Pairs(x.Count);
        return Math.Sqrt(pairs - x.TiedPairCount) * Math.Sqrt(pairs - y.TiedPairCount);
    }

    private static (KendallSample? X, KendallSample? Y, long Concordance) Concordance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"The samples have {x.Length} and {y.Length} values.", nameof(y));
        }

        KendallSample? v = null;
        double[] copy = y.ToArray();
        var other = Task.Run(() => v = KendallSample.Create(copy));
        var u = KendallSample.Create(x);
        other.GetAwaiter().GetResult();
        return u is null || v is null ? default : (u, v, u.Concordance(v.Rank, v.TiedPairCount, (new int[u.Count], new int[u.Count])));
    }
}
