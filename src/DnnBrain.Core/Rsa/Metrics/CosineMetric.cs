using System.Numerics.Tensors;

namespace DnnBrain.Rsa.Metrics;

/// <summary>1 − Σxᵢyᵢ / √(Σxᵢ² Σyᵢ²), from 0 to 2.</summary>
internal sealed class CosineMetric() : UnitVectorMetric(
    "Cosine",
    "1 − the cosine of the angle between patterns: differences in direction, not in length."), IGramDerived
{
    public override string UndefinedPattern => "zero";

    public double FromGram(in GramPair pair)
    {
        double squaredX = pair.SquaredX + (pair.UnitCount * pair.MeanX * pair.MeanX);
        double squaredY = pair.SquaredY + (pair.UnitCount * pair.MeanY * pair.MeanY);
        double product = pair.Product + (pair.UnitCount * pair.MeanX * pair.MeanY);
        return squaredX > 0 && squaredY > 0 ? GramPair.Dissimilarity(product / (Math.Sqrt(squaredX) * Math.Sqrt(squaredY))) : double.NaN;
    }

    protected override bool ToUnitVector(Span<double> pattern)
    {
        // Scaled by the largest value first: squares of values above 1e154 overflow.
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(pattern));
        if (!(largest > 0) || !double.IsFinite(largest))
        {
            return false;
        }

        TensorPrimitives.Divide(pattern, largest, pattern);
        TensorPrimitives.Divide(pattern, TensorPrimitives.Norm<double>(pattern), pattern);
        return true;
    }
}
