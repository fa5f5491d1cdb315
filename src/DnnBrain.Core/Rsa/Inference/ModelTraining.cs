using System.Numerics.Tensors;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Inference;

/// <summary>What models are fitted from under one sample of stimuli: products of components with one another and with the subjects.</summary>
internal sealed class ModelTraining
{
    private readonly ModelStatistic _statistic;
    private readonly PairMetric _fit;
    private readonly PairMetric _score;
    private readonly PairVector[] _subjects;
    private readonly double[] _component;
    private readonly double[] _weighed;
    private readonly double[] _subject;
    private readonly double[] _gram;
    private readonly double[] _product;
    private readonly double[] _similarity;
    private readonly double[] _norm;

    public ModelTraining(ModelStatistic statistic)
    {
        _statistic = statistic;
        _fit = new PairMetric(statistic.FitForm, statistic.StimulusCount, statistic.Present);
        _score = statistic.Form.IsRanked ? new PairMetric(statistic.Form, statistic.StimulusCount, statistic.Present) : _fit;
        _subjects = [.. statistic.Regions.SelectMany(region => region.Vectors)];
        int count = statistic.Components.Count;
        _component = new double[checked(count * _fit.Stride)];
        _weighed = new double[_component.Length];
        _subject = new double[checked(_subjects.Length * _fit.Stride)];
        _gram = new double[count * count];
        _product = new double[_subjects.Length * count];
        _similarity = new double[_subjects.Length * count];
        _norm = new double[_subjects.Length];
    }

    /// <summary>Takes a sample of training stimuli.</summary>
    public void Take(ReadOnlySpan<int> stimulusWeights)
    {
        int count = _statistic.Components.Count;
        _fit.Take(stimulusWeights);
        if (_score != _fit)
        {
            _score.Take(stimulusWeights);
        }

        // The pool of rank correlations is a mean of ranks; it is fitted as it is.
        for (int s = 0; s < _subjects.Length; s++)
        {
            Span<double> row = Row(_subject, s);
            bool varies = _score.Fill(_subjects[s], row);
            _norm[s] = varies ? _score.Norm(row) : double.NaN;
        }

        if (_score != _fit)
        {
            Compare(_score);
            _product.CopyTo(_similarity, 0);
        }

        Compare(_fit);
        RowProducts.Multiply(_component, count, _weighed, count, _fit.Stride, _fit.Length, _gram);
        if (_score == _fit)
        {
            _product.CopyTo(_similarity, 0);
        }

        for (int s = 0; s < _subjects.Length; s++)
        {
            for (int k = 0; k < count; k++)
            {
                _product[(s * count) + k] /= _norm[s];
                _similarity[(s * count) + k] /= _norm[s] * (_score == _fit ? Math.Sqrt(_gram[(k * count) + k]) : 1);
            }
        }
    }

    /// <summary>Fits a model to some of a region's subjects.</summary>
    /// <param name="model">The number of the model.</param>
    /// <param name="firstSubject">The number of the region's first subject among those of all regions.</param>
    /// <param name="weights">How often each of the region's subjects is in the sample.</param>
    /// <param name="leftOut">The subject left out; −1 for none.</param>
    public double[] Fit(int model, int firstSubject, ReadOnlySpan<int> weights, int leftOut)
    {
        int count = _statistic.Components.Count;
        int[] own = [.. Enumerable.Range(0, count).Where(k => _statistic.Components[k].Model == model)];
        double[,] gram = new double[own.Length, own.Length];
        double[] target = new double[own.Length];
        double[] similarity = new double[own.Length];
        for (int k = 0; k < own.Length; k++)
        {
            for (int j = 0; j < own.Length; j++)
            {
                gram[k, j] = _gram[(own[k] * count) + own[j]];
            }

            for (int s = 0; s < weights.Length; s++)
            {
                if (weights[s] > 0 && s != leftOut)
                {
                    int at = ((firstSubject + s) * count) + own[k];
                    target[k] += weights[s] * _product[at];
                    similarity[k] += weights[s] * _similarity[at];
                }
            }
        }

        return ModelFit.Weights(_statistic.Models[model], gram, target, similarity);
    }

    // Products of all components, in one form or the other, with all subjects.
    private void Compare(PairMetric metric)
    {
        int count = _statistic.Components.Count;
        for (int k = 0; k < count; k++)
        {
            Span<double> row = Row(_component, k);
            if (metric == _fit && _score != _fit)
            {
                _statistic.Components[k].Vector.Gather(metric.Sample, row);
                metric.Complete(row);
            }
            else
            {
                metric.Fill(_statistic.Components[k].Vector, row);
            }

            metric.Weigh(row, Row(_weighed, k));
            if (metric != _fit)
            {
                double norm = metric.Norm(row);
                TensorPrimitives.Divide(Row(_weighed, k), norm, Row(_weighed, k));
            }
        }

        RowProducts.Multiply(_subject, _subjects.Length, _weighed, count, _fit.Stride, _fit.Length, _product);
    }

    private Span<double> Row(double[] rows, int index) => rows.AsSpan(index * _fit.Stride, _fit.Length);
}
