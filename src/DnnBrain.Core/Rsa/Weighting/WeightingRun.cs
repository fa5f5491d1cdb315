using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Weighting;

/// <summary>The observed fits and scores of one call.</summary>
internal sealed class WeightingRun
{
    private readonly WeightingSetup _setup;
    private readonly IReadOnlyList<ReferenceGroup> _groups;
    private readonly List<WeightedRsaFold>[] _folds;
    private readonly double[] _sum;
    private readonly int[] _count;
    private readonly double[] _means;
    private readonly (double Alpha, double[] Weights, double Score)[] _all;
    private readonly double[] _length;

    /// <summary>Fits and scores under the sample as observed.</summary>
    public WeightingRun(WeightingSetup setup, IReadOnlyList<ReferenceGroup> groups, int repetitionCount, IRunObserver observer, CancellationToken token)
    {
        (_setup, _groups) = (setup, groups);
        _folds = [.. groups.Select(_ => new List<WeightedRsaFold>())];
        _sum = new double[setup.References.Count];
        _count = new int[setup.References.Count];
        (int Region, string Subject)[] whose = [.. groups.SelectMany((group, g) => group.Subject.Select(subject => (g, subject)))];
        var evaluator = new WeightingEvaluator(setup, measuresCeilings: true);
        PairVector[] components = [.. setup.Components.Select(values => new PairVector(values, isRanked: false))];
        int[] stimuli = [.. Enumerable.Repeat(1, setup.StimulusCount)];
        int[] subjects = [.. Enumerable.Repeat(1, setup.SubjectCount)];
        double[] values = new double[3 * groups.Count];
        Repeated = new double[repetitionCount * values.Length];
        for (int repetition = 0; repetition < repetitionCount; repetition++)
        {
            token.ThrowIfCancellationRequested();
            evaluator.Fitted = (fold, reference, alpha, weights, score) =>
            {
                (int region, string subject) = whose[reference];
                _folds[region].Add(new WeightedRsaFold(repetition + 1, fold + 1, subject, alpha, Array.AsReadOnly(weights), score));
                _sum[reference] += double.IsNaN(score) ? 0 : score;
                _count[reference] += double.IsNaN(score) ? 0 : 1;
            };
            evaluator.Evaluate(-repetitionCount + repetition, stimuli, subjects, components, values);
            values.CopyTo(Repeated, repetition * values.Length);
            observer.Report(new RunProgress("Cross-validating weights", repetition + 1, repetitionCount, "assignments"));
        }

        _means = BootstrapResult.MeanOverRepetitions(Repeated, values.Length);
        evaluator.Fitted = null;
        _all = evaluator.EvaluateInSample(stimuli, components);
        _length = evaluator.Length;
    }

    /// <summary>Repetition × (region, lower and upper bounds of the ceilings).</summary>
    public double[] Repeated { get; }

    /// <summary>Region × subject, for tests over subjects; a person has one column in all regions.</summary>
    public double[,] SubjectScores() => SubjectTable.Create([.. _groups.Select((group, g) =>
    {
        double[] own = OfSubjects(g);
        return new SubjectBlock(group.Subject, 1, (_, s) => own[s]);
    })]);

    /// <summary>The result of one region; its tests are yet to come.</summary>
    public WeightedRsa Result(int region, string name, IReadOnlyList<Rdm> components, AlignedRdms aligned, WeightedRsaOptions options, int foldCount, Provenance provenance)
    {
        double[] subjects = OfSubjects(region);
        double[] weights = WeightingEvaluator.Scale(_all[region].Weights, _length);
        return new WeightedRsa
        {
            Name = name,
            Region = _groups[region].Region,
            Weighting = options.Weighting,
            Method = options.Method.Name,
            Score = _means[region],
            InSampleScore = _all[region].Score,
            Subject = Array.AsReadOnly(_groups[region].Subject.ToArray()),
            SubjectScore = Array.AsReadOnly(subjects),
            StandardError = Statistics.StandardError.OfMean(subjects),
            Confidence = Interval.None,
            PValue = double.NaN,
            AdjustedPValue = double.NaN,
            SubjectPValue = double.NaN,
            AdjustedSubjectPValue = double.NaN,
            CeilingLower = _means[_groups.Count + region],
            CeilingUpper = _means[(2 * _groups.Count) + region],
            Component = Array.AsReadOnly(components.Select(rdm => rdm.Name).ToArray()),
            Weight = Array.AsReadOnly(weights),
            WeightDeviation = Array.AsReadOnly(Deviation(_folds[region], weights.Length)),
            Alpha = _all[region].Alpha,
            Fold = _folds[region].AsReadOnly(),
            Prediction = Prediction(name, weights, aligned, provenance),
            FoldCount = foldCount,
            PermutationCount = 0,
            StimulusCount = _setup.StimulusCount,
            Provenance = provenance,
        };
    }

    private double[] OfSubjects(int region)
    {
        int first = _groups.Take(region).Sum(group => group.Index.Count);
        return [.. Enumerable.Range(first, _groups[region].Index.Count).Select(reference => _sum[reference] / _count[reference])];
    }

    private static double[] Deviation(List<WeightedRsaFold> folds, int count) => [.. Enumerable.Range(0, count).Select(k =>
    {
        double mean = folds.Average(fold => fold.Weight[k]);
        return folds.Count > 1 ? Math.Sqrt(folds.Sum(fold => (fold.Weight[k] - mean) * (fold.Weight[k] - mean)) / (folds.Count - 1)) : double.NaN;
    })];

    // In units of the RDMs' spread: a length over all pairs is √pairs spreads.
    private Rdm? Prediction(string name, double[] weights, AlignedRdms aligned, Provenance provenance)
    {
        if (Array.TrueForAll(weights, weight => weight == 0))
        {
            return null;
        }

        double[] sum = new double[aligned.AllPairCount];
        double spreads = Math.Sqrt(aligned.PairCount);
        for (int pair = 0; pair < sum.Length; pair++)
        {
            if (_setup.Present is { } present && !present[pair])
            {
                sum[pair] = double.NaN;
                continue;
            }

            for (int k = 0; k < weights.Length; k++)
            {
                sum[pair] += weights[k] == 0 ? 0 : weights[k] * _setup.Components[k][pair] / _length[k] * spreads;
            }
        }

        return new Rdm(name, "WeightedSum", aligned.StimulusId, sum, provenance);
    }
}
