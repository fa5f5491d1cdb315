using System.Numerics.Tensors;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Weighting;

/// <summary>Products of model RDMs with one another and with the references under one sample of stimuli, and scores of weighted sums there.</summary>
internal sealed class WeightingProducts
{
    private readonly WeightingSetup _setup;
    private readonly RankedReferences? _ranked;
    private readonly bool[] _varies;
    private readonly PairMetric _fit;
    private readonly PairMetric _score;
    private readonly double[] _component;
    private readonly double[] _weighed;
    private readonly double[] _reference;
    private readonly double[] _weighedReference;
    private readonly double[] _norm;
    private readonly double[] _prediction;

    /// <param name="setup">What is weighted.</param>
    /// <param name="ranked">Ranks of references under samples that come again; null to rank in every sample.</param>
    public WeightingProducts(WeightingSetup setup, RankedReferences? ranked)
    {
        _setup = setup;
        _ranked = setup.Form.IsRanked ? ranked : null;
        _varies = new bool[setup.References.Count];
        _fit = new PairMetric(setup.FitForm, setup.StimulusCount, setup.Present);
        _score = setup.Form == setup.FitForm ? _fit : new PairMetric(setup.Form, setup.StimulusCount, setup.Present);
        int count = setup.Components.Count;
        _component = new double[checked(count * _fit.Stride)];
        _weighed = new double[_component.Length];
        _reference = new double[checked(setup.References.Count * _fit.Stride)];
        _weighedReference = new double[_reference.Length];
        _norm = new double[setup.References.Count];
        _prediction = new double[2 * _fit.Stride];
        Gram = new double[count * count];
        Product = new double[setup.References.Count * count];
    }

    /// <summary>Products of the RDMs with one another, K × K.</summary>
    public double[] Gram { get; }

    /// <summary>Products of the references of length 1 with the RDMs, M × K; 0 for a reference that is constant in the sample.</summary>
    public double[] Product { get; }

    /// <summary>The metric of the similarity, under the sample.</summary>
    public PairMetric Metric => _score;

    /// <summary>The references' rows under the sample.</summary>
    public ReadOnlyMemory<double> Rows => _reference;

    /// <summary>What the rows are multiplied with.</summary>
    public ReadOnlyMemory<double> WeighedRows => _weighedReference;

    /// <summary>What the rows' products are divided by; NaN for one that is constant.</summary>
    public ReadOnlySpan<double> Norms => _norm;

    /// <summary>Bytes of one: rows of all RDMs, plain and weighed, and of a prediction and its ranks.</summary>
    public static long Bytes(WeightingSetup setup)
    {
        long components = setup.Components.Count;
        long references = setup.References.Count;
        return PairMetric.Bytes(setup.FitForm, setup.StimulusCount, setup.Present)
            + (setup.Form == setup.FitForm ? 0 : PairMetric.Bytes(setup.Form, setup.StimulusCount, setup.Present))
            + PairMetric.RowBytes(setup.FitForm, setup.StimulusCount, (2 * (components + references)) + (setup.Form.IsRanked ? 4 : 2))
            + (sizeof(double) * ((components * components) + (components * references)));
    }

    /// <summary>Takes a sample of stimuli.</summary>
    /// <param name="stimulusWeights">How often each is in it; at least three are.</param>
    /// <param name="components">The model RDMs, in the order of the setup.</param>
    public void Take(ReadOnlySpan<int> stimulusWeights, IReadOnlyList<PairVector> components)
    {
        int count = components.Count;
        _fit.Take(stimulusWeights);
        if (_score != _fit)
        {
            _score.Take(stimulusWeights);
        }

        for (int k = 0; k < count; k++)
        {
            Span<double> row = Row(_component, k);
            if (!_fit.Fill(components[k], row))
            {
                row.Clear();
            }

            _fit.Weigh(row, Row(_weighed, k));
        }

        _ranked?.Fill(stimulusWeights, _score, _setup.References, _reference, _varies);
        for (int s = 0; s < _norm.Length; s++)
        {
            Span<double> row = Row(_reference, s);
            bool varies = _ranked is null ? _score.Fill(_setup.References[s], row) : _varies[s];
            _norm[s] = varies ? _score.Norm(row) : double.NaN;
            _score.Weigh(row, Row(_weighedReference, s));
        }

        RowProducts.Multiply(_component, count, _weighed, count, _fit.Stride, _fit.Length, Gram);
        RowProducts.Multiply(_reference, _norm.Length, _weighed, count, _fit.Stride, _fit.Length, Product);
        for (int i = 0; i < Product.Length; i++)
        {
            Product[i] = double.IsNaN(_norm[i / count]) ? 0 : Product[i] / _norm[i / count];
        }
    }

    /// <summary>The similarity of a weighted sum with some references.</summary>
    /// <param name="theta">The weights.</param>
    /// <param name="references">Which references.</param>
    /// <param name="similarity">Takes one value for each: 0 for no prediction (all weights 0), NaN where prediction or reference is constant.</param>
    public void Score(double[] theta, ReadOnlySpan<int> references, Span<double> similarity)
    {
        if (Array.TrueForAll(theta, weight => weight == 0))
        {
            similarity.Clear();
            return;
        }

        Span<double> sum = _prediction.AsSpan(0, _score.Length);
        Span<double> values = _prediction.AsSpan(_fit.Stride, _score.Sample.Count);
        sum.Clear();
        for (int k = 0; k < theta.Length; k++)
        {
            if (theta[k] != 0)
            {
                // Rows are centred or as they are: ranks, means and sums over stimuli are the sum's own.
                Row(_component, k)[..values.Length].CopyTo(values);
                TensorPrimitives.MultiplyAdd(values, theta[k], sum[..values.Length], sum[..values.Length]);
            }
        }

        double norm = _score.Complete(sum) ? _score.Norm(sum) : double.NaN;
        for (int i = 0; i < references.Length; i++)
        {
            int s = references[i];
            similarity[i] = Math.Clamp(TensorPrimitives.Dot<double>(sum, Row(_weighedReference, s)) / (norm * _norm[s]), -1, 1);
        }
    }

    private Span<double> Row(double[] rows, int index) => rows.AsSpan(index * _fit.Stride, _fit.Length);
}
