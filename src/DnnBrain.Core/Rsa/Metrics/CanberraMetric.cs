using System.Numerics;

namespace DnnBrain.Rsa.Metrics;

/// <summary>Σ|xᵢ − yᵢ| / (|xᵢ| + |yᵢ|); a unit that is 0 in both patterns adds 0.</summary>
internal sealed class CanberraMetric() : DirectMetric("Canberra", "The sum over units of absolute differences as a share of the values' size.")
{
    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var a = new Vector<double>(x[i..]);
            var b = new Vector<double>(y[i..]);
            Vector<double> size = Vector.Abs(a) + Vector.Abs(b);
            Vector<double> share = Vector.Abs(a - b) / size;
            sums += Vector.ConditionalSelect(Vector.Equals(size, Vector<double>.Zero), Vector<double>.Zero, share);
        }

        double sum = Vector.Sum(sums);
        for (; i < x.Length; i++)
        {
            double size = Math.Abs(x[i]) + Math.Abs(y[i]);
            sum += size == 0 ? 0 : Math.Abs(x[i] - y[i]) / size;
        }

        return sum;
    }

    public override double Normalize(double dissimilarity, int present, int units) => dissimilarity * ((double)units / present);
}
