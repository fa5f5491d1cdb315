using System.Numerics.Tensors;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>Similarities that are no product, one pair of RDMs at a time.</summary>
/// <remarks>
/// A sample prepares all M models and S reference RDMs and compares each with each: M S comparisons; a sample of subjects then prepares
/// their S pools and compares 2 S times.
/// </remarks>
internal sealed class PreparedSample : RegionSample
{
    // What is left of subjects that contradict one another is rounding below this share of one of them.
    private const double CancelledShare = 1e-12;

    // As long as the values of an RDM: what a method makes of them, and where they come from.
    private const int PreparedArrays = 4;
    private const int PlaceArrays = 4;

    private readonly PairDesign _design;
    private readonly SampleComparison _comparison;
    private readonly PairVector[] _subjects;
    private readonly PreparedRdm?[] _prepared;
    private readonly double[][] _poolable;
    private double[] _values = [];
    private PreparedRdm? _predicted;
    private bool _predictsNothing;

    public PreparedSample(PairDesign design, SampleComparison comparison)
    {
        (_design, _comparison) = (design, comparison);
        _subjects = [.. design.Regions.SelectMany(region => region.Vectors)];
        _prepared = new PreparedRdm?[_subjects.Length];
        _poolable = new double[_subjects.Length][];
    }

    /// <summary>
    /// Bytes of one, about: every subject prepared and poolable, a model and a pool, the places of pairs, and matrices to decompose.
    /// </summary>
    public static long Bytes(PairDesign design)
    {
        long values = sizeof(double) * CondensedIndex.LongCount(design.StimulusCount);
        return (((design.VectorCount + 2L) * (PreparedArrays + 1)) + PlaceArrays) * values + (6L * sizeof(double) * design.StimulusCount * design.StimulusCount);
    }

    public override void Take(ReadOnlySpan<int> stimulusWeights)
    {
        _comparison.Take(stimulusWeights);
        _values = new double[_comparison.Count];
        for (int s = 0; s < _subjects.Length; s++)
        {
            _comparison.Gather(_subjects[s].Values, _values);
            _prepared[s] = _comparison.Prepare(_values);
            _poolable[s] = new double[_comparison.Count];
            _comparison.ToPoolable(_values, _poolable[s]);
        }
    }

    public override void Compare(IReadOnlyList<PairVector> models, Span<double> similarity)
    {
        for (int m = 0; m < models.Count; m++)
        {
            _comparison.Gather(models[m].Values, _values);
            PreparedRdm? model = _comparison.Prepare(_values);
            for (int s = 0; s < _subjects.Length; s++)
            {
                similarity[(m * _subjects.Length) + s] = Similarity(model, s);
            }
        }
    }

    public override void Predict(IReadOnlyList<PairVector> parts, ReadOnlySpan<double> theta)
    {
        double[] sum = new double[_values.Length];
        _predictsNothing = true;
        for (int k = 0; k < theta.Length; k++)
        {
            if (theta[k] != 0)
            {
                _comparison.Gather(parts[k].Values, _values);
                TensorPrimitives.MultiplyAdd<double>(_values, theta[k], sum, sum);
                _predictsNothing = false;
            }
        }

        _predicted = _predictsNothing ? _comparison.Nothing : _comparison.Prepare(sum);
    }

    public override double PredictedSimilarity(int subject) => _predictsNothing && _predicted is null ? 0 : Similarity(_predicted, subject);

    public override NoiseCeiling Ceiling(int region, ReadOnlySpan<int> weights)
    {
        int first = _design.Regions.Take(region).Sum(other => other.Vectors.Count);
        int total = 0;
        int different = 0;
        double[] sum = new double[_values.Length];
        for (int s = 0; s < weights.Length; s++)
        {
            if (weights[s] > 0)
            {
                TensorPrimitives.MultiplyAdd<double>(_poolable[first + s], weights[s], sum, sum);
                total += weights[s];
                different++;
            }
        }

        if (different < 2)
        {
            return new NoiseCeiling(double.NaN, double.NaN);
        }

        PreparedRdm? all = Pool(sum, first);
        double[] others = new double[sum.Length];
        double lower = 0;
        double upper = 0;
        for (int s = 0; s < weights.Length; s++)
        {
            if (weights[s] > 0)
            {
                TensorPrimitives.MultiplyAdd<double>(_poolable[first + s], -weights[s], sum, others);
                lower += weights[s] * Similarity(Pool(others, first + s), first + s);
                upper += weights[s] * Similarity(all, first + s);
            }
        }

        return new NoiseCeiling(lower / total, upper / total);
    }

    private PreparedRdm? Pool(double[] sum, int subject) =>
        TensorPrimitives.Norm<double>(sum) < CancelledShare * TensorPrimitives.Norm<double>(_poolable[subject]) ? null : _comparison.Prepare(sum);

    private double Similarity(PreparedRdm? model, int subject) =>
        model is null || _prepared[subject] is not { } reference ? double.NaN : _comparison.Similarity(model, reference);
}
