using System.Diagnostics;
using System.Globalization;
using DnnBrain.Activations;
using DnnBrain.Rsa.Metrics;

namespace DnnBrain.Rsa;

/// <summary>Makes RDMs from patterns.</summary>
public static class RdmBuilder
{
    private const int ListedIds = 5;

    /// <summary>The dissimilarity of every pair of patterns.</summary>
    /// <param name="patterns">One pattern a stimulus.</param>
    /// <param name="options">Dissimilarity, z-scoring, memory.</param>
    /// <param name="observer">Told of patterns that have no dissimilarity; their pairs are NaN.</param>
    /// <param name="token">Stops the computation.</param>
    /// <exception cref="DnnBrainException">
    /// Fewer than two stimuli (<c>StimulusTooFew</c>) or fewer units than the dissimilarity needs (<c>UnitTooFew</c>); more stimuli
    /// than one array of pairs holds (<c>RdmTooLarge</c>); the memory is not positive (<c>MemoryInvalid</c>).
    /// </exception>
    /// <remarks>
    /// O(n² units) multiplications as matrix products in float64. Dissimilarities are exactly symmetric, exactly 0 for
    /// equal patterns, and never from a difference in which more than four digits cancel: patterns are centred before the product (each over its units
    /// for correlation, all by their mean pattern for Euclidean), and pairs that still lie close together are taken from the
    /// patterns themselves.
    /// </remarks>
    public static Rdm Build(IPatternSet patterns, RdmOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        var metric = (GramMetric)options.Metric;
        Validate(patterns, metric, options);
        long start = Stopwatch.GetTimestamp();
        int n = patterns.StimulusId.Count;
        double[] dissimilarity = new double[(long)n * (n - 1) / 2];
        var preparation = PatternPreparation.Create(patterns, metric, options.ZScore, observer, token);
        GramTiles.Visit(
            patterns,
            preparation.Prepare,
            options.MaxMemory,
            tile => Fill(dissimilarity, n, tile, preparation),
            observer,
            token);
        Warn(patterns, preparation, observer);
        observer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"RDM of {patterns.Name}: {n} × {n} from {patterns.UnitCount:N0} units, {metric.Name}, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s."));
        return new Rdm(patterns.Name, metric.Name, patterns.StimulusId, dissimilarity, Provenance(patterns, options))
        {
            Source = patterns.Source,
            Subject = patterns.Subject,
        };
    }
    private static void Validate(IPatternSet patterns, GramMetric metric, RdmOptions options)
    {
        int n = patterns.StimulusId.Count;
        if (n < 2)
        {
            throw new DnnBrainException("StimulusTooFew", ErrorKind.InvalidData, $"'{patterns.Name}' has {n} stimuli; an RDM needs at least 2.", patterns.Name);
        }

        if ((long)n * (n - 1) / 2 > Array.MaxLength)
        {
            throw new DnnBrainException("RdmTooLarge", ErrorKind.NotSupported, $"'{patterns.Name}' has {n:N0} stimuli; the pairs of more than 65,536 do not fit into one RDM.", patterns.Name);
        }

        if (patterns.UnitCount < metric.FewestUnits)
        {
            throw new DnnBrainException(
                "UnitTooFew",
                ErrorKind.InvalidData,
                $"'{patterns.Name}' has {patterns.UnitCount} unit(s) a stimulus; {metric.Name} needs at least {metric.FewestUnits}.",
                patterns.Name);
        }

        if (options.MaxMemory <= 0)
        {
            throw new DnnBrainException("MemoryInvalid", ErrorKind.InvalidArgument, $"The memory is {options.MaxMemory} bytes; it is a positive number.", options.MaxMemory);
        }
    }

    private static void Fill(double[] dissimilarity, int n, GramTile tile, PatternPreparation preparation)
    {
        Parallel.For(0, tile.Rows.Count, row =>
        {
            ReadOnlySpan<double> squaredLength = preparation.SquaredLength;
            int i = tile.Rows.First + row;
            int firstColumn = tile.Rows == tile.Columns ? row + 1 : 0;
            for (int column = firstColumn; column < tile.Columns.Count; column++)
            {
                int j = tile.Columns.First + column;
                dissimilarity[Rdm.PairIndex(i, j, n)] = Dissimilarity(tile, row, column, squaredLength[i], squaredLength[j], preparation.Metric);
            }
        });
    }

    private static double Dissimilarity(GramTile tile, int row, int column, double squaredLengthX, double squaredLengthY, GramMetric metric)
    {
        if (double.IsNaN(squaredLengthX) || double.IsNaN(squaredLengthY))
        {
            return double.NaN;
        }

        double value = metric.FromProduct(tile[row, column], squaredLengthX, squaredLengthY);
        return double.IsNaN(value) ? metric.FromPatterns(tile.Rows[row], tile.Columns[column]) : value;
    }

    private static void Warn(IPatternSet patterns, PatternPreparation preparation, IRunObserver observer)
    {
        Warn(patterns, [.. preparation.NotFinite], "hold a NaN or an infinity", observer);
        Warn(patterns, [.. preparation.Undefined], $"are {preparation.UndefinedPattern}", observer);
    }

    private static void Warn(IPatternSet patterns, int[] stimuli, string reason, IRunObserver observer)
    {
        if (stimuli.Length > 0)
        {
            string list = string.Join(", ", stimuli.Take(ListedIds).Select(i => patterns.StimulusId[i])) + (stimuli.Length > ListedIds ? ", ..." : "");
            observer.Warning($"{stimuli.Length} of {patterns.StimulusId.Count} patterns of {patterns.Name} {reason} ({list}); their pairs are NaN.");
        }
    }

    private static Provenance Provenance(IPatternSet patterns, RdmOptions options) => new()
    {
        Operation = "New-Rdm",
        Parameters = new Dictionary<string, string> { ["Metric"] = options.Metric.Name, ["ZScore"] = options.ZScore.ToString() },
        Sources = [patterns.Provenance],
    };
}
