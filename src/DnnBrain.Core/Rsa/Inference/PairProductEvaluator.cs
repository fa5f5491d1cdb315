using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>Evaluates a <see cref="PairProductStatistic"/>.</summary>
internal sealed class PairProductEvaluator : IWeightedStatisticEvaluator
{
    // Models are taken a few at a time, so that memory does not grow with their number.
    private const int ModelBlock = 8;

    private readonly PairProductStatistic _statistic;
    private readonly PairMetric _metric;
    private readonly PairVector[] _subjects;
    private readonly int _stride;
    private readonly double[] _rows;
    private readonly double[] _weighted;
    private readonly double[] _modelRows;
    private readonly double[] _product;
    private readonly double[] _norm;
    private readonly double[] _similarity;
    private readonly CeilingEvaluator[] _ceilings;
    private readonly int[] _taken;

    public PairProductEvaluator(PairProductStatistic statistic)
    {
        _statistic = statistic;
        _metric = new PairMetric(statistic.Form, statistic.StimulusCount, statistic.Present);
        _subjects = [.. statistic.Regions.SelectMany(region => region.Vectors)];
        _stride = _metric.Stride;
        _rows = new double[checked(_subjects.Length * _stride)];
        _weighted = new double[_rows.Length];
        _modelRows = new double[checked(ModelBlock * _stride)];
        _product = new double[ModelBlock * _subjects.Length];
        _norm = new double[_subjects.Length];
        _similarity = new double[statistic.Models.Count * _subjects.Length];
        _ceilings = [.. statistic.Regions.Select(region => new CeilingEvaluator(_metric, region.Vectors.Count))];
        _taken = new int[statistic.StimulusCount];
    }

    public void Evaluate(long draw, ReadOnlySpan<int> stimulusWeights, ReadOnlySpan<int> subjectWeights, Span<double> values)
    {
        if (!stimulusWeights.SequenceEqual(_taken))
        {
            stimulusWeights.CopyTo(_taken);
            TakeStimuli(stimulusWeights);
        }

        int samples = subjectWeights.Length / _statistic.SubjectCount;
        int cells = _statistic.Models.Count * _statistic.Regions.Count;
        int first = 0;
        for (int r = 0; r < _statistic.Regions.Count; r++)
        {
            PairRegion region = _statistic.Regions[r];
            int count = region.Vectors.Count;
            int[] weights = new int[count];
            for (int s = 0; s < samples; s++)
            {
                for (int i = 0; i < count; i++)
                {
                    weights[i] = subjectWeights[(s * _statistic.SubjectCount) + region.Subject[i]];
                }

                Span<double> sample = values.Slice(s * _statistic.ValueCount, _statistic.ValueCount);
                Average(r, first, weights, sample);
                NoiseCeiling bounds = _ceilings[r].Evaluate(weights);
                sample[cells + r] = bounds.Lower;
                sample[cells + _statistic.Regions.Count + r] = bounds.Upper;
            }

            first += count;
        }
    }

    private void TakeStimuli(ReadOnlySpan<int> weights)
    {
        _metric.Take(weights);
        int length = _metric.Length;
        for (int i = 0; i < _subjects.Length; i++)
        {
            Span<double> row = _rows.AsSpan(i * _stride, length);
            Span<double> weighted = _weighted.AsSpan(i * _stride, length);
            bool varies = _metric.Fill(_subjects[i], row);
            _metric.Weigh(row, weighted);
            _norm[i] = varies ? _metric.Norm(row) : double.NaN;
        }

        CompareModels(length);
        int first = 0;
        for (int r = 0; r < _ceilings.Length; r++)
        {
            int count = _statistic.Regions[r].Vectors.Count;
            int place = first * _stride;
            _ceilings[r].Take(_rows.AsMemory(place, count * _stride), _weighted.AsMemory(place, count * _stride), _norm.AsSpan(first, count));
            first += count;
        }
    }

    private void CompareModels(int length)
    {
        int models = _statistic.Models.Count;
        Span<double> norm = stackalloc double[ModelBlock];
        for (int first = 0; first < models; first += ModelBlock)
        {
            int count = Math.Min(ModelBlock, models - first);
            for (int i = 0; i < count; i++)
            {
                Span<double> row = _modelRows.AsSpan(i * _stride, length);
                norm[i] = _metric.Fill(_statistic.Models[first + i], row) ? _metric.Norm(row) : double.NaN;
            }

            RowProducts.Multiply(_modelRows, count, _weighted, _subjects.Length, _stride, length, _product);
            for (int i = 0; i < count; i++)
            {
                for (int s = 0; s < _subjects.Length; s++)
                {
                    double similarity = _product[(i * _subjects.Length) + s] / (norm[i] * _norm[s]);
                    _similarity[((first + i) * _subjects.Length) + s] = similarity > 1 ? 1 : similarity < -1 ? -1 : similarity;
                }
            }
        }
    }

    private void Average(int region, int first, ReadOnlySpan<int> weights, Span<double> values)
    {
        int regions = _statistic.Regions.Count;
        for (int m = 0; m < _statistic.Models.Count; m++)
        {
            double sum = 0;
            int count = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                if (weights[i] > 0)
                {
                    sum += weights[i] * _similarity[(m * _subjects.Length) + first + i];
                    count += weights[i];
                }
            }

            values[(m * regions) + region] = count == 0 ? double.NaN : sum / count;
        }
    }
}
