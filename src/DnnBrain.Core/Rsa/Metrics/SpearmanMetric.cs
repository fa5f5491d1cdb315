using System.Numerics.Tensors;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Metrics;

/// <summary>1 − Pearson's r of the ranks over units; tied units share the mean of their ranks.</summary>
/// <remarks>
/// Few units have few orders, so that many pairs of patterns are equally dissimilar, and a rank correlation of RDMs sees every tie that is
/// lost. Twice the centred ranks are whole numbers, and so are their products and lengths (exactly, to some 200,000 units): what is equally
/// dissimilar has the same bits. Ranks brought to length 1 would not.
/// </remarks>
internal sealed class SpearmanMetric() : GramMetric(
    "Spearman",
    "1 − Spearman's ρ over units: differences in the order of units.")
{
    public override int FewestUnits => 2;

    public override string UndefinedPattern => "constant";

    public override double Prepare(Span<double> pattern)
    {
        Ranks.MidRanks(pattern, pattern);
        TensorPrimitives.Multiply(pattern, 2, pattern);
        TensorPrimitives.Subtract(pattern, pattern.Length + 1, pattern);
        double squaredLength = TensorPrimitives.SumOfSquares<double>(pattern);
        if (squaredLength > 0)
        {
            return squaredLength;
        }

        pattern.Fill(double.NaN);
        return double.NaN;
    }

    public override double FromProduct(double product, double squaredLengthX, double squaredLengthY)
    {
        double dissimilarity = 1 - (product / Math.Sqrt(squaredLengthX * squaredLengthY));
        return dissimilarity < CancellationShare ? double.NaN : Math.Min(dissimilarity, 2);
    }

    // With a, b the lengths, |x/a − y/b|² = (|x − y|² − (a − b)²)/(ab), and a − b = (a² − b²)/(a + b).
    public override double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (double squaredX, double squaredY) = (TensorPrimitives.SumOfSquares(x), TensorPrimitives.SumOfSquares(y));
        double value = FromProduct(TensorPrimitives.Dot(x, y), squaredX, squaredY);
        if (!double.IsNaN(value))
        {
            return value;
        }

        double distance = TensorPrimitives.Distance(x, y);
        double difference = (squaredX - squaredY) / (Math.Sqrt(squaredX) + Math.Sqrt(squaredY));
        return Math.Max(0, (distance - difference) * (distance + difference) / (2 * Math.Sqrt(squaredX * squaredY)));
    }
}
