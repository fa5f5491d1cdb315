using System.Numerics.Tensors;

namespace DnnBrain.Rsa.Metrics;

/// <summary>
/// The symmetrised Kullback-Leibler divergence of Poisson distributions with the patterns as rates, Σ(aᵢ − bᵢ)(ln aᵢ − ln bᵢ)/p over p units.
/// </summary>
/// <remarks>
/// Rates are drawn towards a gamma prior first, a = (x + λw)/(1 + w), so that none is 0: λ is the prior's mean, w what it weighs in numbers of
/// observations. As in rsatoolbox, λ = 1 and w = 0.1 unless told otherwise.
/// </remarks>
internal sealed class PoissonKLMetric() : DirectMetric(
    "PoissonKL",
    "The symmetrised Kullback-Leibler divergence of patterns as Poisson rates (spike counts), divided by the number of units.")
{
    private const int ChunkSize = 256;

    public override string UndefinedPattern => "partly negative, and no rates";

    public override void Transform(Span<double> pattern, RdmOptions options) => options.PoissonPrior.Apply(pattern);

    public override double Prepare(Span<double> pattern)
    {
        if (TensorPrimitives.Min<double>(pattern) > 0)
        {
            return 0;
        }

        pattern.Fill(double.NaN);
        return double.NaN;
    }

    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Divergence(x, y);

    public override double Normalize(double dissimilarity, int present, int units) => dissimilarity / present;

    /// <summary>Σ(aᵢ − bᵢ) ln(aᵢ/bᵢ): one logarithm a unit, and exactly 0 for equal rates.</summary>
    private static double Divergence(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Span<double> ratio = stackalloc double[ChunkSize];
        Span<double> difference = stackalloc double[ChunkSize];
        double sum = 0;
        for (int first = 0; first < a.Length; first += ChunkSize)
        {
            int count = Math.Min(ChunkSize, a.Length - first);
            TensorPrimitives.Divide(a.Slice(first, count), b.Slice(first, count), ratio);
            TensorPrimitives.Log(ratio[..count], ratio);
            TensorPrimitives.Subtract(a.Slice(first, count), b.Slice(first, count), difference);
            sum += TensorPrimitives.Dot<double>(difference[..count], ratio[..count]);
        }

        return sum;
    }
}
