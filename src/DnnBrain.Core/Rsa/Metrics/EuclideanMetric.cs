using System.Numerics.Tensors;

namespace DnnBrain.Rsa.Metrics;

/// <summary>√Σ(xᵢ − yᵢ)², in the unit of the patterns; not squared, not divided by the number of units.</summary>
internal sealed class EuclideanMetric() : GramMetric(
    "Euclidean",
    "The root of the sum over units of squared differences: differences in shape, mean and spread alike."), IGramDerived
{
    public override int FewestUnits => 1;

    public override string? UndefinedPattern => null;

    public override bool IsTranslationInvariant => true;

    public override double Prepare(Span<double> pattern) => TensorPrimitives.SumOfSquares<double>(pattern);

    public override double FromProduct(double product, double squaredLengthX, double squaredLengthY)
    {
        double lengths = squaredLengthX + squaredLengthY;
        double squared = lengths - (2 * product);

        // The comparison is false for NaN, and for two patterns of length 0, whose distance is 0.
        return squared > CancellationShare * lengths ? Math.Sqrt(squared) : double.NaN;
    }

    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => TensorPrimitives.Distance(x, y);

    // Rounding may leave a negative square for two patterns that are nearly the same.
    public double FromGram(in GramPair pair)
    {
        double mean = pair.MeanX - pair.MeanY;
        return Math.Sqrt(Math.Max(0, pair.SquaredX + pair.SquaredY - (2 * pair.Product)) + (pair.UnitCount * mean * mean));
    }
}
