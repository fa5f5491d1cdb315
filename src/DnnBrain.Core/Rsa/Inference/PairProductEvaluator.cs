using System.Numerics.Tensors;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>Evaluates a <see cref="PairProductStatistic"/>.</summary>
internal sealed class PairProductEvaluator : IWeightedStatisticEvaluator
{
    // Models are taken a few at a time, so that memory does not grow with their number.
    private const int ModelBlock = 8;

    private readonly PairProductStatistic _statistic;
    private readonly PairSample _sample;
    private readonly PairWhitening? _whitening;
    private readonly PairVector[] _subjects;
    private readonly int _stride;
    private readonly double[] _rows;
    private readonly double[] _weighted;
    private readonly double[] _modelRows;
    private readonly double[] _product;
    private readonly double[] _norm;
    private readonly double[] _solution;
    private readonly double[] _similarity;
    private readonly CeilingEvaluator[] _ceilings;
    private readonly int[] _taken;

    public PairProductEvaluator(PairProductStatistic statistic)
    {
        _statistic = statistic;
        _sample = new PairSample(statistic.StimulusCount, statistic.Present);
        _whitening = statistic.Form.IsWhitened ? new PairWhitening(statistic.StimulusCount) : null;
        _subjects = [.. statistic.Regions.SelectMany(region => region.Vectors)];
        _stride = _sample.Pair.Length + (_whitening is null ? 0 : statistic.StimulusCount);
        _rows = new double[checked(_subjects.Length * _stride)];
        _weighted = new double[_rows.Length];
        _modelRows = new double[checked(ModelBlock * _stride)];
        _product = new double[ModelBlock * _subjects.Length];
        _norm = new double[_subjects.Length];
        _solution = new double[statistic.StimulusCount];
        _similarity = new double[statistic.Models.Count * _subjects.Length];
        _ceilings = [.. statistic.Regions.Select(region => new CeilingEvaluator(statistic.Form, _sample, region.Vectors.Count, _stride))];
        _taken = new int[statistic.StimulusCount];
    }

    public void Evaluate(long draw, ReadOnlySpan<int> stimulusWeights, ReadOnlySpan<int> subjectWeights, Span<double> values)
    {
        if (!stimulusWeights.SequenceEqual(_taken))
        {
            stimulusWeights.CopyTo(_taken);
            TakeStimuli(stimulusWeights);
        }

        int length = _sample.Count + (_whitening is null ? 0 : _sample.StimulusCount);
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
        _sample.Take(weights);
        _whitening?.Take(_sample);
        int length = _sample.Count + (_whitening is null ? 0 : _sample.StimulusCount);
        TakeSubjects(length);
        CompareModels(length);
        int first = 0;
        for (int r = 0; r < _ceilings.Length; r++)
        {
            int count = _statistic.Regions[r].Vectors.Count;
            int place = first * _stride;
            _ceilings[r].Take(_rows.AsMemory(place, count * _stride), _weighted.AsMemory(place, count * _stride), _norm.AsSpan(first, count), length);
            first += count;
        }
    }

    private void TakeSubjects(int length)
    {
        for (int i = 0; i < _subjects.Length; i++)
        {
            Span<double> row = _rows.AsSpan(i * _stride, length);
            Span<double> weighted = _weighted.AsSpan(i * _stride, length);
            bool varies = Take(_subjects[i], row);
            ReadOnlySpan<double> pairs = row[.._sample.Count];
            TensorPrimitives.Multiply(pairs, _sample.Weight.AsSpan(0, _sample.Count), weighted);
            if (_whitening is not null)
            {
                Span<double> solution = weighted[_sample.Count..];
                _whitening.Solve(_sample, row[_sample.Count..], solution);
                TensorPrimitives.Multiply(solution, _sample.StimulusWeight.AsSpan(0, _sample.StimulusCount), solution);
                TensorPrimitives.Negate(solution, solution);
            }

            _norm[i] = varies ? Norm(TensorPrimitives.Dot<double>(row, weighted)) : double.NaN;
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
                norm[i] = Take(_statistic.Models[first + i], row) ? Norm(SelfProduct(row)) : double.NaN;
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

    // The pairs' values, and behind them, for whitening, their sums over each stimulus.
    private bool Take(PairVector vector, Span<double> row)
    {
        bool varies = vector.Take(_sample, _statistic.Form, row[.._sample.Count]);
        if (_whitening is not null)
        {
            PairWhitening.Sum(_sample, row[.._sample.Count], row[_sample.Count..]);
        }

        return varies;
    }

    private double SelfProduct(ReadOnlySpan<double> row)
    {
        double sum = 0;
        for (int k = 0; k < _sample.Count; k++)
        {
            sum += _sample.Weight[k] * row[k] * row[k];
        }

        if (_whitening is not null)
        {
            ReadOnlySpan<double> sums = row[_sample.Count..];
            Span<double> solution = _solution.AsSpan(0, _sample.StimulusCount);
            _whitening.Solve(_sample, sums, solution);
            for (int g = 0; g < solution.Length; g++)
            {
                sum -= _sample.StimulusWeight[g] * sums[g] * solution[g];
            }
        }

        return sum;
    }

    // Doubled ranks: 12/(N³ − N) becomes 3/(N³ − N), the square root of it on each side.
    private double Norm(double selfProduct)
    {
        double n = _sample.Total;
        return _statistic.Form.IsNormalized ? Math.Sqrt(selfProduct) : Math.Sqrt(((n * n * n) - n) / 3);
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
