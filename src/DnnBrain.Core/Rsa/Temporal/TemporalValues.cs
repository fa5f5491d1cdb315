using DnnBrain.Rsa.Comparison;

namespace DnnBrain.Rsa.Temporal;

/// <summary>One model or region against one region: what is tested together.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Region">The region.</param>
/// <param name="ModelTime">The times of the model.</param>
/// <param name="Subject">The subjects.</param>
/// <param name="Value">For each subject model time × time, row by row.</param>
/// <param name="Sources">The provenance of the RDMs.</param>
internal sealed record TemporalValues(
    string Name, string Source, string Region, IReadOnlyList<double> ModelTime, IReadOnlyList<string> Subject, double[][] Value, IReadOnlyList<Provenance> Sources)
{
    // Pools, and what they are prepared to.
    private const int PooledArrays = 4;

    /// <summary>
    /// The values that come about when the dissimilarities of subjects are negated, one sign a subject; null where a subject's values are
    /// made of nobody else's data.
    /// </summary>
    public Func<int[], double[][]>? Flipped { get; init; }

    /// <summary>Every model with every region.</summary>
    public static IEnumerable<TemporalValues> OfModels(PreparedComparison prepared, IReadOnlyList<RdmMovie> regions, CancellationToken token)
    {
        double[,] similarity = prepared.Similarities(token);
        IReadOnlyList<RdmMovie> models = RdmMovie.Split(prepared.Models, areModels: true);
        foreach (IGrouping<string, RdmMovie> region in regions.GroupBy(movie => movie.Name, StringComparer.Ordinal))
        {
            foreach (RdmMovie model in models)
            {
                yield return new TemporalValues(
                    model.Name,
                    prepared.Models[model.Frame[0]].Source,
                    region.Key,
                    model.Time,
                    [.. region.Select(movie => movie.Subject)],
                    [.. region.Select(movie => model.Frame.SelectMany(m => movie.Frame.Select(r => similarity[m, r])).ToArray())],
                    [.. model.Frame.Select(m => prepared.Models[m].Provenance), .. region.SelectMany(movie => movie.Frame.Select(r => prepared.References[r].Provenance)).Distinct()]);
            }
        }
    }

    /// <summary>Each subject's RDMs with those of the other subjects, pooled, at all times: rows are the others' times.</summary>
    /// <remarks>
    /// The same subject at two times would share noise, and correlate with nothing else to be found. What two subjects have in common by
    /// chance is in the values of both, so that values vary together: a flip negates a subject's RDMs, in the pools of the others too.
    /// </remarks>
    public static IEnumerable<TemporalValues> AcrossTime(PreparedComparison prepared, IReadOnlyList<RdmMovie> regions, CancellationToken token)
    {
        foreach (IGrouping<string, RdmMovie> region in regions.GroupBy(movie => movie.Name, StringComparer.Ordinal))
        {
            RdmMovie[] movies = [.. region];
            if (movies.Length < 2)
            {
                throw new DnnBrainException(
                    "SubjectTooFew", ErrorKind.InvalidData, $"Region '{region.Key}' has one subject; each subject's RDMs are compared with those of the others.", region.Key);
            }

            prepared.Memory.Hold((movies.Length + PooledArrays) * movies[0].Frame.Count * sizeof(double) * (long)prepared.Aligned.PairCount);
            var generalization = new TimeGeneralization(prepared, movies, token);
            yield return new TemporalValues(
                region.Key,
                "",
                region.Key,
                movies[0].Time,
                [.. movies.Select(movie => movie.Subject)],
                generalization.Evaluate([.. Enumerable.Repeat(1, movies.Length)]),
                [.. movies.SelectMany(movie => movie.Frame.Select(r => prepared.References[r].Provenance)).Distinct()])
            {
                Flipped = generalization.Evaluate,
            };
        }
    }
}
