using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Weighting;

/// <summary>Fits and scores weights inside a cross-validation over stimuli and subjects.</summary>
/// <remarks>
/// Stimuli are cut into folds and each subject is left out in turn. Weights are fitted to the pooled RDMs of the others over pairs of
/// training stimuli and scored on the subject over pairs of test stimuli; pairs of a training and a test stimulus are in neither. A region
/// with one subject is cross-validated over stimuli alone.
/// </remarks>
internal sealed class WeightingEvaluator
{
    private readonly WeightingSetup _setup;
    private readonly WeightingProducts _products;
    private readonly PenaltyChoice _penalty;
    private readonly CeilingEvaluator[]? _ceilings;
    private readonly int[] _fold;
    private readonly int[] _train;
    private readonly int[] _test;
    private readonly double[] _similarity = new double[1];

    /// <param name="setup">What is weighted.</param>
    /// <param name="measuresCeilings">Whether ceilings are wanted.</param>
    /// <param name="ranked">Ranks of references under samples that come again; null where none does.</param>
    public WeightingEvaluator(WeightingSetup setup, bool measuresCeilings, RankedReferences? ranked = null)
    {
        _setup = setup;
        _products = new WeightingProducts(setup, ranked);
        _penalty = new PenaltyChoice(setup);
        _ceilings = measuresCeilings ? [.. setup.Regions.Select(region => new CeilingEvaluator(_products.Metric, region.Vectors.Count))] : null;
        _fold = new int[setup.StimulusCount];
        _train = new int[setup.StimulusCount];
        _test = new int[setup.StimulusCount];
    }

    /// <summary>Bytes of one.</summary>
    public static long Bytes(WeightingSetup setup, bool measuresCeilings) =>
        WeightingProducts.Bytes(setup)
        + (measuresCeilings ? setup.Regions.Sum(region => CeilingEvaluator.Bytes(setup.Form, setup.StimulusCount, region.Vectors.Count)) : 0);

    /// <summary>A fit of the cross-validation and its score.</summary>
    public delegate void Observer(int fold, int reference, double alpha, double[] weights, double score);

    /// <summary>Told every fit.</summary>
    public Observer? Fitted { get; set; }

    /// <summary>Mean scores of one assignment to folds, for each sample of subjects: regions, then the ceilings' lower and upper bounds.</summary>
    /// <param name="index">The assignment.</param>
    /// <param name="stimulusWeights">How often each stimulus is in the sample.</param>
    /// <param name="subjectWeights">Sample × subject.</param>
    /// <param name="components">The model RDMs.</param>
    /// <param name="values">Takes sample × (3 × region) values, the ceilings only where they are measured; NaN where no fold has one.</param>
    public void Evaluate(
        long index, ReadOnlySpan<int> stimulusWeights, ReadOnlySpan<int> subjectWeights, IReadOnlyList<PairVector> components, Span<double> values)
    {
        int regions = _setup.Regions.Count;
        int samples = subjectWeights.Length / _setup.SubjectCount;
        int[] count = new int[values.Length];
        values.Clear();
        int folds = _setup.Folds.Assign(stimulusWeights, index, _fold);
        for (int fold = 0; fold < folds; fold++)
        {
            for (int i = 0; i < stimulusWeights.Length; i++)
            {
                _test[i] = _fold[i] == fold ? stimulusWeights[i] : 0;
                _train[i] = _fold[i] >= 0 && _fold[i] != fold ? stimulusWeights[i] : 0;
            }

            _penalty.Take(_products, components, _train, index, fold);
            _products.Take(_train, components);
            var solver = new WeightSolver(_setup.Weighting, _products.Gram, components.Count);
            double[] product = [.. _products.Product];
            _products.Take(_test, components);
            TakeCeilings();
            for (int sample = 0; sample < samples; sample++)
            {
                ReadOnlySpan<int> drawn = subjectWeights.Slice(sample * _setup.SubjectCount, _setup.SubjectCount);
                AddFold(fold, solver, product, drawn, values.Slice(sample * 3 * regions, 3 * regions), count.AsSpan(sample * 3 * regions, 3 * regions));
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = count[i] == 0 ? double.NaN : values[i] / count[i];
        }
    }

    /// <summary>Weights fitted to everything, and their score on the same: the biased number.</summary>
    /// <returns>For each region the penalty, the weights, the lengths of the RDMs and the mean score.</returns>
    public (double Alpha, double[] Weights, double Score)[] EvaluateInSample(ReadOnlySpan<int> stimulusWeights, IReadOnlyList<PairVector> components)
    {
        _penalty.Take(_products, components, stimulusWeights, 0, -1);
        _products.Take(stimulusWeights, components);
        var solver = new WeightSolver(_setup.Weighting, _products.Gram, components.Count);
        Length = [.. solver.Length];
        var fits = new (double, double[], double)[_setup.Regions.Count];
        int first = 0;
        for (int r = 0; r < fits.Length; r++)
        {
            int subjects = _setup.Regions[r].Vectors.Count;
            int[] everybody = [.. Enumerable.Repeat(1, subjects)];
            double alpha = _penalty.Choose(first, everybody, -1);
            double[] weights = solver.Solve(PenaltyChoice.Pool(_products.Product, first, everybody, -1, components.Count), alpha);
            double[] scores = new double[subjects];
            _products.Score(weights, [.. Enumerable.Range(first, subjects)], scores);
            fits[r] = (alpha, weights, scores.Average());
            first += subjects;
        }

        return fits;
    }

    /// <summary>The lengths of the RDMs over all stimuli, in the metric of the fit, after <see cref="EvaluateInSample"/>.</summary>
    public double[] Length { get; private set; } = [];

    private void TakeCeilings()
    {
        if (_ceilings is null)
        {
            return;
        }

        int stride = _products.Metric.Stride;
        int first = 0;
        for (int r = 0; r < _ceilings.Length; r++)
        {
            int subjects = _setup.Regions[r].Vectors.Count;
            _ceilings[r].Take(
                _products.Rows.Slice(first * stride, subjects * stride), _products.WeighedRows.Slice(first * stride, subjects * stride), _products.Norms.Slice(first, subjects));
            first += subjects;
        }
    }

    private void AddFold(int fold, WeightSolver solver, double[] product, ReadOnlySpan<int> subjectWeights, Span<double> values, Span<int> count)
    {
        int regions = _setup.Regions.Count;
        int first = 0;
        for (int r = 0; r < regions; r++)
        {
            int[] weights = new int[_setup.Regions[r].Subject.Count];
            for (int s = 0; s < weights.Length; s++)
            {
                weights[s] = subjectWeights[_setup.Regions[r].Subject[s]];
            }

            Add(values, count, r, MeanScore(fold, solver, product, first, weights));
            if (_ceilings is not null)
            {
                NoiseCeiling bounds = _ceilings[r].Evaluate(weights);
                Add(values, count, regions + r, bounds.Lower);
                Add(values, count, (2 * regions) + r, bounds.Upper);
            }

            first += weights.Length;
        }
    }

    private double MeanScore(int fold, WeightSolver solver, double[] product, int first, int[] weights)
    {
        int different = weights.Count(weight => weight > 0);
        double sum = 0;
        int total = 0;
        for (int s = 0; s < weights.Length; s++)
        {
            if (weights[s] == 0)
            {
                continue;
            }

            int leftOut = different == 1 ? -1 : s;
            double alpha = _penalty.Choose(first, weights, leftOut);
            double[] theta = solver.Solve(PenaltyChoice.Pool(product, first, weights, leftOut, _setup.Components.Count), alpha);
            _products.Score(theta, [first + s], _similarity);
            Fitted?.Invoke(fold, first + s, alpha, Scale(theta, solver.Length), _similarity[0]);
            sum += weights[s] * _similarity[0];
            total += weights[s];
        }

        return total == 0 ? double.NaN : sum / total;
    }

    /// <summary>Weights of RDMs of the same spread, whose sizes sum to 1.</summary>
    public static double[] Scale(double[] theta, ReadOnlySpan<double> length)
    {
        double[] scaled = new double[theta.Length];
        double sum = 0;
        for (int k = 0; k < theta.Length; k++)
        {
            scaled[k] = theta[k] == 0 ? 0 : theta[k] * length[k];
            sum += Math.Abs(scaled[k]);
        }

        return sum == 0 ? scaled : [.. scaled.Select(weight => weight / sum)];
    }

    private static void Add(Span<double> values, Span<int> count, int index, double value)
    {
        values[index] += double.IsNaN(value) ? 0 : value;
        count[index] += double.IsNaN(value) ? 0 : 1;
    }
}
