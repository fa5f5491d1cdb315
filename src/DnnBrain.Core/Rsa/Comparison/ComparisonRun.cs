using System.Globalization;
using System.Numerics.Tensors;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>One call's comparison of aligned RDMs: correlations, ceilings, tests, results.</summary>
internal sealed class ComparisonRun
{
    private readonly IReadOnlyList<ReferenceGroup> _groups;
    private readonly AlignedRdms _aligned;
    private readonly RsaComparisonOptions _options;
    private readonly IReadOnlyList<Rdm> _references;
    private readonly List<Rdm> _models = [];
    private readonly List<double[]> _standardizedModels = [];
    private readonly double[][] _standardizedReferences;
    private readonly int _offeredPairCount;

    public ComparisonRun(
        IReadOnlyList<Rdm> models,
        IReadOnlyList<Rdm> references,
        IReadOnlyList<ReferenceGroup> groups,
        AlignedRdms aligned,
        RsaComparisonOptions options,
        IRunObserver observer)
    {
        _groups = groups;
        _aligned = aligned;
        _options = options;
        _references = references;
        _offeredPairCount = models[0].AsSpan().Length;
        for (int m = 0; m < models.Count; m++)
        {
            double[] standardized = new double[aligned.PairCount];
            if (options.Method.Standardize(aligned.Values(m), standardized))
            {
                _models.Add(models[m]);
                _standardizedModels.Add(standardized);
            }
            else
            {
                observer.ItemFailed(RdmProblem.Constant(models[m]));
            }
        }

        _standardizedReferences = [.. references.Select((reference, r) =>
        {
            double[] standardized = new double[aligned.PairCount];
            return options.Method.Standardize(aligned.Values(models.Count + r), standardized) ? standardized : throw RdmProblem.Constant(reference);
        })];
        Ceilings = [.. groups.Select(group => NoiseCeiling.Estimate(
            [.. group.Index.Select(r => Poolable(aligned.Values(models.Count + r)))],
            (values, destination) => options.Method.Standardize(values, destination)))];
    }

    private NoiseCeiling[] Ceilings { get; }

    /// <summary>One result a model × region: all models of the first region, then those of the next.</summary>
    public IReadOnlyList<RsaComparison> Compare(IRunObserver observer, CancellationToken token)
    {
        if (_models.Count == 0)
        {
            return [];
        }

        double[][] correlations = [.. _models.SelectMany((_, m) => _groups.Select(group => SubjectCorrelations(_standardizedModels[m], group)))];
        ResamplingResult labels = LabelPermutationTest.Run(Statistic(), _options.Inference, observer, token);
        ResamplingResult signs = SignFlipTest.Run(BySubject(correlations), _options.Inference, observer, token);
        Warn(observer);
        IEnumerable<int> cells = Enumerable.Range(0, _groups.Count).SelectMany(g => _models.Select((_, m) => (m * _groups.Count) + g));
        return [.. cells.Select(cell => Result(cell, correlations[cell], labels, signs))];
    }

    private double[] Poolable(ReadOnlySpan<double> values)
    {
        double[] poolable = new double[values.Length];
        _options.Method.ToPoolable(values, poolable);
        return poolable;
    }

    private double[] SubjectCorrelations(double[] model, ReferenceGroup group) =>
        [.. group.Index.Select(r => Math.Clamp(TensorPrimitives.Dot<double>(model, _standardizedReferences[r]), -1, 1))];

    private IStimulusStatistic Statistic()
    {
        double[][] models = [.. _standardizedModels.Select(_aligned.Expand)];
        double[][] references = [.. _standardizedReferences.Select(_aligned.Expand)];
        IReadOnlyList<double[]>[] regions = [.. _groups.Select(group => group.Index.Select(r => references[r]).ToArray())];
        int n = _aligned.StimulusId.Count;
        return _aligned.IsComplete
            ? new MatrixProductStatistic(n, models, [.. regions.Select(Mean)])
            : new IncompleteMatrixCorrelationStatistic(n, _aligned.Expand([.. Enumerable.Repeat(1.0, _aligned.PairCount)]), models, regions);
    }

    // The mean over subjects s of ⟨x, y_s⟩ is ⟨x, mean of y_s⟩: a permutation costs the same for any number of subjects.
    private static double[] Mean(IReadOnlyList<double[]> subjects)
    {
        double[] mean = new double[subjects[0].Length];
        foreach (double[] subject in subjects)
        {
            TensorPrimitives.Add<double>(mean, subject, mean);
        }

        TensorPrimitives.Divide(mean, subjects.Count, mean);
        return mean;
    }

    // A subject is the same person in every region: its sign flips in all of them.
    private double[,] BySubject(double[][] correlations)
    {
        List<string> subjects = [.. _groups.SelectMany(group => group.Subject).Distinct(StringComparer.Ordinal)];
        double[,] values = new double[correlations.Length, subjects.Count];
        for (int cell = 0; cell < correlations.Length; cell++)
        {
            ReferenceGroup group = _groups[cell % _groups.Count];
            for (int s = 0; s < subjects.Count; s++)
            {
                int index = group.Subject.ToList().IndexOf(subjects[s]);
                values[cell, s] = index < 0 ? double.NaN : correlations[cell][index];
            }
        }

        return values;
    }

    private void Warn(IRunObserver observer)
    {
        int missing = _aligned.AllPairCount - _aligned.PairCount;
        if (missing > 0)
        {
            observer.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"{missing:N0} of {_aligned.AllPairCount:N0} pairs of stimuli have no value in at least one RDM; they are left out of every comparison of this call."));
        }

        string[] single = [.. _groups.Where(group => group.Subject.Count == 1).Select(group => group.Region)];
        if (single.Length > 0)
        {
            observer.Warning($"One subject only in {string.Join(", ", single)}: no noise ceiling, no standard error and no test over subjects.");
        }
    }

    private RsaComparison Result(int cell, double[] values, ResamplingResult labels, ResamplingResult signs)
    {
        (Rdm model, int g) = (_models[cell / _groups.Count], cell % _groups.Count);
        ReferenceGroup group = _groups[g];
        double mean = values.Average();
        double sumOfSquares = values.Sum(r => (r - mean) * (r - mean));
        return new RsaComparison
        {
            Name = model.Name,
            Source = model.Source,
            Region = group.Region,
            Method = _options.Method.Name,
            Correlation = mean,
            Subject = Array.AsReadOnly(group.Subject.ToArray()),
            SubjectCorrelation = Array.AsReadOnly(values),
            StandardError = values.Length > 1 ? Math.Sqrt(sumOfSquares / (values.Length - 1) / values.Length) : double.NaN,
            PValue = labels.PValue[cell],
            AdjustedPValue = labels.AdjustedPValue[cell],
            SubjectPValue = signs.PValue[cell],
            AdjustedSubjectPValue = signs.AdjustedPValue[cell],
            CeilingLower = Ceilings[g].Lower,
            CeilingUpper = Ceilings[g].Upper,
            PermutationCount = labels.DrawCount,
            StimulusCount = _aligned.StimulusId.Count,
            PairCount = _aligned.PairCount,
            DroppedPairCount = _offeredPairCount - _aligned.PairCount,
            Provenance = Provenance(model, group),
        };
    }

    private Provenance Provenance(Rdm model, ReferenceGroup group)
    {
        return new Provenance
        {
            Operation = "Invoke-RsaComparison",
            Seed = _options.Inference.Seed,
            Parameters = new Dictionary<string, string>
            {
                ["Method"] = _options.Method.Name,
                ["AlignBy"] = _options.AlignBy.ToString(),
                ["PermutationCount"] = _options.Inference.PermutationCount.ToString(CultureInfo.InvariantCulture),
                ["Alternative"] = _options.Inference.Alternative.ToString(),
            },
            Sources = [model.Provenance, .. group.Index.Select(r => _references[r].Provenance)],
        };
    }
}
