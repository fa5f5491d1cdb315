using System.Numerics.Tensors;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Partition;

/// <summary>Evaluates a <see cref="PartitionStatistic"/>.</summary>
internal sealed class PartitionEvaluator : IWeightedStatisticEvaluator
{
    private readonly PartitionStatistic _statistic;
    private readonly PartitionProducts _partition;
    private readonly PairMetric _metric;
    private readonly PairVector[] _references;
    private readonly double[] _predictor;
    private readonly double[] _weighed;
    private readonly double[] _reference;
    private readonly double[] _gram;
    private readonly double[] _product;
    private readonly int[] _sample;
    private bool _hasSample;

    public PartitionEvaluator(PartitionStatistic statistic)
    {
        _statistic = statistic;
        _partition = new PartitionProducts(statistic.Design, statistic.Adjusts);
        _metric = new PairMetric(statistic.Form, statistic.StimulusCount, statistic.Present);
        _references = [.. statistic.Regions.SelectMany(region => region.Vectors)];
        int predictors = statistic.Predictors.Count;
        _predictor = new double[checked(predictors * _metric.Stride)];
        _weighed = new double[_predictor.Length];
        _reference = new double[checked(_references.Length * _metric.Stride)];
        _gram = new double[predictors * predictors];
        _product = new double[_references.Length * predictors];
        Parts = new double[_references.Length * statistic.Design.ValueCount];
        _sample = new int[statistic.StimulusCount];
    }

    /// <summary>The parts of every subject of every region under the last sample of stimuli.</summary>
    public double[] Parts { get; }

    /// <summary>Products of the predictors with one another, each of length 1, under the last sample.</summary>
    public ReadOnlySpan<double> Gram => _gram;

    public void Evaluate(long draw, ReadOnlySpan<int> stimulusWeights, ReadOnlySpan<int> subjectWeights, Span<double> values)
    {
        Take(stimulusWeights);
        int width = _statistic.Design.ValueCount;
        int samples = subjectWeights.Length / _statistic.SubjectCount;
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<int> drawn = subjectWeights.Slice(sample * _statistic.SubjectCount, _statistic.SubjectCount);
            int reference = 0;
            for (int r = 0; r < _statistic.Regions.Count; r++)
            {
                Span<double> mean = values.Slice((sample * _statistic.ValueCount) + (r * width), width);
                mean.Clear();
                int total = 0;
                foreach (int subject in _statistic.Regions[r].Subject)
                {
                    ReadOnlySpan<double> own = Parts.AsSpan(reference++ * width, width);
                    if (drawn[subject] > 0)
                    {
                        TensorPrimitives.MultiplyAdd(own, drawn[subject], mean, mean);
                        total += drawn[subject];
                    }
                }

                // Nobody of the region in the sample: 0/0.
                TensorPrimitives.Divide(mean, total, mean);
            }
        }
    }

    // A bootstrap over subjects meets the same stimuli again and again.
    private void Take(ReadOnlySpan<int> stimulusWeights)
    {
        if (_hasSample && stimulusWeights.SequenceEqual(_sample))
        {
            return;
        }

        _metric.Take(stimulusWeights);
        int predictors = _statistic.Predictors.Count;
        for (int k = 0; k < predictors; k++)
        {
            Span<double> row = Row(_predictor, k);
            Fill(_statistic.Predictors[k], row, 0);
            _metric.Weigh(row, Row(_weighed, k));
        }

        for (int m = 0; m < _references.Length; m++)
        {
            Fill(_references[m], Row(_reference, m), double.NaN);
        }

        RowProducts.Multiply(_predictor, predictors, _weighed, predictors, _metric.Stride, _metric.Length, _gram);
        RowProducts.Multiply(_reference, _references.Length, _weighed, predictors, _metric.Stride, _metric.Length, _product);
        _partition.Evaluate(_gram, _product, _metric.Sample.Total, Parts);
        stimulusWeights.CopyTo(_sample);
        _hasSample = true;
    }

    // A predictor that is constant in a sample explains nothing there; of a reference that is, nothing can be explained.
    private void Fill(PairVector vector, Span<double> row, double constant)
    {
        if (_metric.Fill(vector, row))
        {
            TensorPrimitives.Divide(row, _metric.Norm(row), row);
        }
        else
        {
            row.Fill(constant);
        }
    }

    private Span<double> Row(double[] rows, int index) => rows.AsSpan(index * _metric.Stride, _metric.Length);
}
