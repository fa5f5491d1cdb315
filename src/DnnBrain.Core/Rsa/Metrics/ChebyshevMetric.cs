using System.Numerics;

namespace DnnBrain.Rsa.Metrics;

/// <summary>max|xᵢ − yᵢ|.</summary>
internal sealed class ChebyshevMetric() : DirectMetric("Chebyshev", "The largest absolute difference of any unit.")
{
    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Vector<double> largest = Vector<double>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            largest = Vector.Max(largest, Vector.Abs(new Vector<double>(x[i..]) - new Vector<double>(y[i..])));
        }

        double maximum = 0;
        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            maximum = Math.Max(maximum, largest[lane]);
        }

        for (; i < x.Length; i++)
        {
            maximum = Math.Max(maximum, Math.Abs(x[i] - y[i]));
        }

        return maximum;
    }
}
