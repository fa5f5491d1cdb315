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
        double[] model = Centered(dissimilarity);
        double[] reference = new double[model.Length];
        double length = Whiten(model, reference);
        if (!(TensorPrimitives.Norm<double>(model) > RoundingShare * TensorPrimitives.Norm(dissimilarity)) || !(length > 0))
        {
            return null;
        }

        TensorPrimitives.Divide(model, length, model);
        TensorPrimitives.Divide(reference, length, reference);
        return new PreparedVectors(dissimilarity.ToArray(), model, reference);
    }

    // The mean of RDMs of whitened length 1 has the highest mean similarity to all of them.
    public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination)
    {
        double[] values = Centered(dissimilarity);
        TensorPrimitives.Divide(values, Whiten(values, new double[values.Length]), destination);
    }

    public override BoundComparison OnPairs(int[] pairs) => new WhitenedComparison(SpaceOf(pairs), _subtractsMean);

    private double[] Centered(ReadOnlySpan<double> dissimilarity)
    {
        double[] values = dissimilarity.ToArray();
        if (_subtractsMean)
        {
            Standardization.Center(values, values);
        }

        return values;
    }

    private double Whiten(double[] values, double[] whitened)
    {
        _precision.Multiply(values, whitened);
        return Math.Sqrt(Math.Max(0, TensorPrimitives.Dot<double>(values, whitened)));
    }
}
