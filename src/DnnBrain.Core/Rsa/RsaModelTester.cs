using System.Globalization;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>Fits models of a geometry inside a cross-validation over stimuli and subjects, and scores them on what they were not fitted to.</summary>
/// <remarks>
/// The best of several layers, weights of features and places between two RDMs are all picked on other stimuli and other people than they are scored
/// on. Khaligh-Razavi, Kriegeskorte 2014, https://doi.org/10.1371/journal.pcbi.1003915; Schütt et al. 2023, https://doi.org/10.7554/eLife.82566.
/// </remarks>
public static class RsaModelTester
{
    // Two assignments to folds a draw are enough to take their variance off, and cost the least.
    private const int BootstrapRepetitions = 2;

    /// <summary>Tests each model in each region.</summary>
    /// <param name="models">The models.</param>
    /// <param name="references">RDMs of regions (<see cref="Rdm.Name"/>), one a subject (<see cref="Rdm.Subject"/>).</param>
    /// <param name="options">Similarity, folds, inference.</param>
    /// <param name="observer">Told of progress and of regions with one subject.</param>
    /// <param name="token">Stops the resampling.</param>
    /// <returns>One result a model × region: regions in order of first appearance, and in each the models in their order.</returns>
    /// <exception cref="DnnBrainException">
    /// As <see cref="RsaComparer.Compare"/>; a model's RDM is constant (<c>RdmConstant</c>); fewer than six stimuli, or eight with
    /// nuisances (<c>StimulusTooFew</c>); folds that leave fewer than three, or four (<c>FoldCountInvalid</c>); no assignment to them
    /// (<c>RepetitionCountInvalid</c>).
    /// </exception>
    /// <remarks>
    /// A fold costs the products of all components with one another and with all subjects, a bootstrap draw two assignments to folds. Rank
    /// correlations are scored by ranks, but weights are fitted to the pooled ranks by least squares; kernels are scored by their own
    /// similarity and fitted by their alignment.
    /// </remarks>
    public static IReadOnlyList<RsaModelTest> Test(
        IReadOnlyList<RsaModel> models, IReadOnlyList<Rdm> references, RsaModelTestOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.ValidateSimilarity();
        ModelFolds.ThrowIfNoRepetition(options.RepetitionCount);
        if (models.Count == 0 || references.Count == 0)
        {
            throw new DnnBrainException("RdmMissing", ErrorKind.InvalidArgument, $"There is no {(models.Count == 0 ? "model" : "reference RDM")} to compare.");
        }

        SimilaritySetup similarity = options.Setup;
        Rdm[] components = [.. models.SelectMany(model => model.Component)];
        RdmProblem.ThrowIfAny([.. components, .. references, .. options.Nuisance], options.Method.NeedsVariation);

        IReadOnlyList<ReferenceGroup> groups = ReferenceGroup.FromRdms(references);
        var aligned = AlignedRdms.Create([.. components, .. references, .. options.Nuisance], options.AlignBy, observer);
        int firstNuisance = components.Length + references.Count;
        ComparisonSpace space = similarity.Space(aligned, components[0].StimulusCount);
        BoundComparison comparison = similarity.Bind(aligned, space, firstNuisance);
        similarity.RequireAll(comparison, aligned, components.Length, references);
        ReferenceGroup.WarnOfSingle(groups, observer, ModelRun.OfOneSubject);
        var rdms = new WeightedRdms(aligned, components.Length, groups, options.Method.Form);
        PairDesign design = similarity.Design(aligned, space, rdms, firstNuisance);
        int foldCount = ModelFolds.Count(options.FoldCount, rdms.StimulusCount, ModelFolds.FewestOf(options.Nuisance.Count));
        int[] modelOf = [.. models.SelectMany((model, m) => model.Component.Select(_ => m))];
        PairComponent[] vectors = [.. modelOf.Select((model, k) => new PairComponent(model, rdms.Vector(k)))];
        ModelStatistic Statistic(int repetitions) => new(design, models, vectors, foldCount, repetitions, options.Inference.Seed);

        ModelStatistic statistic = Statistic(options.RepetitionCount);
        statistic.ThrowIfTooLarge(options.Inference.Memory);
        var run = new ModelRun(models, groups, statistic);
        ContrastTest[]? tests = null;
        Interval[]? intervals = null;
        if (options.Bootstrap != BootstrapFactor.None)
        {
            Contrast[] cells = [.. Enumerable.Range(0, models.Count * groups.Count).Select(cell => new Contrast(cell))];
            BootstrapResult bootstrap = Bootstrap.Run(Statistic(BootstrapRepetitions), options.Draws, observer, token)
                .WithObserved(run.Repeated);
            tests = [.. bootstrap.Test(cells, options.Inference.Alternative, options.Inference.Correction)];
            intervals = [.. tests.Select(test => BootstrapInterval.StudentT(test.Estimate, test.StandardError, test.DegreesOfFreedom, options.ConfidenceLevel))];
        }

        // Where 0 does not mean no relation, a test against it means nothing.
        ResamplingResult? signs = !options.Method.IsSigned ? null : SignFlipTest.Run(run.SubjectScores(), options.Inference, observer, token);
        var results = new List<RsaModelTest>();
        for (int g = 0; g < groups.Count; g++)
        {
            for (int m = 0; m < models.Count; m++)
            {
                int cell = (m * groups.Count) + g;
                RsaModelTest result = run.Result(m, g, options, foldCount, Provenance(models[m], groups[g], references, options, foldCount));
                results.Add(tests is null || intervals is null
                    ? result with { PValue = signs?.PValue[cell] ?? double.NaN, AdjustedPValue = signs?.AdjustedPValue[cell] ?? double.NaN }
                    : result with
                    {
                        Test = $"Bootstrap {options.Bootstrap}",
                        StandardError = tests[cell].StandardError,
                        Confidence = intervals[cell],
                        PValue = options.Method.IsSigned ? tests[cell].PValue : double.NaN,
                        AdjustedPValue = options.Method.IsSigned ? tests[cell].AdjustedPValue : double.NaN,
                    });
            }
        }

        ModelFolds.WarnOfUnscored(run.UnscoredCount, run.FitCount, observer);
        ReferenceGroup.WarnOfCancelled(results.Select(result => (result.Region, result.Subject.Count, result.CeilingLower, result.CeilingUpper)), observer);
        return results;
    }

    private static Provenance Provenance(RsaModel model, ReferenceGroup group, IReadOnlyList<Rdm> references, RsaModelTestOptions options, int foldCount)
    {
        var parameters = new Dictionary<string, string>
        {
            ["FoldCount"] = foldCount.ToString(CultureInfo.InvariantCulture),
            ["RepetitionCount"] = options.RepetitionCount.ToString(CultureInfo.InvariantCulture),
        };
        options.Describe(parameters);
        return new Provenance
        {
            Operation = "Test-RsaModel",
            Seed = options.Inference.Seed,
            Parameters = parameters,
            Sources = [model.Provenance, .. group.Index.Select(r => references[r].Provenance), .. options.Nuisance.Select(rdm => rdm.Provenance)],
        };
    }
}
