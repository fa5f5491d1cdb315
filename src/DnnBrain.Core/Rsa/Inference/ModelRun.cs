using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>The observed scores of a test of models.</summary>
internal sealed class ModelRun
{
    private readonly IReadOnlyList<RsaModel> _models;
    private readonly IReadOnlyList<ReferenceGroup> _groups;
    private readonly ModelStatistic _statistic;
    private readonly double[] _means;
    private readonly double[] _inSample;
    private readonly double[][] _weights;
    private readonly double[][] _share;
    private readonly double[,] _subjectSum;
    private readonly int[,] _subjectCount;

    /// <summary>Fits and scores all models under the sample as observed.</summary>
    public ModelRun(IReadOnlyList<RsaModel> models, IReadOnlyList<ReferenceGroup> groups, ModelStatistic statistic)
    {
        _models = models;
        _groups = groups;
        _statistic = statistic;
        int subjects = groups.Sum(group => group.Index.Count);
        int[] groupOf = [.. groups.SelectMany((group, g) => group.Index.Select(_ => g))];
        _subjectSum = new double[models.Count, subjects];
        _subjectCount = new int[models.Count, subjects];
        _share = [.. models.SelectMany(model => groups.Select(_ => new double[model.Component.Count]))];
        int[] fits = new int[_share.Length];
        int[] ones = [.. Enumerable.Repeat(1, statistic.StimulusCount)];
        double[] values = new double[statistic.RepetitionCount * statistic.ValueCount];
        var evaluator = new ModelEvaluator(statistic)
        {
            Scored = (model, subject, similarity, theta) =>
            {
                int cell = (model * groups.Count) + groupOf[subject];
                fits[cell]++;
                for (int k = 0; k < theta.Length; k++)
                {
                    _share[cell][k] += theta[k] == 0 ? 0 : 1;
                }

                if (!double.IsNaN(similarity))
                {
                    _subjectSum[model, subject] += similarity;
                    _subjectCount[model, subject]++;
                }
            },
        };
        evaluator.Evaluate(-1, ones, [.. Enumerable.Repeat(1, statistic.SubjectCount)], values);
        evaluator.Scored = null;
        (_inSample, _weights) = evaluator.EvaluateInSample(ones);
        Repeated = values;
        _means = BootstrapResult.MeanOverRepetitions(values, statistic.ValueCount);
        for (int cell = 0; cell < fits.Length; cell++)
        {
            for (int k = 0; k < _share[cell].Length; k++)
            {
                _share[cell][k] /= fits[cell];
            }
        }
    }

    /// <summary>The values of the statistic, repetition × value.</summary>
    public double[] Repeated { get; }

    /// <summary>Cell × subject, for tests over subjects; a person has one column in all regions.</summary>
    public double[,] SubjectScores()
    {
        double[,] scores = new double[_models.Count * _groups.Count, _statistic.SubjectCount];
        for (int m = 0; m < _models.Count; m++)
        {
            for (int g = 0; g < _groups.Count; g++)
            {
                int cell = (m * _groups.Count) + g;
                for (int s = 0; s < _statistic.SubjectCount; s++)
                {
                    scores[cell, s] = double.NaN;
                }

                double[] own = OfSubjects(m, g);
                for (int s = 0; s < own.Length; s++)
                {
                    scores[cell, _statistic.Regions[g].Subject[s]] = own[s];
                }
            }
        }

        return scores;
    }

    /// <summary>The result of one model in one region; its p-values are yet to come.</summary>
    public RsaModelTest Result(int model, int group, RsaModelTestOptions options, int foldCount, Provenance provenance)
    {
        int cell = (model * _groups.Count) + group;
        int cells = _models.Count * _groups.Count;
        double[] subjects = OfSubjects(model, group);
        double mean = subjects.Average();
        double squares = subjects.Sum(score => (score - mean) * (score - mean));
        return new RsaModelTest
        {
            Name = _models[model].Name,
            Kind = _models[model].Kind,
            Region = _groups[group].Region,
            Method = options.Setup.Name,
            Score = _means[cell],
            InSampleScore = _inSample[cell],
            Subject = Array.AsReadOnly(_groups[group].Subject.ToArray()),
            SubjectScore = Array.AsReadOnly(subjects),
            StandardError = subjects.Length > 1 ? Math.Sqrt(squares / (subjects.Length - 1) / subjects.Length) : double.NaN,
            Confidence = Interval.None,
            Test = "SignFlip",
            PValue = double.NaN,
            AdjustedPValue = double.NaN,
            CeilingLower = _means[cells + group],
            CeilingUpper = _means[cells + _groups.Count + group],
            Component = Array.AsReadOnly(_models[model].Component.Select(rdm => rdm.Name).ToArray()),
            Weight = Array.AsReadOnly(_weights[cell]),
            Share = Array.AsReadOnly(_share[cell]),
            FoldCount = foldCount,
            StimulusCount = _statistic.StimulusCount,
            Provenance = provenance,
        };
    }

    private double[] OfSubjects(int model, int group)
    {
        int first = _groups.Take(group).Sum(other => other.Index.Count);
        return [.. Enumerable.Range(first, _groups[group].Index.Count).Select(subject => _subjectSum[model, subject] / _subjectCount[model, subject])];
    }
}
