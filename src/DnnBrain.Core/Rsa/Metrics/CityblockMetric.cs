using System.Numerics;

namespace DnnBrain.Rsa.Metrics;

/// <summary>Σ|xᵢ − yᵢ|.</summary>
internal sealed class CityblockMetric() : DirectMetric("Cityblock", "The sum over units of absolute differences.")
{
    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += Vector.Abs(new Vector<double>(x[i..]) - new Vector<double>(y[i..]));
        }

        double sum = Vector.Sum(sums);
        for (; i < x.Length; i++)
        {
            sum += Math.Abs(x[i] - y[i]);
        }

        return sum;
    }

    public override double Normalize(double dissimilarity, int present, int units) => dissimilarity * ((double)units / present);
}
