using System.Numerics.Tensors;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>Similarities that are products of two vectors.</summary>
/// <remarks>
/// With P different pairs in the sample, M models and S reference RDMs a sample costs O((M + S) P) to weigh or rank and O((M + S) S P)
/// multiplications. Nuisances are taken out of models; the product of what is left with a whole reference is its product with what is left
/// of the reference.
/// </remarks>
internal sealed class ProductSample : RegionSample
{
    // Models are taken a few at a time, so that memory does not grow with their number.
    private const int ModelBlock = 8;

    private readonly PairDesign _design;
    private readonly PairMetric _metric;
    private readonly PairVector[] _subjects;
    private readonly int _stride;
    private readonly double[] _rows;
    private readonly double[] _weighted;
    private readonly double[] _modelRows;
    private readonly double[] _product;
    private readonly double[] _norm;
    private readonly CeilingEvaluator[] _ceilings;
    private double _predictedNorm;

    public ProductSample(PairDesign design)
    {
        _design = design;
        _metric = design.CreateMetric(design.Form);
        _subjects = [.. design.Regions.SelectMany(region => region.Vectors)];
        _stride = _metric.Stride;
        _rows = new double[checked(_subjects.Length * _stride)];
        _weighted = new double[_rows.Length];
        _modelRows = new double[checked(ModelBlock * _stride)];
        _product = new double[ModelBlock * _subjects.Length];
        _norm = new double[_subjects.Length];
        _ceilings = [.. design.Regions.Select(region => new CeilingEvaluator(_metric, region.Vectors.Count))];
    }

    /// <summary>Bytes of one: rows of all subjects, plain and weighed, of a few models, and what ranks a prediction.</summary>
    public static long Bytes(PairDesign design) =>
        design.MetricBytes(design.Form)
        + PairMetric.RowBytes(design.Form, design.StimulusCount, (2L * design.VectorCount) + ModelBlock)
        + (sizeof(double) * (long)design.VectorCount * (ModelBlock + 1))
        + design.Regions.Sum(region => CeilingEvaluator.Bytes(design.Form, design.StimulusCount, region.Vectors.Count));

    public override void Take(ReadOnlySpan<int> stimulusWeights)
    {
        _metric.Take(stimulusWeights);
        int length = _metric.Length;
        for (int i = 0; i < _subjects.Length; i++)
        {
            TakeSubject(i, _rows.AsSpan(i * _stride, length), _weighted.AsSpan(i * _stride, length));
        }

        int first = 0;
        for (int r = 0; r < _ceilings.Length; r++)
        {
            int count = _design.Regions[r].Vectors.Count;
            int place = first * _stride;
            _ceilings[r].Take(_rows.AsMemory(place, count * _stride), _weighted.AsMemory(place, count * _stride), _norm.AsSpan(first, count));
            first += count;
        }
    }

    public override void Compare(IReadOnlyList<PairVector> models, Span<double> similarity)
    {
        int length = _metric.Length;
        Span<double> norm = stackalloc double[ModelBlock];
        for (int first = 0; first < models.Count; first += ModelBlock)
        {
            int count = Math.Min(ModelBlock, models.Count - first);
            for (int i = 0; i < count; i++)
            {
                Span<double> row = _modelRows.AsSpan(i * _stride, length);
                norm[i] = _metric.Fill(models[first + i], row) && _metric.RemoveNuisances(row) ? _metric.Norm(row) : double.NaN;
            }

            RowProducts.Multiply(_modelRows, count, _weighted, _subjects.Length, _stride, length, _product);
            for (int i = 0; i < count; i++)
            {
                for (int s = 0; s < _subjects.Length; s++)
                {
                    similarity[((first + i) * _subjects.Length) + s] = Clamp(_product[(i * _subjects.Length) + s] / (norm[i] * _norm[s]));
                }
            }
        }
    }

    public override void Predict(IReadOnlyList<PairVector> parts, ReadOnlySpan<double> theta)
    {
        Span<double> sum = _modelRows.AsSpan(0, _metric.Length);
        Span<double> row = _modelRows.AsSpan(_stride, _metric.Sample.Count);
        sum.Clear();
        bool isEmpty = true;
        for (int k = 0; k < theta.Length; k++)
        {
            if (theta[k] != 0)
            {
                parts[k].Gather(_metric.Sample, row);
                TensorPrimitives.MultiplyAdd(row, theta[k], sum[..row.Length], sum[..row.Length]);
                isEmpty = false;
            }
        }

        _predictedNorm = isEmpty ? 0 : _metric.Complete(sum) && _metric.RemoveNuisances(sum) ? _metric.Norm(sum) : double.NaN;
    }

    // A model that found nothing in the training data predicts nothing: its similarity is 0, not missing.
    public override double PredictedSimilarity(int subject) => _predictedNorm == 0 ? 0 : Clamp(
        TensorPrimitives.Dot<double>(_modelRows.AsSpan(0, _metric.Length), _weighted.AsSpan(subject * _stride, _metric.Length)) / (_predictedNorm * _norm[subject]));

    public override NoiseCeiling Ceiling(int region, ReadOnlySpan<int> weights) => _ceilings[region].Evaluate(weights);

    private void TakeSubject(int subject, Span<double> row, Span<double> weighted)
    {
        bool varies = _metric.Fill(_subjects[subject], row);
        if (_metric.Nuisances is null)
        {
            _metric.Weigh(row, weighted);
            _norm[subject] = varies ? _metric.Norm(row, weighted) : double.NaN;
            return;
        }

        // Ranks are pooled as ranks: their rows stay as they are, and only what they are multiplied with loses the nuisances.
        double whole = _metric.Norm(row);
        Span<double> rest = _modelRows.AsSpan(0, row.Length);
        row.CopyTo(rest);
        varies &= _metric.RemoveNuisances(rest);
        _metric.Weigh(rest, weighted);
        _norm[subject] = !varies ? double.NaN : _design.IsSemipartial ? whole : _metric.Norm(rest, weighted);
        if (!_design.Form.IsRanked)
        {
            rest.CopyTo(row);
        }
    }

    private static double Clamp(double similarity) => similarity > 1 ? 1 : similarity < -1 ? -1 : similarity;
}
