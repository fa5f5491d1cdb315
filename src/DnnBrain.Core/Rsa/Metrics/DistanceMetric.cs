using System.Numerics.Tensors;

namespace DnnBrain.Rsa.Metrics;

/// <summary>The root of the squared distance, not divided by the number of units.</summary>
internal abstract class DistanceMetric(string name, string description) : SquaredLengthMetric(name, description)
{
    public override double FromProduct(double product, double squaredLengthX, double squaredLengthY) =>
        Math.Sqrt(base.FromProduct(product, squaredLengthX, squaredLengthY));

    // Not the root of the square: that would underflow for patterns closer than 1e-154.
    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => TensorPrimitives.Distance(x, y);

    public override double FromGram(in GramPair pair) => Math.Sqrt(base.FromGram(pair));

    public override double Normalize(double dissimilarity, int present, int units) => dissimilarity * Math.Sqrt((double)units / present);
}
