using System.Numerics.Tensors;

namespace DnnBrain.Rsa.Metrics;

/// <summary>What the squared distance Σ(xᵢ − yᵢ)² of two patterns gives, alone or after a change of the units.</summary>
internal abstract class SquaredLengthMetric(string name, string description) : GramMetric(name, description)
{
    public override bool IsTranslationInvariant => true;

    public override double Prepare(Span<double> pattern) => TensorPrimitives.SumOfSquares<double>(pattern);

    public override double FromProduct(double product, double squaredLengthX, double squaredLengthY)
    {
        double lengths = squaredLengthX + squaredLengthY;
        double squared = lengths - (2 * product);

        // The comparison is false for NaN, and for two patterns of length 0, whose distance is 0.
        return squared > CancellationShare * lengths ? squared : double.NaN;
    }

    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double distance = TensorPrimitives.Distance(x, y);
        return distance * distance;
    }

    public virtual double FromGram(in GramPair pair) => pair.SquaredDistance;
}
