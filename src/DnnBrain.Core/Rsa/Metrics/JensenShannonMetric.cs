using System.Numerics.Tensors;

namespace DnnBrain.Rsa.Metrics;

/// <summary>
/// The Jensen-Shannon distance of two patterns as distributions over units: √((Σpᵢ ln(pᵢ/mᵢ) + Σqᵢ ln(qᵢ/mᵢ)) / 2) with patterns divided by
/// their sums to p and q, and m = (p + q)/2. From 0 to √ln 2; natural logarithm, as SciPy. Endres and Schindelin 2003.
/// </summary>
internal sealed class JensenShannonMetric() : DirectMetric(
    "JensenShannon",
    "The Jensen-Shannon distance of patterns as distributions over units; for patterns without negative values.")
{
    private const int ChunkSize = 256;

    public override string UndefinedPattern => "zero or partly negative, and no distribution";

    public override double Prepare(Span<double> pattern)
    {
        double sum = TensorPrimitives.Sum<double>(pattern);
        if (TensorPrimitives.Min<double>(pattern) < 0 || !(sum > 0))
        {
            pattern.Fill(double.NaN);
            return double.NaN;
        }

        TensorPrimitives.Divide(pattern, sum, pattern);
        return 0;
    }

    // With s = p + q and d = (p − q)/s the divergence is Σ s/2 · ((1+d) ln(1+d) + (1−d) ln(1−d))/2: no logarithm of a ratio whose
    // numerator is 0, and terms that cannot be negative.
    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Span<double> sum = stackalloc double[ChunkSize];
        Span<double> share = stackalloc double[ChunkSize];
        Span<double> plus = stackalloc double[ChunkSize];
        Span<double> minus = stackalloc double[ChunkSize];
        double divergence = 0;
        for (int first = 0; first < x.Length; first += ChunkSize)
        {
            int count = Math.Min(ChunkSize, x.Length - first);
            ReadOnlySpan<double> p = x.Slice(first, count);
            ReadOnlySpan<double> q = y.Slice(first, count);
            TensorPrimitives.Add(p, q, sum);
            TensorPrimitives.Subtract(p, q, share);
            TensorPrimitives.Divide(share[..count], sum[..count], share);
            TensorPrimitives.Add(share[..count], 1.0, plus);
            TensorPrimitives.Subtract(1.0, share[..count], minus);
            TensorPrimitives.Log(plus[..count], plus);
            TensorPrimitives.Log(minus[..count], minus);
            for (int i = 0; i < count; i++)
            {
                divergence += sum[i] * Entropy(share[i], plus[i], minus[i]);
            }
        }

        return Math.Sqrt(divergence / 4);
    }

    // (1+d) ln(1+d) + (1−d) ln(1−d) = d² + d⁴/6 + d⁶/15 + d⁸/28 + …; the terms of the left side cancel for small d.
    private static double Entropy(double share, double logPlus, double logMinus)
    {
        if (double.IsNaN(share))
        {
            // Neither pattern has anything here.
            return 0;
        }

        double square = share * share;
        return Math.Abs(share) < 0.02 ? square * (1 + (square * ((1.0 / 6) + (square * ((1.0 / 15) + (square / 28))))))
            : Math.Abs(share) >= 1 ? 2 * Math.Log(2)
            : ((1 + share) * logPlus) + ((1 - share) * logMinus);
    }
}
