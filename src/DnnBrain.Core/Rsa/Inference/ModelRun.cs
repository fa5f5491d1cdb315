using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Inference;

/// <summary>The observed scores of a test of models.</summary>
internal sealed class ModelRun
{
    /// <summary>What a fitted model lacks where a region has one subject.</summary>
    public const string OfOneSubject = "cross-validated over stimuli alone, without noise ceiling and test over subjects";

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
        FitCount = fits.Sum();
        UnscoredCount = FitCount - _subjectCount.Cast<int>().Sum();
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

    /// <summary>Number of fits, one a model, fold and subject left out.</summary>
    public int FitCount { get; }

    /// <summary>How many of them have no score.</summary>
    public int UnscoredCount { get; }

    /// <summary>The values of the statistic, repetition × value.</summary>
    public double[] Repeated { get; }

    /// <summary>Cell × subject, for tests over subjects; a person has one column in all regions.</summary>
    public double[,] SubjectScores() => SubjectTable.Create([.. _models.SelectMany((_, m) => _groups.Select((group, g) =>
    {
        double[] own = OfSubjects(m, g);
        return new SubjectBlock(group.Subject, 1, (_, s) => own[s]);
    }))]);

    /// <summary>The result of one model in one region; its p-values are yet to come.</summary>
    public RsaModelTest Result(int model, int group, RsaModelTestOptions options, int foldCount, Provenance provenance)
    {
        int cell = (model * _groups.Count) + group;
        int cells = _models.Count * _groups.Count;
        double[] subjects = OfSubjects(model, group);
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
            StandardError = Statistics.StandardError.OfMean(subjects),
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
