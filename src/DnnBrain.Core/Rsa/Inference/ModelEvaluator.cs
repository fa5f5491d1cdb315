using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>Evaluates a <see cref="ModelStatistic"/>.</summary>
internal sealed class ModelEvaluator : IWeightedStatisticEvaluator
{
    private readonly ModelStatistic _statistic;
    private readonly ModelTraining _training;
    private readonly RegionSample _test;
    private readonly PairVector[][] _components;
    private readonly int[] _fold;
    private readonly int[] _train;
    private readonly int[] _tested;
    private readonly int[] _subjectCount;

    public ModelEvaluator(ModelStatistic statistic)
    {
        _statistic = statistic;
        _training = new ModelTraining(statistic);
        _test = statistic.Design.CreateSample();
        _components = [.. statistic.Models.Select((_, m) => statistic.Components.Where(component => component.Model == m).Select(component => component.Vector).ToArray())];
        _fold = new int[statistic.StimulusCount];
        _train = new int[statistic.StimulusCount];
        _tested = new int[statistic.StimulusCount];
        _subjectCount = [.. statistic.Regions.Select(region => region.Vectors.Count)];
    }

    /// <summary>Bytes of one: test stimuli, what models are fitted from, and for ranks what sorts a prediction.</summary>
    public static long Bytes(ModelStatistic statistic) =>
        statistic.Design.SampleBytes
        + ModelTraining.Bytes(statistic)
        + (statistic.Design.Form.IsRanked ? PairMetric.RowBytes(statistic.Design.Form, statistic.StimulusCount, 2) : 0);

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
            int folds = ModelFolds.Assign(stimulusWeights, _statistic.FoldCount, random, keepAll: draw < 0, _fold, _statistic.FewestInFold);
            for (int fold = 0; fold < folds; fold++)
            {
                Split(stimulusWeights, fold);
                _test.Take(_tested);
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
        _test.Take(stimulusWeights);
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
                _test.Predict(_components[m], weights[cell]);
                for (int s = 0; s < _subjectCount[r]; s++)
                {
                    score[cell] += _test.PredictedSimilarity(first + s) / _subjectCount[r];
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

            NoiseCeiling bounds = _test.Ceiling(r, weights);
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
        if (isFixed)
        {
            _test.Predict(_components[model], [1]);
        }

        double sum = 0;
        int total = 0;
        for (int s = 0; s < weights.Length; s++)
        {
            if (weights[s] == 0)
            {
                continue;
            }

            double[] theta = isFixed ? [1] : _training.Fit(model, first, weights, single ? -1 : s);
            if (!isFixed)
            {
                _test.Predict(_components[model], theta);
            }

            double similarity = _test.PredictedSimilarity(first + s);
            Scored?.Invoke(model, first + s, similarity, theta);
            sum += weights[s] * similarity;
            total += weights[s];
        }

        return total == 0 ? double.NaN : sum / total;
    }
}
