using System.Buffers;
using System.Numerics.Tensors;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>A whitened similarity as a product: x / |x| of the model with V⁻¹y / |y| of the reference, where |x|² = x'V⁻¹x.</summary>
internal sealed class WhitenedComparison : ProductComparison
{
    // What is left of an RDM without variation is rounding below this share of it.
    private const double RoundingShare = 1e-13;

    private readonly DissimilarityPrecision _precision;
    private readonly bool _subtractsMean;

    public WhitenedComparison(ComparisonSpace space, bool subtractsMean)
        : base(space)
    {
        _precision = new DissimilarityPrecision(space);
        _subtractsMean = subtractsMean;
    }

    // With equal errors all stimuli are alike: V is the same under any order of them.
    protected override bool MovesWithLabels => base.MovesWithLabels && Space.StimulusCovariance is null;

    public override PreparedRdm? Prepare(ReadOnlySpan<double> dissimilarity)
    {
        double[] model = new double[dissimilarity.Length];
        double[] reference = new double[model.Length];
        return Fill(dissimilarity, model, reference, out double length) ? new PreparedVectors(dissimilarity.ToArray(), Divided(model, length), Divided(reference, length)) : null;
    }

    protected override bool FillModel(ReadOnlySpan<double> dissimilarity, Span<double> vector)
    {
        double[] whitened = ArrayPool<double>.Shared.Rent(vector.Length);
        bool varies = Fill(dissimilarity, vector, whitened.AsSpan(0, vector.Length), out double length);
        TensorPrimitives.Divide(vector, length, vector);
        ArrayPool<double>.Shared.Return(whitened);
        return varies;
    }

    protected override bool FillReference(ReadOnlySpan<double> dissimilarity, Span<double> vector)
    {
        double[] values = ArrayPool<double>.Shared.Rent(vector.Length);
        bool varies = Fill(dissimilarity, values.AsSpan(0, vector.Length), vector, out double length);
        TensorPrimitives.Divide(vector, length, vector);
        ArrayPool<double>.Shared.Return(values);
        return varies;
    }

    // The mean of RDMs of whitened length 1 has the highest mean similarity to all of them.
    public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination)
    {
        Fill(dissimilarity, destination, new double[destination.Length], out double length);
        TensorPrimitives.Divide(destination, length, destination);
    }

    public override BoundComparison OnPairs(int[] pairs) => new WhitenedComparison(SpaceOf(pairs), _subtractsMean);

    // The values, without their mean where that is subtracted, V⁻¹ times them, and their length in its metric.
    private bool Fill(ReadOnlySpan<double> dissimilarity, Span<double> values, Span<double> whitened, out double length)
    {
        if (_subtractsMean)
        {
            Standardization.Center(dissimilarity, values);
        }
        else
        {
            dissimilarity.CopyTo(values);
        }

        _precision.Multiply(values, whitened);
        length = Math.Sqrt(Math.Max(0, TensorPrimitives.Dot<double>(values, whitened)));
        return length > 0 && TensorPrimitives.Norm<double>(values) > RoundingShare * TensorPrimitives.Norm(dissimilarity);
    }

    private static double[] Divided(double[] vector, double length)
    {
        TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }
}
