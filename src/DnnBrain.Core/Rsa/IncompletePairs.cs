using System.Buffers;
using DnnBrain.Rsa.Metrics;

namespace DnnBrain.Rsa;

/// <summary>The dissimilarity of two prepared patterns over the units that both have.</summary>
internal static class IncompletePairs
{
    /// <summary>Gathers the common units, prepares them again and compares; NaN where too few are common.</summary>
    public static double Compare(PatternMetric metric, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(2 * x.Length);
        Span<double> a = rented.AsSpan(0, x.Length);
        Span<double> b = rented.AsSpan(x.Length, x.Length);
        int count = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
            {
                a[count] = x[i];
                b[count++] = y[i];
            }
        }

        double value = double.NaN;
        if (count >= metric.FewestUnits && !double.IsNaN(metric.Prepare(a[..count])) && !double.IsNaN(metric.Prepare(b[..count])))
        {
            value = metric.Normalize(metric.FromPatterns(a[..count], b[..count]), count, x.Length);
        }

        ArrayPool<double>.Shared.Return(rented);
        return value;
    }
}
