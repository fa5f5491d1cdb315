using System.Diagnostics;
using System.Globalization;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Rsa.Weighting;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>Weighted RSA: model RDMs are weighted to predict the RDMs of regions, inside a cross-validation over stimuli and subjects.</summary>
/// <remarks>
/// Khaligh-Razavi, Kriegeskorte 2014, https://doi.org/10.1371/journal.pcbi.1003915; Kaniuth, Hebart 2022,
/// https://doi.org/10.1016/j.neuroimage.2022.119294. Pairs of a training and a test stimulus are in neither: a stimulus that is in both
/// would carry what is its own from one to the other.
/// </remarks>
public static class WeightedRsaFitter
{
    // Two assignments to folds are enough to take their variance off, and cost the least.
    private const int ResamplingRepetitions = 2;

    /// <summary>Weights RDMs for each region.</summary>
    /// <param name="name">The name of the weighted sum.</param>
    /// <param name="components">Model RDMs, one a layer.</param>
    /// <param name="references">RDMs of regions (<see cref="Rdm.Name"/>), one a subject (<see cref="Rdm.Subject"/>).</param>
    /// <param name="options">Fit, similarity, folds, inference.</param>
    /// <param name="observer">Told of RDMs that cannot be used, as failed items, and of progress.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>One result a region, in order of first appearance.</returns>
    /// <exception cref="DnnBrainException">
    /// No RDM on a side can be used (<c>RdmMissing</c>); a penalty is negative, or there is none (<c>AlphaInvalid</c>); fewer than six
    /// stimuli, or twelve to choose a penalty (<c>StimulusTooFew</c>); folds with fewer than three (<c>FoldCountInvalid</c>) or no
    /// assignment to them (<c>RepetitionCountInvalid</c>); a similarity that is no product (<c>ComparisonNotWeighable</c>); ids differ
    /// (<c>StimulusMismatch</c>); a region has two RDMs of a subject (<c>ReferenceDuplicate</c>).
    /// </exception>
    /// <remarks>
    /// With K model and M reference RDMs and P pairs, an assignment to folds costs O(K (K + M) P) and M fits; choosing a penalty as much
    /// again for each inner fold, and M fits a penalty and inner fold. A permutation costs two assignments.
    /// </remarks>
    public static IReadOnlyList<WeightedRsa> Fit(
        string name, IReadOnlyList<Rdm> components, IReadOnlyList<Rdm> references, WeightedRsaOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(components);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.ValidateInference();
        ModelFolds.ThrowIfNoRepetition(options.RepetitionCount);
        options.Method.RequireProduct();
        PairForm form = options.Method.Form;
        double[] alpha = Alpha(options);
        long start = Stopwatch.GetTimestamp();
        Rdm[] models = Usable(components, "model", observer);
        Rdm[] usable = Usable(references, "reference", observer);
        IReadOnlyList<ReferenceGroup> groups = ReferenceGroup.FromRdms(usable);
        var aligned = AlignedRdms.Create([.. models, .. usable], options.AlignBy, observer);
        int stimuli = aligned.StimulusId.Count;
        int foldCount = ModelFolds.Count(options.FoldCount, stimuli);
        if (alpha.Length > 1 && options.InnerFoldCount < 2)
        {
            throw new DnnBrainException(
                "FoldCountInvalid", ErrorKind.InvalidArgument, $"A penalty is chosen in {options.InnerFoldCount} inner folds; it takes 2 or more.", options.InnerFoldCount);
        }

        if (alpha.Length > 1 && stimuli < PenaltyChoice.FewestStimuli)
        {
            throw new DnnBrainException(
                "StimulusTooFew",
                ErrorKind.InvalidData,
                $"A penalty cannot be chosen within the training stimuli of {stimuli}: that takes {PenaltyChoice.FewestStimuli}. Give one penalty (-Alpha).",
                stimuli);
        }

        var rdms = new WeightedRdms(aligned, models.Length, groups, form);
        var setup = new WeightingSetup(
            form,
            stimuli,
            rdms.SubjectCount,
            rdms.Present,
            [.. models.Select((_, k) => aligned.Expand([.. aligned.Values(k)]))],
            rdms.Regions,
            options.Weighting,
            alpha,
            new RandomWeightingFolds(options.Inference.Seed, foldCount, options.InnerFoldCount));
        aligned.WarnOfMissingPairs(observer, "they are left out of all fits and scores of this call");
        ReferenceGroup.WarnOfSingle(groups, observer, ModelRun.OfOneSubject);
        new WeightingStatistic(setup, options.RepetitionCount).ThrowIfTooLarge(options.Inference.Memory);
        var run = new WeightingRun(setup, groups, options.RepetitionCount, observer, token);
        ResamplingResult labels = LabelPermutationTest.Run(
            Permutation(setup, options), options.Inference, observer, token);
        ResamplingResult? signs = options.Method.IsSigned ? SignFlipTest.Run(run.SubjectScores(), options.Inference, observer, token) : null;
        BootstrapResult? bootstrap = options.Bootstrap == BootstrapFactor.None
            ? null
            : Bootstrap.Run(new WeightingStatistic(setup, ResamplingRepetitions), options.Draws, observer, token).WithObserved(run.Repeated);
        WeightedRsa[] results = [.. groups.Select((group, g) =>
        {
            WeightedRsa result = run.Result(g, name, models, aligned, options, foldCount, Provenance(models, group, usable, options, alpha, foldCount)) with
            {
                PValue = labels.PValue[g],
                AdjustedPValue = labels.AdjustedPValue[g],
                SubjectPValue = signs?.PValue[g] ?? double.NaN,
                AdjustedSubjectPValue = signs?.AdjustedPValue[g] ?? double.NaN,
                PermutationCount = labels.DrawCount,
            };
            return bootstrap is null ? result : result with
            {
                StandardError = bootstrap.StandardError(new Contrast(g)),
                Confidence = bootstrap.Interval(new Contrast(g), options.ConfidenceLevel),
            };
        })];
        ModelFolds.WarnOfUnscored(results.Sum(result => result.Fold.Count(fold => double.IsNaN(fold.Score))), results.Sum(result => result.Fold.Count), observer);
        ReferenceGroup.WarnOfCancelled(results.Select(result => (result.Region, result.Subject.Count, result.CeilingLower, result.CeilingUpper)), observer);
        observer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Weighted {models.Length} RDMs for {groups.Count} regions ({usable.Length} RDMs) over {stimuli} stimuli in {foldCount} folds, {options.RepetitionCount} assignments, {labels.DrawCount:N0} permutations, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s."));
        return results;
    }

    // Ranks are kept in half of what all threads leave of the memory.
    private static WeightingPermutation Permutation(WeightingSetup setup, WeightedRsaOptions options)
    {
        var permutation = new WeightingPermutation(setup, Math.Min(options.RepetitionCount, ResamplingRepetitions)) { RankBytes = 0 };
        MemoryLimit memory = options.Inference.Memory;
        long left = memory.Bytes - memory.HeldBytes - permutation.HeldBytes - (options.Inference.MaxThreads * permutation.EvaluatorBytes);
        return new WeightingPermutation(setup, Math.Min(options.RepetitionCount, ResamplingRepetitions)) { RankBytes = Math.Clamp(left / 2, 0, RankedReferences.MostBytes) };
    }

    private static double[] Alpha(WeightedRsaOptions options)
    {
        if (options.Weighting == RsaWeighting.NonNegative)
        {
            return [0];
        }

        double[] alpha = [.. options.Alpha.Distinct()];
        if (alpha.Length == 0 || alpha.Any(value => !(value >= 0) || double.IsInfinity(value)))
        {
            throw new DnnBrainException(
                "AlphaInvalid",
                ErrorKind.InvalidArgument,
                alpha.Length == 0 ? "There is no ridge penalty to choose; give one or more." : FormattableString.Invariant($"A ridge penalty is {alpha.First(value => !(value >= 0) || double.IsInfinity(value))}; penalties are 0 or more."),
                options.Alpha);
        }

        return alpha;
    }

    private static Rdm[] Usable(IReadOnlyList<Rdm> rdms, string side, IRunObserver observer) => RdmProblem.Usable(rdms, needsVariation: true, observer) is { Length: > 0 } usable
        ? usable
        : throw new DnnBrainException("RdmMissing", ErrorKind.InvalidArgument, $"There is no {side} RDM to weight.");

    private static Provenance Provenance(
        Rdm[] models, ReferenceGroup group, Rdm[] references, WeightedRsaOptions options, double[] alpha, int foldCount)
    {
        var parameters = new Dictionary<string, string>
        {
            ["Weighting"] = options.Weighting.ToString(),
            ["Alpha"] = string.Join(' ', alpha.Select(value => value.ToString("R", CultureInfo.InvariantCulture))),
            ["Method"] = options.Method.Name,
            ["FoldCount"] = foldCount.ToString(CultureInfo.InvariantCulture),
            ["InnerFoldCount"] = options.InnerFoldCount.ToString(CultureInfo.InvariantCulture),
            ["RepetitionCount"] = options.RepetitionCount.ToString(CultureInfo.InvariantCulture),
        };
        options.Describe(parameters);
        return new Provenance
        {
            Operation = "Invoke-WeightedRsa",
            Seed = options.Inference.Seed,
            Parameters = parameters,
            Sources = [.. models.Select(rdm => rdm.Provenance), .. group.Index.Select(index => references[index].Provenance)],
        };
    }
}
