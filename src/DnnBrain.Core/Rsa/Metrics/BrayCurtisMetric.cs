using System.Numerics;

namespace DnnBrain.Rsa.Metrics;

/// <summary>
/// Σ|xᵢ − yᵢ| / Σ|xᵢ + yᵢ|, from 0 to 1 for patterns without negative values; NaN where the divisor is 0, as for two patterns of zeros.
/// </summary>
internal sealed class BrayCurtisMetric() : DirectMetric("BrayCurtis", "The sum of absolute differences as a share of the sum of both patterns.")
{
    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Vector<double> differences = Vector<double>.Zero;
        Vector<double> totals = Vector<double>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var a = new Vector<double>(x[i..]);
            var b = new Vector<double>(y[i..]);
            differences += Vector.Abs(a - b);
            totals += Vector.Abs(a + b);
        }

        double difference = Vector.Sum(differences);
        double total = Vector.Sum(totals);
        for (; i < x.Length; i++)
        {
            difference += Math.Abs(x[i] - y[i]);
            total += Math.Abs(x[i] + y[i]);
        }

        return total > 0 ? difference / total : double.NaN;
    }
}
