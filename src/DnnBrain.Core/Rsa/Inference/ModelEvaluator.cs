using System.Numerics.Tensors;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>Evaluates a <see cref="ModelStatistic"/>.</summary>
internal sealed class ModelEvaluator : IWeightedStatisticEvaluator
{
    private readonly ModelStatistic _statistic;
    private readonly ModelTraining _training;
    private readonly PairMetric _test;
    private readonly double[] _rows;
    private readonly double[] _weighed;
    private readonly double[] _norm;
    private readonly double[] _values;
    private readonly CeilingEvaluator[] _ceilings;
    private readonly int[] _fold;
    private readonly int[] _train;
    private readonly int[] _tested;
    private readonly int[] _subjectCount;

    public ModelEvaluator(ModelStatistic statistic)
    {
        _statistic = statistic;
        _training = new ModelTraining(statistic);
        _test = new PairMetric(statistic.Form, statistic.StimulusCount, statistic.Present);
        int subjects = statistic.Regions.Sum(region => region.Vectors.Count);
        _rows = new double[checked(subjects * _test.Stride)];
        _weighed = new double[_rows.Length];
        _norm = new double[subjects];
        _values = new double[2 * _test.Stride];
        _ceilings = [.. statistic.Regions.Select(region => new CeilingEvaluator(_test, region.Vectors.Count))];
        _fold = new int[statistic.StimulusCount];
        _train = new int[statistic.StimulusCount];
        _tested = new int[statistic.StimulusCount];
        _subjectCount = [.. statistic.Regions.Select(region => region.Vectors.Count)];
    }

    /// <summary>Told every score of a subject: model, subject among those of all regions, similarity, weights of the model's components.</summary>
    public Action<int, int, double, double[]>? Scored { get; set; }

    public void Evaluate(long draw, ReadOnlySpan<int> stimulusWeights, ReadOnlySpan<int> subjectWeights, Span<double> values)
    {
        int samples = subjectWeights.Length / _statistic.SubjectCount;
        int width = _statistic.RepetitionCount * _statistic.ValueCount;
        int[] count = new int[values.Length];
        values[..(samples * width)].Clear();
        for (int repetition = 0; repetition < _statistic.RepetitionCount; repetition++)
        {
            // A sample without one stimulus keeps the folds of the others: what changes is the stimulus alone.
            var random = new RandomStream(_statistic.Seed, RandomPurpose.BootstrapFold, (Math.Max(-1, draw) * _statistic.RepetitionCount) + repetition);
            int folds = ModelFolds.Assign(stimulusWeights, _statistic.FoldCount, random, keepAll: draw < 0, _fold);
            for (int fold = 0; fold < folds; fold++)
            {
                Split(stimulusWeights, fold);
                TakeTest();
                _training.Take(_train);
                for (int sample = 0; sample < samples; sample++)
                {
                    int place = (sample * width) + (repetition * _statistic.ValueCount);
                    AddFold(
                        subjectWeights.Slice(sample * _statistic.SubjectCount, _statistic.SubjectCount),
                        values.Slice(place, _statistic.ValueCount),
                        count.AsSpan(place, _statistic.ValueCount));
                }
            }
        }

        for (int i = 0; i < samples * width; i++)
        {
            // Folds in which a value is not defined are left out; with none left there is no value.
            values[i] = count[i] == 0 ? double.NaN : values[i] / count[i];
        }
    }

    /// <summary>Fits and scores every model on all stimuli and subjects: the biased number.</summary>
    /// <returns>The mean similarity of each model × region, and the models' weights.</returns>
    public (double[] Score, double[][] Weights) EvaluateInSample(ReadOnlySpan<int> stimulusWeights)
    {
        stimulusWeights.CopyTo(_tested);
        TakeTest();
        _training.Take(stimulusWeights);
        double[] score = new double[_statistic.Models.Count * _subjectCount.Length];
        double[][] weights = new double[score.Length][];
        int first = 0;
        for (int r = 0; r < _subjectCount.Length; r++)
        {
            int[] everybody = [.. Enumerable.Repeat(1, _subjectCount[r])];
            for (int m = 0; m < _statistic.Models.Count; m++)
            {
                int cell = (m * _subjectCount.Length) + r;
                weights[cell] = _training.Fit(m, first, everybody, -1);
                double norm = Predict(m, weights[cell]);
                for (int s = 0; s < _subjectCount[r]; s++)
                {
                    score[cell] += Similarity(first + s, norm) / _subjectCount[r];
                }
            }

            first += _subjectCount[r];
        }

        return (score, weights);
    }

    private void Split(ReadOnlySpan<int> weights, int fold)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            _tested[i] = _fold[i] == fold ? weights[i] : 0;
            _train[i] = _fold[i] >= 0 && _fold[i] != fold ? weights[i] : 0;
        }
    }

    private void TakeTest()
    {
        _test.Take(_tested);
        int subject = 0;
        for (int r = 0; r < _subjectCount.Length; r++)
        {
            int first = subject;
            foreach (PairVector vector in _statistic.Regions[r].Vectors)
            {
                Span<double> row = _rows.AsSpan(subject * _test.Stride, _test.Length);
                bool varies = _test.Fill(vector, row);
                _test.Weigh(row, _weighed.AsSpan(subject * _test.Stride, _test.Length));
                _norm[subject++] = varies ? _test.Norm(row) : double.NaN;
            }

            int length = _subjectCount[r] * _test.Stride;
            _ceilings[r].Take(_rows.AsMemory(first * _test.Stride, length), _weighed.AsMemory(first * _test.Stride, length), _norm.AsSpan(first, _subjectCount[r]));
        }
    }

    private void AddFold(ReadOnlySpan<int> subjectWeights, Span<double> values, Span<int> count)
    {
        int regions = _subjectCount.Length;
        int cells = _statistic.Models.Count * regions;
        int first = 0;
        for (int r = 0; r < regions; r++)
        {
            int[] weights = new int[_subjectCount[r]];
            for (int s = 0; s < weights.Length; s++)
            {
                weights[s] = subjectWeights[_statistic.Regions[r].Subject[s]];
            }

            for (int m = 0; m < _statistic.Models.Count; m++)
            {
                Add(values, count, (m * regions) + r, MeanScore(m, first, weights));
            }

            NoiseCeiling bounds = _ceilings[r].Evaluate(weights);
            Add(values, count, cells + r, bounds.Lower);
            Add(values, count, cells + regions + r, bounds.Upper);
            first += weights.Length;
        }
    }

    private static void Add(Span<double> values, Span<int> count, int index, double value)
    {
        values[index] += double.IsNaN(value) ? 0 : value;
        count[index] += double.IsNaN(value) ? 0 : 1;
    }

    private double MeanScore(int model, int first, int[] weights)
    {
        bool isFixed = _statistic.Models[model].Kind == RsaModelKind.Fixed;
        bool single = weights.Count(weight => weight > 0) == 1;
        double norm = isFixed ? Predict(model, [1]) : double.NaN;
        double sum = 0;
        int total = 0;
        for (int s = 0; s < weights.Length; s++)
        {
            if (weights[s] == 0)
            {
                continue;
            }

            double[] theta = isFixed ? [1] : _training.Fit(model, first, weights, single ? -1 : s);
            norm = isFixed ? norm : Predict(model, theta);
            double similarity = Similarity(first + s, norm);
            Scored?.Invoke(model, first + s, similarity, theta);
            sum += weights[s] * similarity;
            total += weights[s];
        }

        return total == 0 ? double.NaN : sum / total;
    }

    // A model that found nothing in the training data predicts nothing: its similarity is 0, not missing.
    private double Similarity(int subject, double norm) =>
        norm == 0 ? 0 : Math.Clamp(TensorPrimitives.Dot<double>(Prediction, _weighed.AsSpan(subject * _test.Stride, _test.Length)) / (norm * _norm[subject]), -1, 1);

    private Span<double> Prediction => _values.AsSpan(0, _test.Length);

    /// <summary>Puts a model's prediction of the test pairs in place.</summary>
    /// <returns>Its length; 0 for no prediction, NaN for one that is constant.</returns>
    private double Predict(int model, double[] theta)
    {
        Span<double> sum = Prediction;
        Span<double> row = _values.AsSpan(_test.Stride, _test.Sample.Count);
        sum.Clear();
        int k = 0;
        foreach (PairComponent component in _statistic.Components)
        {
            if (component.Model != model)
            {
                continue;
            }

            if (theta[k] != 0)
            {
                component.Vector.Gather(_test.Sample, row);
                TensorPrimitives.MultiplyAdd(row, theta[k], sum[..row.Length], sum[..row.Length]);
            }

            k++;
        }

        return Array.TrueForAll(theta, weight => weight == 0) ? 0 : _test.Complete(sum) ? _test.Norm(sum) : double.NaN;
    }
}
