using System.Numerics.Tensors;

namespace DnnBrain.Rsa.Metrics;

/// <summary>1 − the product of two patterns that were brought to length 1.</summary>
internal abstract class UnitVectorMetric(string name, string description) : GramMetric(name, description)
{
    // Patterns that differ by rounding only, of a few units in the last place of each value: 0 apart, or 2 where they are opposite. Two
    // units have no other correlations, and many ties.
    private const double RoundingSquare = 1e-30;
    private const double LargestBelowOpposite = 2 - 2e-15;

    public override double Prepare(Span<double> pattern)
    {
        if (ToUnitVector(pattern))
        {
            return 1;
        }

        pattern.Fill(double.NaN);
        return double.NaN;
    }

    public override double FromProduct(double product, double squaredLengthX, double squaredLengthY)
    {
        double dissimilarity = 1 - product;
        return dissimilarity < CancellationShare ? double.NaN : dissimilarity > LargestBelowOpposite ? 2 : dissimilarity;
    }

    // |x − y|² = 2 − 2 x·y for vectors of length 1: the same number without a difference of nearly equal ones.
    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double distance = TensorPrimitives.Distance(x, y);
        double dissimilarity = distance * distance / 2;
        return dissimilarity < RoundingSquare ? 0 : dissimilarity;
    }

    /// <summary>Brings a pattern to length 1.</summary>
    /// <returns>False where it has no direction.</returns>
    protected abstract bool ToUnitVector(Span<double> pattern);
}
