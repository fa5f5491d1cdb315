using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>Measures noise ceilings: how well the true model would do, given how subjects differ.</summary>
/// <remarks>Nili et al. 2014, https://doi.org/10.1371/journal.pcbi.1003553.</remarks>
public static class RsaCeilingMeter
{
    /// <summary>Measures the ceiling of every region.</summary>
    /// <param name="references">RDMs of regions (<see cref="Rdm.Name"/>), one a subject (<see cref="Rdm.Subject"/>).</param>
    /// <param name="options">Similarity, matching of stimuli, bootstrap.</param>
    /// <param name="observer">Told of pairs that are left out and of regions without a ceiling.</param>
    /// <param name="token">Stops the bootstrap.</param>
    /// <returns>One ceiling a region, in order of first appearance.</returns>
    /// <exception cref="DnnBrainException">
    /// As <see cref="RsaComparer.Compare"/> for its references, nuisances and covariance; an option of the bootstrap cannot be used
    /// (<see cref="Bootstrap.Run"/>).
    /// </exception>
    public static IReadOnlyList<RsaNoiseCeiling> Measure(
        IReadOnlyList<Rdm> references, RsaCeilingOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Bootstrap.Validate();
        BootstrapInterval.ThrowIfNoLevel(options.ConfidenceLevel);
        if (references.Count == 0)
        {
            throw new DnnBrainException("RdmMissing", ErrorKind.InvalidArgument, "There is no reference RDM.");
        }

        SimilaritySetup similarity = options.Setup;
        similarity.Validate();
        similarity.ValidateBootstrap(options.Bootstrap.Factor, options.Interval);
        ThrowIfUnfit(options);
        RdmProblem.ThrowIfAny(references.Concat(options.Nuisance), options.Method.NeedsVariation);

        IReadOnlyList<ReferenceGroup> groups = ReferenceGroup.FromRdms(references);
        var aligned = AlignedRdms.Create([.. references, .. options.Nuisance], options.AlignBy, observer);
        ComparisonSpace space = similarity.Space(aligned, references[0].StimulusCount);
        BoundComparison comparison = similarity.Bind(aligned, space, references.Count);
        similarity.RequireAll(comparison, aligned, 0, references);
        int single = ReferenceGroup.WarnOfSingle(groups, observer, "no noise ceiling");
        var rdms = new WeightedRdms(aligned, 0, groups, options.Method.Form);
        var statistic = new ComparisonStatistic(similarity.Design(aligned, space, rdms, references.Count), []);
        statistic.ThrowIfTooLarge(options.Bootstrap.Memory);
        double[] observed = new double[statistic.ValueCount];
        statistic.CreateEvaluator().Evaluate(-1, [.. Enumerable.Repeat(1, statistic.StimulusCount)], [.. Enumerable.Repeat(1, statistic.SubjectCount)], observed);
        ReferenceGroup.WarnOfCancelled(groups.Select((group, g) => (group.Region, group.Index.Count, observed[g], observed[groups.Count + g])), observer);
        bool draws = options.Bootstrap.Factor != BootstrapFactor.None && single < groups.Count;
        BootstrapResult? bootstrap = draws ? Bootstrap.Run(statistic, options.Bootstrap, observer, token) : null;
        Interval Confidence(int value) => bootstrap?.Interval(new Contrast(value), options.ConfidenceLevel, options.Interval) ?? Interval.None;
        return [.. groups.Select((group, g) => new RsaNoiseCeiling
        {
            Region = group.Region,
            Method = similarity.Name,
            Lower = observed[g],
            Upper = observed[groups.Count + g],
            LowerConfidence = Confidence(g),
            UpperConfidence = Confidence(groups.Count + g),
            Pool = similarity.Pool,
            Bootstrap = bootstrap is null ? BootstrapFactor.None : options.Bootstrap.Factor,
            BootstrapCount = bootstrap?.DrawCount ?? 0,
            Subject = Array.AsReadOnly(group.Subject.ToArray()),
            StimulusCount = aligned.StimulusId.Count,
            PairCount = aligned.PairCount,
            Provenance = Provenance(group, references, options),
        })];
    }

    // A sample with a subject twice has fewer people to pool: its lower bound is too low and its upper bound, where a subject meets more of
    // itself, too high. The place of such draws is wrong, and over subjects alone their spread too (BootstrapResult).
    private static void ThrowIfUnfit(RsaCeilingOptions options)
    {
        if (options.Interval != IntervalMethod.StudentT && options.Bootstrap.Factor is (BootstrapFactor.Subject or BootstrapFactor.Both))
        {
            throw new DnnBrainException(
                "IntervalMethodInvalid",
                ErrorKind.InvalidArgument,
                $"Ceilings of samples in which a subject is drawn twice are biased, so their quantiles are no {options.Interval} interval; there are StudentT intervals, and {options.Interval} for a bootstrap over Stimulus.",
                options.Interval);
        }
    }

    private static Provenance Provenance(ReferenceGroup group, IReadOnlyList<Rdm> references, RsaCeilingOptions options)
    {
        var parameters = new Dictionary<string, string> { ["AlignBy"] = options.AlignBy.ToString() };
        options.Setup.Describe(parameters);
        options.Bootstrap.Describe(parameters, options.Interval, options.ConfidenceLevel);
        return new Provenance
        {
            Operation = "Measure-NoiseCeiling",
            Seed = options.Bootstrap.Seed,
            Parameters = parameters,
            Sources = [.. group.Index.Select(r => references[r].Provenance), .. options.Nuisance.Select(rdm => rdm.Provenance)],
        };
    }
}
