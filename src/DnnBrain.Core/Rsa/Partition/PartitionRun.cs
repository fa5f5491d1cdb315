using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Partition;

/// <summary>One call's partition of aligned RDMs: values, tests, intervals, results.</summary>
internal sealed class PartitionRun
{
    private readonly VarianceGroup[] _groups;
    private readonly Rdm[] _references;
    private readonly VariancePartitionOptions _options;
    private readonly IReadOnlyList<ReferenceGroup> _regions;
    private readonly AlignedRdms _aligned;
    private readonly WeightedRdms _rdms;
    private readonly PartitionDesign _design;
    private readonly PartitionStatistic _statistic;
    private readonly Rdm[] _predictors;

    public PartitionRun(VarianceGroup[] groups, Rdm[] references, VariancePartitionOptions options, IRunObserver observer)
    {
        (_groups, _references, _options) = (groups, references, options);
        _predictors = [.. groups.SelectMany(group => group.Component)];
        _regions = ReferenceGroup.FromRdms(references);
        _aligned = AlignedRdms.Create([.. _predictors, .. references], options.AlignBy, observer);
        if (_predictors.Length > _aligned.PairCount - 2)
        {
            throw new DnnBrainException(
                "PredictorTooMany",
                ErrorKind.InvalidData,
                $"{_predictors.Length} RDMs cannot be weighted from {_aligned.PairCount} pairs of stimuli: with an intercept nothing is left over. At most {_aligned.PairCount - 2} RDMs can.",
                _predictors.Length);
        }

        var form = new PairForm(IsRanked: options.Rank, IsCentered: true, IsWhitened: false, IsNormalized: true);
        _rdms = new WeightedRdms(_aligned, _predictors.Length, _regions, form);
        _design = new PartitionDesign([.. groups.Select(group => group.Name)], [.. groups.Select(group => group.Component.Count)]);
        _statistic = new PartitionStatistic(
            _design, options.AdjustRSquared, form, _rdms.StimulusCount, _rdms.SubjectCount, _rdms.Present, [.. _predictors.Select((_, k) => _rdms.Vector(k))], _rdms.Regions);
        _aligned.WarnOfMissingPairs(observer, "they are left out of every regression of this call");
    }

    public IReadOnlyList<VariancePart> Run(IRunObserver observer, CancellationToken token)
    {
        _statistic.ThrowIfTooLarge(_options.Inference.Memory);
        var evaluator = new PartitionEvaluator(_statistic);
        double[] means = new double[_statistic.ValueCount];
        evaluator.Evaluate(-1, [.. Enumerable.Repeat(1, _rdms.StimulusCount)], [.. Enumerable.Repeat(1, _rdms.SubjectCount)], means);
        PartitionWarnings.Report(_design, [.. _predictors.Select(rdm => rdm.Name)], [.. evaluator.Gram], observer);
        double[] parts = evaluator.Parts;
        InferenceOptions inference = _options.Inference with { Memory = _options.Inference.Memory.Hold(_statistic.HeldBytes) };
        ResamplingResult test = LabelPermutationTest.Run(Permutation(), inference, observer, token);
        BootstrapResult? bootstrap = _options.Bootstrap == BootstrapFactor.None ? null : Bootstrap.Run(_statistic, _options.Draws, observer, token);
        var results = new List<VariancePart>();
        int first = 0;
        for (int r = 0; r < _regions.Count; r++)
        {
            Provenance provenance = Provenance(_regions[r]);
            for (int value = 0; value < _design.ValueCount; value++)
            {
                int cell = (r * _design.ValueCount) + value;
                double[] subjects = [.. Enumerable.Range(first, _regions[r].Index.Count).Select(m => parts[(m * _design.ValueCount) + value])];
                results.Add(Result(r, value, means[cell], subjects, test, cell, bootstrap, provenance));
            }

            first += _regions[r].Index.Count;
        }

        return results;
    }

    private VariancePart Result(
        int region, int value, double mean, double[] subjects, ResamplingResult test, int cell, BootstrapResult? bootstrap, Provenance provenance)
    {
        bool isTotal = value == _design.Part.Count;
        string[] groups = isTotal ? [.. _design.Group] : _design.Groups(_design.Part[value]);
        var contrast = new Contrast(cell);
        return new VariancePart
        {
            Name = isTotal ? "Total" : string.Join(" & ", groups),
            Kind = isTotal ? VariancePartKind.Total : groups.Length == 1 ? VariancePartKind.Unique : VariancePartKind.Shared,
            Group = Array.AsReadOnly(groups),
            Region = _regions[region].Region,
            RSquared = mean,
            IsAdjusted = _options.AdjustRSquared,
            Subject = Array.AsReadOnly(_regions[region].Subject.ToArray()),
            SubjectRSquared = Array.AsReadOnly(subjects),
            StandardError = bootstrap?.StandardError(contrast) ?? Statistics.StandardError.OfMean(subjects),
            Confidence = bootstrap?.Interval(contrast, _options.ConfidenceLevel, _options.Interval) ?? Interval.None,
            PValue = test.PValue[cell],
            AdjustedPValue = test.AdjustedPValue[cell],
            PermutationCount = test.DrawCount,
            StimulusCount = _rdms.StimulusCount,
            PairCount = _aligned.PairCount,
            Provenance = provenance,
        };
    }

    private PartitionPermutation Permutation()
    {
        double[] Vector(int index)
        {
            double[] values = [.. _aligned.Values(index)];
            if (_options.Rank)
            {
                Ranks.MidRanks(values, values);
            }

            if (!Standardization.ToUnitVector(values, values) && index < _predictors.Length)
            {
                // Constant over the pairs that are left: it explains nothing.
                Array.Clear(values);
            }

            return _aligned.Expand(values);
        }

        int[] order = [.. _regions.SelectMany(region => region.Index)];
        return new PartitionPermutation(
            _design,
            _options.AdjustRSquared,
            _rdms.StimulusCount,
            _rdms.Present,
            [.. _predictors.Select((_, k) => Vector(k))],
            [.. order.Select(index => Vector(_predictors.Length + index))],
            [.. _regions.SelectMany((region, r) => region.Index.Select(_ => r))]);
    }

    private Provenance Provenance(ReferenceGroup region)
    {
        var parameters = new Dictionary<string, string>
        {
            ["Group"] = string.Join("; ", _groups.Select(group => $"{group.Name}: {string.Join(", ", group.Component.Select(rdm => rdm.Name))}")),
            ["Rank"] = _options.Rank.ToString(),
            ["AdjustRSquared"] = _options.AdjustRSquared.ToString(),
        };
        _options.Describe(parameters);
        return new Provenance
        {
            Operation = "Invoke-VariancePartition",
            Seed = _options.Inference.Seed,
            Parameters = parameters,
            Sources = [.. _predictors.Select(rdm => rdm.Provenance), .. region.Index.Select(index => _references[index].Provenance)],
        };
    }
}
