using DnnBrain.Activations;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Crossvalidation;
using DnnBrain.Rsa.Metrics;

namespace DnnBrain.Rsa;

/// <summary>Makes RDMs from Gram matrices, where the patterns themselves were never kept.</summary>
public static class GramRdmBuilder
{
    private const int ListedIds = 5;

    /// <summary>The dissimilarity of every pair of patterns, or of conditions.</summary>
    /// <param name="gram">The products of the patterns.</param>
    /// <param name="options">Dissimilarity, z-scoring and conditions; the memory does not matter here.</param>
    /// <param name="observer">Told of patterns that have no dissimilarity; their pairs are NaN.</param>
    /// <param name="token">Stops the computation.</param>
    /// <exception cref="DnnBrainException">
    /// The dissimilarity (<c>MetricNeedsPatterns</c>) or the z-scoring (<c>ZScoreNeedsPatterns</c>), or noise or missing units
    /// (<c>OptionNeedsPatterns</c>) cannot follow from products; there are fewer than two stimuli (<c>StimulusTooFew</c>) or conditions
    /// (<c>ConditionTooFew</c>), fewer units than the dissimilarity needs (<c>UnitTooFew</c>), or too few runs (<c>RunRequired</c>,
    /// <c>RunTooFew</c>).
    /// </exception>
    /// <remarks>
    /// O(n²). What <see cref="RdmBuilder"/> gives to 1e-12 of the largest value where patterns differ. Two patterns that are nearly the
    /// same cannot be compared again from their values as it does: their correlation distance is right to 1e-14, their Euclidean one to
    /// 1e-7 of their length. What is below the rounding of a product is 0, as it is for equal patterns.
    /// </remarks>
    public static Rdm Build(ActivationGram gram, RdmOptions options, IRunObserver observer, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(gram);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        ConditionRows? rows = options.Design?.Group(gram.StimulusId, gram.Layer);
        Validate(gram, options, rows);
        if (rows is not null && rows.RowCount < gram.StimulusCount)
        {
            observer.Warning($"{gram.StimulusCount - rows.RowCount} of {gram.StimulusCount} rows of {gram.Layer} have no condition and are left out.");
        }

        double[] dissimilarity = options.Metric is CrossnobisMetric ? Crossnobis(gram, rows!, observer, token) : Compare(gram, options, rows, observer, token);
        var provenance = new Provenance { Operation = "New-Rdm", Parameters = RdmRequest.Parameters(options, rows), Sources = [gram.Provenance] };
        return new Rdm(gram.Layer, options.Metric.Name, rows is null ? gram.StimulusId : rows.Condition, dissimilarity, provenance)
        {
            Source = gram.Model,
            Subject = gram.Subject,
        };
    }

    private static double[] Crossnobis(ActivationGram gram, ConditionRows rows, IRunObserver observer, CancellationToken token)
    {
        double[] distance = GramCrossnobis.Compute(gram, rows, token);
        CrossvalidationWarnings.Tell(gram.Layer, rows, distance, observer);
        return distance;
    }

    private static double[] Compare(ActivationGram gram, RdmOptions options, ConditionRows? rows, IRunObserver observer, CancellationToken token)
    {
        IGramProducts products = rows is null ? new PatternGram(gram) : new ConditionGram(gram, rows, token);
        var metric = (IGramDerived)options.Metric;
        var normalized = (GramMetric)options.Metric;
        int n = products.StimulusId.Count;
        int units = products.UnitCount;
        bool zScored = options.ZScore == ZScoring.Stimulus;
        double[] dissimilarity = new double[(long)n * (n - 1) / 2];
        Parallel.For(0, n - 1, new ParallelOptions { CancellationToken = token }, i =>
        {
            for (int j = i + 1; j < n; j++)
            {
                dissimilarity[Rdm.PairIndex(i, j, n)] = normalized.Normalize(metric.FromGram(Pair(products, i, j, zScored)), units, units);
            }
        });
        bool[] finite = [.. products.PatternMean.Select(double.IsFinite)];
        Warn(products, gram.Layer, i => !finite[i], "hold a NaN or an infinity", observer);
        string undefined = zScored ? "constant" : normalized.UndefinedPattern ?? "";
        Warn(products, gram.Layer, i => finite[i] && double.IsNaN(metric.FromGram(Pair(products, i, i, zScored))), $"are {undefined}", observer);
        return dissimilarity;
    }

    private static void Validate(ActivationGram gram, RdmOptions options, ConditionRows? rows)
    {
        if (options.Metric is not (IGramDerived or CrossnobisMetric))
        {
            string able = string.Join(", ", RdmMetric.All.Where(metric => metric is IGramDerived or CrossnobisMetric));
            throw new DnnBrainException("MetricNeedsPatterns", ErrorKind.InvalidArgument, $"{options.Metric} does not follow from a Gram matrix; {able} do. Make the RDM from activations.", options.Metric);
        }

        if (options.ZScore == ZScoring.Unit)
        {
            throw new DnnBrainException("ZScoreNeedsPatterns", ErrorKind.InvalidArgument, "Units cannot be z-scored when only a Gram matrix is left of them; None and Stimulus are possible. Make the RDM from activations.", options.ZScore);
        }

        if (options.Noise.Count > 0 || options.MissingValue != MissingValue.Propagate)
        {
            throw new DnnBrainException("OptionNeedsPatterns", ErrorKind.InvalidArgument, $"Noise and missing units need the values of '{gram.Layer}'; only its Gram matrix is left. Make the RDM from activations.", gram);
        }

        if (rows is { Condition.Length: < 2 })
        {
            throw new DnnBrainException("ConditionTooFew", ErrorKind.InvalidData, $"'{gram.Layer}' has {rows.Condition.Length} condition(s); an RDM needs at least 2.", gram);
        }

        if (gram.StimulusCount < 2)
        {
            throw new DnnBrainException("StimulusTooFew", ErrorKind.InvalidData, $"'{gram.Layer}' has {gram.StimulusCount} stimuli; an RDM needs at least 2.", gram);
        }

        int fewest = options.Metric is PatternMetric metric ? metric.FewestUnits : 1;
        if (gram.Shape.UnitCount < fewest)
        {
            throw new DnnBrainException("UnitTooFew", ErrorKind.InvalidData, $"'{gram.Layer}' has {gram.Shape.UnitCount} unit(s) a stimulus; {options.Metric} needs at least {fewest}.", gram);
        }

        RdmRequest.CheckRuns(gram.Layer, options, rows);
    }

    private static GramPair Pair(IGramProducts products, int i, int j, bool zScored)
    {
        var pair = new GramPair(
            products.CentredProduct(i, j),
            products.CentredProduct(i, i),
            products.CentredProduct(j, j),
            products.PatternMean[i],
            products.PatternMean[j],
            products.UnitCount);
        return zScored ? pair.ZScored : pair;
    }

    private static void Warn(IGramProducts products, string layer, Func<int, bool> concerned, string reason, IRunObserver observer)
    {
        int[] stimuli = [.. Enumerable.Range(0, products.StimulusId.Count).Where(concerned)];
        if (stimuli.Length > 0)
        {
            string list = string.Join(", ", stimuli.Take(ListedIds).Select(i => products.StimulusId[i])) + (stimuli.Length > ListedIds ? ", ..." : "");
            observer.Warning($"{stimuli.Length} of {products.StimulusId.Count} patterns of {layer} {reason} ({list}); their pairs are NaN.");
        }
    }
}
