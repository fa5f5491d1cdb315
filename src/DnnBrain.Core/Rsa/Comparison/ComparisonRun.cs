using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>One call's comparison of prepared RDMs with regions: similarities, ceilings, tests, results.</summary>
internal sealed class ComparisonRun(PreparedComparison prepared, IReadOnlyList<ReferenceGroup> groups, RsaComparisonOptions options)
{
    // Sums of all subjects and of all others, and what a pool is prepared to.
    private const int PooledArrays = 5;

    /// <summary>One result a model × region: all models of the first region, then those of the next.</summary>
    public IReadOnlyList<RsaComparison> Compare(IRunObserver observer, CancellationToken token)
    {
        if (prepared.Models.Count == 0)
        {
            return [];
        }

        InferenceOptions inference = options.Inference with { Memory = prepared.Memory };
        double[,] similarity = prepared.Similarities(token);
        double[][] cells = [.. prepared.Models.SelectMany((_, m) => groups.Select(group => group.Index.Select(r => similarity[m, r]).ToArray()))];
        ResamplingResult? labels = null;
        ResamplingResult? signs = null;
        if (options.Inference.PermutationCount > 0)
        {
            IReadOnlyList<PreparedRdm>[] regions = [.. groups.Select(group => group.Index.Select(r => prepared.PreparedReferences[r]).ToArray())];
            labels = LabelPermutationTest.Run(prepared.Comparison.Statistic(prepared.PreparedModels, regions), inference, observer, token);
        }

        if (options.Method.IsSigned && (options.Inference.PermutationCount > 0 || options.SubjectTest == SubjectTest.StudentT))
        {
            signs = options.SubjectTest == SubjectTest.StudentT
                ? OneSampleTTest.Run(BySubject(cells), inference, observer, token)
                : SignFlipTest.Run(BySubject(cells), inference, observer, token);
        }

        Inference.ComparisonBootstrap? bootstrap = options.Bootstrap == BootstrapFactor.None
            ? null
            : Inference.ComparisonBootstrap.Run(prepared, prepared.ModelIndex, groups, options, observer, token);

        NoiseCeiling[] ceilings = [.. groups.Select(Ceiling)];
        ReferenceGroup.WarnOfSingle(groups, observer, "no noise ceiling, no standard error and no test over subjects");
        ReferenceGroup.WarnOfCancelled(groups.Select((group, g) => (group.Region, group.Index.Count, ceilings[g].Lower, ceilings[g].Upper)), observer);
        var parameters = new Dictionary<string, string>();
        options.Describe(parameters);
        IEnumerable<int> order = Enumerable.Range(0, groups.Count).SelectMany(g => prepared.Models.Select((_, m) => (m * groups.Count) + g));
        return [.. order.Select(cell =>
        {
            RsaComparison result = Result(cell, cells[cell], labels, signs, ceilings[cell % groups.Count], parameters);
            return bootstrap?.AddTo(result, cell) ?? result;
        })];
    }

    private NoiseCeiling Ceiling(ReferenceGroup group)
    {
        if (group.Index.Count < 2)
        {
            return new NoiseCeiling(double.NaN, double.NaN);
        }

        BoundComparison comparison = prepared.Comparison;
        prepared.Memory.Hold((group.Index.Count + PooledArrays) * sizeof(double) * (long)prepared.Aligned.PairCount);
        return NoiseCeiling.Estimate(
            [.. group.Index.Select(r =>
            {
                double[] poolable = new double[prepared.Aligned.PairCount];
                comparison.ToPoolable(prepared.Aligned.Values(prepared.FirstReference + r), poolable);
                return poolable;
            })],
            pooled => comparison.Prepare(pooled),
            (pooled, subject) => comparison.Similarity(pooled, prepared.PreparedReferences[group.Index[subject]]));
    }

    private double[,] BySubject(double[][] cells) =>
        SubjectTable.Create([.. cells.Select((values, cell) => new SubjectBlock(groups[cell % groups.Count].Subject, 1, (_, s) => values[s]))]);

    private RsaComparison Result(
        int cell, double[] values, ResamplingResult? labels, ResamplingResult? signs, NoiseCeiling ceiling, IReadOnlyDictionary<string, string> parameters)
    {
        Rdm model = prepared.Models[cell / groups.Count];
        ReferenceGroup group = groups[cell % groups.Count];
        return new RsaComparison
        {
            Name = model.Name,
            Source = model.Source,
            Region = group.Region,
            Method = prepared.MethodName,
            Correlation = values.Average(),
            Subject = Array.AsReadOnly(group.Subject.ToArray()),
            SubjectCorrelation = Array.AsReadOnly(values),
            StandardError = Statistics.StandardError.OfMean(values),
            PValue = labels?.PValue[cell] ?? double.NaN,
            AdjustedPValue = labels?.AdjustedPValue[cell] ?? double.NaN,
            SubjectPValue = signs?.PValue[cell] ?? double.NaN,
            AdjustedSubjectPValue = signs?.AdjustedPValue[cell] ?? double.NaN,
            CeilingLower = ceiling.Lower,
            CeilingUpper = ceiling.Upper,
            PermutationCount = labels?.DrawCount ?? 0,
            StimulusCount = prepared.Aligned.StimulusId.Count,
            PairCount = prepared.Aligned.PairCount,
            DroppedPairCount = prepared.DroppedPairCount,
            Provenance = new Provenance
            {
                Operation = "Invoke-RsaComparison",
                Seed = options.Inference.Seed,
                Parameters = parameters,
                Sources = [model.Provenance, .. group.Index.Select(r => prepared.References[r].Provenance), .. options.Nuisance.Select(rdm => rdm.Provenance)],
            },
        };
    }
}
