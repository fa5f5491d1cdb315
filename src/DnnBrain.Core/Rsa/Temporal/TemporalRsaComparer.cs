using System.Diagnostics;
using System.Globalization;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Clusters;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Temporal;

/// <summary>Representational similarity over time: models with sequences of RDMs of M/EEG or fMRI, and times with each other.</summary>
/// <remarks>
/// Cichy, Pantazis, Oliva 2014, https://doi.org/10.1038/nn.3635; generalisation across time: King, Dehaene 2014,
/// https://doi.org/10.1016/j.tics.2014.01.002; clusters: Maris, Oostenveld 2007, https://doi.org/10.1016/j.jneumeth.2007.03.024.
/// </remarks>
public static class TemporalRsaComparer
{
    /// <summary>Compares every model with every region at every time.</summary>
    /// <param name="models">Model RDMs; those called <c>layer:1</c>, <c>layer:2</c>, … are one model that changes over time.</param>
    /// <param name="references">
    /// RDMs with a time, their own or in their names (<c>region:1</c>, <c>region:2</c>, …), one sequence a region and subject.
    /// </param>
    /// <param name="options">Similarity, statistic, flips, times.</param>
    /// <param name="observer">Told of progress, of missing tests, and, as failed items, of models that cannot be compared.</param>
    /// <param name="token">Stops the test.</param>
    /// <returns>One result a model × region, corrected over all of them.</returns>
    /// <exception cref="DnnBrainException">
    /// Names without times (<c>TimeMissing</c>), twice (<c>TimeDuplicate</c>) or that differ between subjects (<c>TimeMismatch</c>);
    /// another number of times is given (<c>TimeCountMismatch</c>); options that cannot be used, and what <see cref="RsaComparer.Compare"/>
    /// refuses.
    /// </exception>
    /// <remarks>One matrix product of models × (subjects × times); a flip costs O(models × times × subjects).</remarks>
    public static IReadOnlyList<TemporalRsa> Compare(
        IReadOnlyList<Rdm> models, IReadOnlyList<Rdm> references, TemporalRsaOptions options, IRunObserver observer, CancellationToken token) =>
        Run(models, references, options, TemporalValues.OfModels, observer, token);

    /// <summary>
    /// Compares each subject's RDMs at all times with the pooled RDMs of the other subjects at all times: for how long a geometry stays, and when
    /// it comes back.
    /// </summary>
    /// <returns>One table a region: rows are the others' times, columns the subject's.</returns>
    /// <remarks>
    /// Two subjects' likeness is in the values of both. So a flip negates the RDMs of a subject, in the pools of the others too, and all is
    /// pooled and compared again: O(S T² P) for S subjects, T times and P pairs.
    /// </remarks>
    /// <inheritdoc cref="Compare"/>
    public static IReadOnlyList<TemporalRsa> CompareAcrossTime(
        IReadOnlyList<Rdm> references, TemporalRsaOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(references);
        return Run([.. references.Take(1)], references, options, TemporalValues.AcrossTime, observer, token);
    }

    private static List<TemporalRsa> Run(
        IReadOnlyList<Rdm> models,
        IReadOnlyList<Rdm> references,
        TemporalRsaOptions options,
        Func<PreparedComparison, IReadOnlyList<RdmMovie>, CancellationToken, IEnumerable<TemporalValues>> compare,
        IRunObserver observer,
        CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        options.Statistic.Validate();
        BootstrapInterval.ThrowIfNoLevel(options.ConfidenceLevel);
        IReadOnlyList<RdmMovie> regions = RdmMovie.Split(references, areModels: false);
        RdmMovie.ThrowIfUneven(regions);
        if (regions.Count > 0 && options.Time is { } given && given.Count != regions[0].Time.Count)
        {
            throw new DnnBrainException(
                "TimeCountMismatch", ErrorKind.InvalidArgument, $"{given.Count} times are given, but there are RDMs at {regions[0].Time.Count} times.", given.Count);
        }

        if (RsaComparer.Prepare(models, references, options.Comparison, observer, token, out long start) is not { Models.Count: > 0 } prepared)
        {
            return [];
        }

        TemporalValues[] all = [.. compare(prepared, regions, token)];
        int times = regions[0].Time.Count;
        NeighborGraph[] graphs = [.. all.Select(values => NeighborGraph.Grid(values.ModelTime.Count, times))];
        InferenceOptions inference = Inference(options, all, observer) with { Memory = prepared.Memory };
        List<string> people = [.. SubjectTable.People(all.Select(values => values.Subject))];
        MapTestResult test = MapTest.Run(
            BySubject(all, values => values.Value),
            graphs,
            options.Statistic,
            inference,
            observer,
            token,
            all.Any(values => values.Flipped is null) ? null : signs => BySubject(
                all, values => values.Flipped!([.. values.Subject.Select(subject => signs[people.IndexOf(subject)])])));
        var results = new List<TemporalRsa>();
        int first = 0;
        for (int i = 0; i < all.Length; i++)
        {
            var slice = new TemporalSlice(all[i], graphs[i], first, test);
            results.Add(slice.ToResult(options, inference, regions[0].Time, prepared));
            first += graphs[i].Count;
        }

        observer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Compared {results.Count} combinations of models and regions at {times} times, {test.Test.DrawCount:N0} sign flips, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s."));
        return results;
    }

    private static InferenceOptions Inference(TemporalRsaOptions options, TemporalValues[] all, IRunObserver observer)
    {
        if (!options.Comparison.Method.IsSigned)
        {
            observer.Warning($"{options.Comparison.Method} is not 0 where RDMs have no relation, so that a test over subjects against 0 means nothing; there is none.");
            return options.Comparison.Inference with { PermutationCount = 0 };
        }

        ReferenceGroup.WarnOfSingle(all.Select(values => (values.Region, values.Subject)), observer, "no standard error and no test over subjects");
        return options.Comparison.Inference;
    }

    private static double[,] BySubject(TemporalValues[] all, Func<TemporalValues, double[][]> valuesOf) => SubjectTable.Create([.. all.Select(values =>
    {
        double[][] value = valuesOf(values);
        return new SubjectBlock(values.Subject, values.Value[0].Length, (cell, s) => value[s][cell]);
    })]);
}
