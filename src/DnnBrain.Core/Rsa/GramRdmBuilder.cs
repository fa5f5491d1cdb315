using DnnBrain.Activations;
using DnnBrain.Rsa.Metrics;

namespace DnnBrain.Rsa;

/// <summary>Makes RDMs from Gram matrices, where the patterns themselves were never kept.</summary>
public static class GramRdmBuilder
{
    private const int ListedIds = 5;

    /// <summary>The dissimilarity of every pair of patterns.</summary>
    /// <param name="gram">The products of the patterns.</param>
    /// <param name="options">Dissimilarity and z-scoring; the memory does not matter here.</param>
    /// <param name="observer">Told of patterns that have no dissimilarity; their pairs are NaN.</param>
    /// <exception cref="DnnBrainException">
    /// The dissimilarity (<c>MetricNeedsPatterns</c>) or the z-scoring (<c>ZScoreNeedsPatterns</c>), or conditions, noise or missing units (<c>OptionNeedsPatterns</c>) cannot follow from products; there
    /// are fewer than two stimuli (<c>StimulusTooFew</c>) or fewer units than the dissimilarity needs (<c>UnitTooFew</c>).
    /// </exception>
    /// <remarks>
    /// O(n²). What <see cref="RdmBuilder"/> gives to 1e-12 of the largest value where patterns differ. Two patterns that are nearly the same cannot be
    /// compared again from their values as it does: their correlation distance is right to 1e-14, their Euclidean one to 1e-7 of
    /// their length.
    /// </remarks>
    public static Rdm Build(ActivationGram gram, RdmOptions options, IRunObserver observer)
    {
        ArgumentNullException.ThrowIfNull(gram);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        IGramDerived metric = Validate(gram, options);
        int n = gram.StimulusCount;
        var normalized = (GramMetric)options.Metric;
        int units = gram.Shape.UnitCount;
        bool zScored = options.ZScore == ZScoring.Stimulus;
        double[] dissimilarity = new double[(long)n * (n - 1) / 2];
        Parallel.For(0, n - 1, i =>
        {
            for (int j = i + 1; j < n; j++)
            {
                dissimilarity[Rdm.PairIndex(i, j, n)] = normalized.Normalize(metric.FromGram(Pair(gram, i, j, zScored)), units, units);
            }
        });
        bool[] finite = [.. gram.PatternMean.Select(double.IsFinite)];
        Warn(gram, i => !finite[i], "hold a NaN or an infinity", observer);
        string undefined = zScored ? "constant" : ((GramMetric)options.Metric).UndefinedPattern ?? "";
        Warn(gram, i => finite[i] && double.IsNaN(metric.FromGram(Pair(gram, i, i, zScored))), $"are {undefined}", observer);
        return new Rdm(gram.Layer, options.Metric.Name, gram.StimulusId, dissimilarity, Provenance(gram, options))
        {
            Source = gram.Model,
            Subject = gram.Subject,
        };
    }

    private static IGramDerived Validate(ActivationGram gram, RdmOptions options)
    {
        string able = string.Join(", ", RdmMetric.All.Where(metric => metric is IGramDerived));
        if (options.Metric is not IGramDerived derived)
        {
            throw new DnnBrainException("MetricNeedsPatterns", ErrorKind.InvalidArgument, $"{options.Metric} does not follow from a Gram matrix; {able} do. Make the RDM from activations.", options.Metric);
        }

        if (options.ZScore == ZScoring.Unit)
        {
            throw new DnnBrainException("ZScoreNeedsPatterns", ErrorKind.InvalidArgument, "Units cannot be z-scored when only a Gram matrix is left of them; None and Stimulus are possible. Make the RDM from activations.", options.ZScore);
        }

        if (options.Design is not null || options.Noise.Count > 0 || options.MissingValue != MissingValue.Propagate)
        {
            throw new DnnBrainException("OptionNeedsPatterns", ErrorKind.InvalidArgument, $"Conditions, noise and missing units need the values of '{gram.Layer}'; only its Gram matrix is left. Make the RDM from activations.", gram);
        }

        if (gram.StimulusCount < 2)
        {
            throw new DnnBrainException("StimulusTooFew", ErrorKind.InvalidData, $"'{gram.Layer}' has {gram.StimulusCount} stimuli; an RDM needs at least 2.", gram);
        }

        int fewest = ((GramMetric)options.Metric).FewestUnits;
        if (gram.Shape.UnitCount < fewest)
        {
            throw new DnnBrainException("UnitTooFew", ErrorKind.InvalidData, $"'{gram.Layer}' has {gram.Shape.UnitCount} unit(s) a stimulus; {options.Metric} needs at least {fewest}.", gram);
        }

        return derived;
    }

    private static GramPair Pair(ActivationGram gram, int i, int j, bool zScored)
    {
        var pair = new GramPair(
            gram.CentredProduct(i, j),
            gram.CentredProduct(i, i),
            gram.CentredProduct(j, j),
            gram.PatternMean[i],
            gram.PatternMean[j],
            gram.Shape.UnitCount);
        return zScored ? pair.ZScored : pair;
    }

    private static void Warn(ActivationGram gram, Func<int, bool> concerned, string reason, IRunObserver observer)
    {
        int[] stimuli = [.. Enumerable.Range(0, gram.StimulusCount).Where(concerned)];
        if (stimuli.Length > 0)
        {
            string list = string.Join(", ", stimuli.Take(ListedIds).Select(i => gram.StimulusId[i])) + (stimuli.Length > ListedIds ? ", ..." : "");
            observer.Warning($"{stimuli.Length} of {gram.StimulusCount} patterns of {gram.Layer} {reason} ({list}); their pairs are NaN.");
        }
    }

    private static Provenance Provenance(ActivationGram gram, RdmOptions options) => new()
    {
        Operation = "New-Rdm",
        Parameters = new Dictionary<string, string> { ["Metric"] = options.Metric.Name, ["ZScore"] = options.ZScore.ToString() },
        Sources = [gram.Provenance],
    };
}
