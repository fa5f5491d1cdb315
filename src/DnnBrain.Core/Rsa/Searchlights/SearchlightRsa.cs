using System.Diagnostics;
using System.Globalization;
using DnnBrain.Activations;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Torch;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>
/// Representational similarity of models with the patterns around every unit: where in the brain a model's geometry is found.
/// </summary>
/// <remarks>
/// Kriegeskorte, Goebel, Bandettini 2006, https://doi.org/10.1073/pnas.0600244103; Kriegeskorte, Mur, Bandettini 2008,
/// https://doi.org/10.3389/neuro.06.004.2008. Every centre is computed by itself, in an order of sums that depends on nothing else: the
/// same bits for any number of threads and blocks.
/// </remarks>
public static class SearchlightRsa
{
    private const int ChunkLength = 16;

    /// <summary>Compares the patterns around each centre with each model.</summary>
    /// <param name="patterns">The patterns of one subject, one row a stimulus; with a design one a measurement.</param>
    /// <param name="neighborhood">The units around each centre.</param>
    /// <param name="models">Model RDMs of the same stimuli or conditions.</param>
    /// <param name="options">Dissimilarity, similarity, design, memory, threads.</param>
    /// <param name="observer">Told of progress, of centres without a value, and, as failed items, of models that cannot be compared.</param>
    /// <param name="token">Stops between two centres.</param>
    /// <returns>One map a model.</returns>
    /// <exception cref="DnnBrainException">
    /// There is no model (<c>RdmMissing</c>); ids differ (<c>StimulusMismatch</c>); the neighbourhood is of other units
    /// (<c>UnitCountMismatch</c>); a noise covariance that is not diagonal (<c>NoiseNotSupported</c>); a dissimilarity that cannot be
    /// computed of a few units at a time (<c>MetricNotSupported</c>); what <see cref="RdmBuilder"/> and <see cref="RsaComparer"/> refuse;
    /// the memory is too small for one thread and one centre (<c>MemoryTooSmall</c>).
    /// </exception>
    /// <remarks>O(centres × n² × units around a centre) multiplications, and a sort of n²/2 values a centre for rank correlations.</remarks>
    public static IReadOnlyList<SearchlightMap> Run(
        IPatternSet patterns,
        IUnitNeighborhood neighborhood,
        IReadOnlyList<Rdm> models,
        SearchlightOptions options,
        IRunObserver observer,
        CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(observer);
        long start = Stopwatch.GetTimestamp();
        ConditionRows? rows = Check(patterns, neighborhood, models, options);
        SearchlightBudget budget = Budget(patterns, neighborhood, models, options, rows);
        var source = SearchlightSource.Create(patterns, ToRdmOptions(options), rows, observer, token);
        var template = new Rdm(patterns.Name, options.Metric.Name, source.Condition, source.Template(), patterns.Provenance);
        var prepared = new SearchlightModels(models, template, options, observer);
        if (prepared.Models.Count == 0)
        {
            return [];
        }

        int centers = neighborhood.Centers.UnitCount;
        double[][] similarity = [.. prepared.Models.Select(_ => new double[centers])];
        CenterOutcome[] outcome = new CenterOutcome[centers];
        long done = 0;
        foreach (SearchlightBlock block in SearchlightBlock.Plan(neighborhood, source.Parts, prepared.KeptConditions.Length, budget))
        {
            var values = new UnitBlock(source.Rows, source.Parts, prepared.KeptConditions, block.Units, source.Prepare, token);
            RunBlock(block, values, source, neighborhood, prepared, budget.Threads, similarity, outcome, count => observer.Report(
                new RunProgress($"Searchlight in {patterns.Name}", Interlocked.Add(ref done, count), centers, "centres")), token);
        }

        Warn(outcome, patterns, observer);
        observer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Compared {centers:N0} centres of {patterns.Name} with {prepared.Models.Count} models, {prepared.KeptConditions.Length} × {prepared.KeptConditions.Length} RDMs by {options.Metric} and {options.Method}, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s."));
        return [.. prepared.Models.Select((model, m) => new SearchlightMap(
            model, patterns, options, neighborhood.Centers, similarity[m], Provenance(model, patterns, neighborhood, options)))];
    }

    /// <summary>What <see cref="Run"/> would do; reads no patterns.</summary>
    /// <inheritdoc cref="Run"/>
    public static SearchlightPlan Plan(IPatternSet patterns, IUnitNeighborhood neighborhood, IReadOnlyList<Rdm> models, SearchlightOptions options)
    {
        ConditionRows? rows = Check(patterns, neighborhood, models, options);
        int n = rows?.Condition.Length ?? patterns.StimulusId.Count;
        int parts = options.Metric.NeedsRuns ? rows!.Run.Length : 1;
        SearchlightBudget budget = Budget(patterns, neighborhood, models, options, rows);
        SearchlightBlock[] blocks = [.. SearchlightBlock.Plan(neighborhood, parts, n, budget)];
        return new SearchlightPlan(
            neighborhood.Centers.UnitCount,
            patterns.UnitCount,
            neighborhood.LargestCount,
            n,
            models.Count,
            blocks.Length,
            budget.SharedBytes + blocks.Max(block => UnitBlock.Bytes(n, parts, block.Units.Length)) + (budget.Threads * SearchlightBlock.ThreadBytes(n, parts, neighborhood.LargestCount)),
            (double)neighborhood.Centers.UnitCount * n * n / 2 * neighborhood.LargestCount * (options.Metric.NeedsRuns ? parts + 1 : 1));
    }

    private static ConditionRows? Check(IPatternSet patterns, IUnitNeighborhood neighborhood, IReadOnlyList<Rdm> models, SearchlightOptions options)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(neighborhood);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(options);
        if (models.Count == 0)
        {
            throw new DnnBrainException("RdmMissing", ErrorKind.InvalidArgument, "There is no model RDM to compare with.");
        }

        if (neighborhood.UnitCount != patterns.UnitCount)
        {
            throw new DnnBrainException(
                "UnitCountMismatch",
                ErrorKind.InvalidArgument,
                $"The neighbourhoods are of {neighborhood.UnitCount:N0} units, but '{patterns.Name}' has {patterns.UnitCount:N0}.",
                patterns.Name);
        }

        if (options.Metric is CrossvalidatedPoissonKLMetric)
        {
            throw new DnnBrainException(
                "MetricNotSupported", ErrorKind.NotSupported, $"{options.Metric} is not offered for searchlights; Crossnobis and the other dissimilarities of New-Rdm are.", options.Metric.Name);
        }

        if (options.MaxThreads < 1)
        {
            throw new DnnBrainException("ThreadCountInvalid", ErrorKind.InvalidArgument, $"The number of threads is {options.MaxThreads}; it is at least 1.", options.MaxThreads);
        }

        ConditionRows? rows = options.Design?.Group(patterns.StimulusId, patterns.Name);
        RdmRequest.Check(patterns, ToRdmOptions(options), rows);
        return rows;
    }

    private static SearchlightBudget Budget(IPatternSet patterns, IUnitNeighborhood neighborhood, IReadOnlyList<Rdm> models, SearchlightOptions options, ConditionRows? rows) =>
        SearchlightBudget.Create(
            patterns, neighborhood, options.Metric.NeedsRuns ? rows!.Run.Length : 1, rows?.Condition.Length ?? patterns.StimulusId.Count, models.Count, options);

    private static RdmOptions ToRdmOptions(SearchlightOptions options) => new() { Metric = options.Metric, Design = options.Design, Noise = options.Noise };

    private static void RunBlock(
        SearchlightBlock block,
        UnitBlock values,
        SearchlightSource source,
        IUnitNeighborhood neighborhood,
        SearchlightModels models,
        int threads,
        double[][] similarity,
        CenterOutcome[] outcome,
        Action<int> report,
        CancellationToken token)
    {
        int chunks = (block.Count + ChunkLength - 1) / ChunkLength;
        using OneThreadGuard guard = torch.one_thread_a_call();
        Parallel.For(
            0,
            chunks,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = token },
            () => new Worker(source.CreateLocal(models.KeptConditions, neighborhood.LargestCount), models, neighborhood.LargestCount),
            (chunk, _, worker) =>
            {
                int first = block.First + (chunk * ChunkLength);
                int end = Math.Min(first + ChunkLength, block.First + block.Count);
                for (int center = first; center < end; center++)
                {
                    token.ThrowIfCancellationRequested();
                    outcome[center] = worker.Run(values, neighborhood, center, similarity);
                }

                report(end - first);
                return worker;
            },
            _ => { });
    }

    private static void Warn(CenterOutcome[] outcome, IPatternSet patterns, IRunObserver observer)
    {
        (CenterOutcome Outcome, string Reason)[] reasons =
        [
            (CenterOutcome.NotFinite, "have a NaN or an infinity among the values around them"),
            (CenterOutcome.UndefinedPattern, "have a pattern without a dissimilarity around them, as a constant one"),
            (CenterOutcome.TooFewUnits, "have fewer units around them than the dissimilarity needs"),
            (CenterOutcome.UndefinedRdm, "have dissimilarities that are all the same or missing"),
        ];
        foreach ((CenterOutcome kind, string reason) in reasons)
        {
            int count = outcome.Count(one => one == kind);
            if (count > 0)
            {
                observer.Warning($"{count:N0} of {outcome.Length:N0} centres in {patterns.Name}{(patterns.Subject is null ? "" : $" of {patterns.Subject}")} {reason} (the first is value {Array.IndexOf(outcome, kind) + 1:N0}); their similarity is NaN.");
            }
        }
    }

    private static Provenance Provenance(Rdm model, IPatternSet patterns, IUnitNeighborhood neighborhood, SearchlightOptions options)
    {
        var parameters = new Dictionary<string, string>(neighborhood.Parameters)
        {
            ["Metric"] = options.Metric.Name,
            ["Method"] = options.Method.Name,
            ["AlignBy"] = options.AlignBy.ToString(),
        };
        if (options.Nuisance.Count > 0)
        {
            parameters["Nuisance"] = string.Join(", ", options.Nuisance.Select(rdm => rdm.Name));
        }

        return new Provenance
        {
            Operation = "Invoke-SearchlightRsa",
            Parameters = parameters,
            Sources = [model.Provenance, patterns.Provenance, .. options.Nuisance.Select(rdm => rdm.Provenance), .. options.Noise.Select(noise => noise.Provenance)],
        };
    }

    private sealed class Worker(LocalRdm local, SearchlightModels models, int largestCount)
    {
        private readonly int[] _units = new int[largestCount];
        private readonly double[] _dissimilarity = new double[models.PairCount];
        private readonly double[] _present = new double[models.PairCount];
        private readonly double[] _similarity = new double[models.Models.Count];

        public CenterOutcome Run(UnitBlock values, IUnitNeighborhood neighborhood, int center, double[][] similarity)
        {
            int count = neighborhood.Read(center, _units);
            CenterOutcome outcome = local.Compute(values, _units.AsSpan(0, count), _dissimilarity);
            outcome = outcome == CenterOutcome.Scored ? models.Compare(_dissimilarity, _present, _similarity) : outcome;
            for (int m = 0; m < _similarity.Length; m++)
            {
                similarity[m][center] = outcome == CenterOutcome.Scored ? _similarity[m] : double.NaN;
            }

            return outcome;
        }
    }
}
