using System.Numerics.Tensors;

namespace DnnBrain.Rsa.Metrics;

/// <summary>1 − the product of two patterns that were brought to length 1.</summary>
internal abstract class UnitVectorMetric(string name, string description) : GramMetric(name, description)
{
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
        return dissimilarity < CancellationShare ? double.NaN : Math.Min(dissimilarity, 2);
    }

    // |x − y|² = 2 − 2 x·y for vectors of length 1: the same number without a difference of nearly equal ones.
    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double distance = TensorPrimitives.Distance(x, y);
        return distance * distance / 2;
    }

    /// <summary>Brings a pattern to length 1.</summary>
    /// <returns>False where it has no direction.</returns>
    protected abstract bool ToUnitVector(Span<double> pattern);
}
