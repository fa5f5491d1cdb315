using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Inference;

/// <summary>What models are fitted from under one sample of stimuli: products of components with one another and with the subjects.</summary>
/// <remarks>
/// Weights are fitted in the metric of the comparison where that is a product. The pool of rank correlations, Kendall's too, is a mean of
/// ranks, fitted as it is; kernels are fitted by their alignment, the whitened cosine. A choice is made by the similarity itself.
/// </remarks>
internal sealed class ModelTraining
{
    private readonly ModelStatistic _statistic;
    private readonly PairMetric _fit;
    private readonly PairMetric _score;
    private readonly RegionSample? _similar;
    private readonly PairVector[] _subjects;
    private readonly PairVector[] _components;
    private readonly double[] _component;
    private readonly double[] _weighed;
    private readonly double[] _subject;
    private readonly double[] _gram;
    private readonly double[] _product;
    private readonly double[] _similarity;

    public ModelTraining(ModelStatistic statistic)
    {
        _statistic = statistic;
        PairDesign design = statistic.Design;
        _fit = design.CreateMetric(statistic.FitForm);
        _score = design.Form.IsRanked ? design.CreateMetric(design.Form) : _fit;
        _similar = statistic.Models.Any(model => model.Kind == RsaModelKind.Select) ? design.CreateSample() : null;
        _subjects = [.. statistic.Regions.SelectMany(region => region.Vectors)];
        _components = [.. statistic.Components.Select(component => component.Vector)];
        int count = _components.Length;
        _component = new double[checked(count * _fit.Stride)];
        _weighed = new double[_component.Length];
        _subject = new double[checked(_subjects.Length * _fit.Stride)];
        _gram = new double[count * count];
        _product = new double[_subjects.Length * count];
        _similarity = new double[_subjects.Length * count];
    }

    /// <summary>Bytes of one: rows of all components, plain and weighed, and of all subjects; similarities where a model is a choice.</summary>
    public static long Bytes(ModelStatistic statistic)
    {
        PairDesign design = statistic.Design;
        long subjects = design.VectorCount;
        long components = statistic.Components.Count;
        return design.MetricBytes(statistic.FitForm)
            + (design.Form.IsRanked ? design.MetricBytes(design.Form) : 0)
            + (statistic.Models.Any(model => model.Kind == RsaModelKind.Select) ? design.SampleBytes : 0)
            + PairMetric.RowBytes(statistic.FitForm, statistic.StimulusCount, (2 * components) + subjects)
            + (sizeof(double) * ((components * components) + (2 * components * subjects)));
    }

    /// <summary>Takes a sample of training stimuli.</summary>
    public void Take(ReadOnlySpan<int> stimulusWeights)
    {
        int count = _components.Length;
        _fit.Take(stimulusWeights);
        if (_score != _fit)
        {
            _score.Take(stimulusWeights);
        }

        for (int k = 0; k < count; k++)
        {
            Span<double> row = Row(_component, k);
            _components[k].Gather(_fit.Sample, row[.._fit.Sample.Count]);
            if (!_fit.Complete(row) || !_fit.RemoveNuisances(row))
            {
                row.Clear();
            }

            _fit.Weigh(row, Row(_weighed, k));
        }

        double[] norm = new double[_subjects.Length];
        for (int s = 0; s < _subjects.Length; s++)
        {
            norm[s] = TakeSubject(s);
        }

        RowProducts.Multiply(_component, count, _weighed, count, _fit.Stride, _fit.Length, _gram);
        RowProducts.Multiply(_subject, _subjects.Length, _weighed, count, _fit.Stride, _fit.Length, _product);
        for (int i = 0; i < _product.Length; i++)
        {
            _product[i] /= norm[i / count];
        }

        if (_similar is not null)
        {
            _similar.Take(stimulusWeights);
            _similar.Compare(_components, _similarity);
        }
    }

    /// <summary>Fits a model to some of a region's subjects.</summary>
    /// <param name="model">The number of the model.</param>
    /// <param name="firstSubject">The number of the region's first subject among those of all regions.</param>
    /// <param name="weights">How often each of the region's subjects is in the sample.</param>
    /// <param name="leftOut">The subject left out; −1 for none.</param>
    public double[] Fit(int model, int firstSubject, ReadOnlySpan<int> weights, int leftOut)
    {
        int count = _components.Length;
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
                    target[k] += weights[s] * _product[((firstSubject + s) * count) + own[k]];
                    similarity[k] += weights[s] * _similarity[(own[k] * _subjects.Length) + firstSubject + s];
                }
            }
        }

        return ModelFit.Weights(_statistic.Models[model], gram, target, similarity);
    }

    // What is left of a subject, and the length by which subjects are made alike before they are pooled.
    private double TakeSubject(int subject)
    {
        Span<double> row = Row(_subject, subject);
        if (!_score.Fill(_subjects[subject], row))
        {
            return double.NaN;
        }

        double whole = _score.Nuisances is null || _statistic.Design.IsSemipartial ? _score.Norm(row) : double.NaN;
        if (_score.Nuisances is null)
        {
            return whole;
        }

        bool remains = _score.RemoveNuisances(row);
        return !remains ? double.NaN : _statistic.Design.IsSemipartial ? whole : _score.Norm(row);
    }

    private Span<double> Row(double[] rows, int index) => rows.AsSpan(index * _fit.Stride, _fit.Length);
}
