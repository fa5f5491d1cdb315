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
}
