using System.Diagnostics;
using System.Globalization;
using DnnBrain.Activations;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Crossvalidation;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;

namespace DnnBrain.Rsa;

/// <summary>Makes RDMs from patterns.</summary>
public static class RdmBuilder
{
    private const int ListedIds = 5;

    // What a metric that takes both patterns unit by unit does in some 100 ms on one core.
    private static readonly TileWork s_direct = new(1e8);

    /// <summary>The dissimilarity of every pair of patterns, or of conditions.</summary>
    /// <param name="patterns">One pattern a stimulus; with a design one a measurement.</param>
    /// <param name="options">Dissimilarity, z-scoring, conditions, noise, memory.</param>
    /// <param name="observer">Told of patterns that have no dissimilarity; their pairs are NaN.</param>
    /// <param name="token">Stops the computation.</param>
    /// <exception cref="DnnBrainException">
    /// Fewer than two stimuli (<c>StimulusTooFew</c>) or conditions (<c>ConditionTooFew</c>), or fewer units than the dissimilarity needs
    /// (<c>UnitTooFew</c>); more stimuli than one array of pairs holds (<c>RdmTooLarge</c>); the memory is too small for two blocks of
    /// patterns (<c>MemoryTooSmall</c>); noise, runs or options that do not fit the dissimilarity (<c>NoiseRequired</c>,
    /// <c>NoiseNotUsed</c>, <c>NoiseSizeMismatch</c>, <c>RunRequired</c>, <c>RunTooFew</c>, <c>ZScoreNotSupported</c>,
    /// <c>MissingValueNotSupported</c>, <c>PriorInvalid</c>).
    /// </exception>
    /// <remarks>
    /// O(n² units) multiplications, as matrix products in float64 where the metric allows it. Dissimilarities are exactly symmetric, exactly 0 for
    /// equal patterns, and never from a difference in which more than four digits cancel: patterns are centred before the product (each
    /// over its units for correlation, all by their mean pattern for Euclidean), and pairs that still lie close together are taken from the
    /// patterns themselves. Cross-validated dissimilarities are signed and never exactly 0.
    /// </remarks>
    public static Rdm Build(IPatternSet patterns, RdmOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        long start = Stopwatch.GetTimestamp();
        ConditionRows? rows = options.Design?.Group(patterns.StimulusId, patterns.Name);
        RdmRequest.Check(patterns, options, rows);
        options = RdmRequest.Hold(patterns, options, rows);
        if (rows is not null && rows.RowCount < patterns.StimulusId.Count)
        {
            observer.Warning($"{patterns.StimulusId.Count - rows.RowCount} of {patterns.StimulusId.Count} rows of {patterns.Name} have no condition and are left out.");
        }

        (IReadOnlyList<string> ids, double[] dissimilarity) = options.Metric switch
        {
            CrossnobisMetric => (rows!.Condition, CrossnobisRdm.Compute(patterns, rows, options, observer, token)),
            CrossvalidatedPoissonKLMetric => (rows!.Condition, CrossvalidatedPoissonRdm.Compute(patterns, rows, options, observer, token)),
            _ => Compare(patterns, rows, options, observer, token),
        };
        observer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"RDM of {patterns.Name}: {ids.Count} × {ids.Count} from {patterns.UnitCount:N0} units, {options.Metric.Name}, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s."));
        return new Rdm(patterns.Name, options.Metric.Name, ids, dissimilarity, RdmRequest.Provenance(patterns, options, rows))
        {
            Source = patterns.Source,
            Subject = patterns.Subject,
            Time = patterns.BinTime,
        };
    }

    private static (IReadOnlyList<string> Ids, double[] Dissimilarity) Compare(
        IPatternSet patterns, ConditionRows? rows, RdmOptions options, IRunObserver observer, CancellationToken token)
    {
        var metric = (PatternMetric)options.Metric;
        bool skipMissing = options.MissingValue == MissingValue.PairwiseComplete;
        IPatternSet compared = rows is null ? patterns : new ConditionPatterns(patterns, rows, skipMissing);
        if (NoiseSelection.Single(patterns, options.Noise) is { } noise)
        {
            if (skipMissing && !noise.IsDiagonal)
            {
                double[] incomplete = IncompleteMahalanobis.Compute(compared, noise, options, observer, token, out int[] lacking);
                Warn(compared, lacking, "hold a NaN or an infinity", "their pairs rest on fewer units", observer);
                return (compared.StimulusId, incomplete);
            }

            compared = new WhitenedPatterns(compared, noise);
        }

        int n = compared.StimulusId.Count;
        double[] dissimilarity = new double[(long)n * (n - 1) / 2];
        var preparation = PatternPreparation.Create(compared, metric, options, observer, token);
        if (metric is GramMetric gram)
        {
            GramTiles.Visit(
                compared,
                preparation.Prepare,
                options.Memory,
                tile => Fill(tile.Rows, tile.Columns, n, dissimilarity, preparation, skipMissing, (row, column, x, y) => gram.FromProduct(tile[row, column], x, y)),
                observer,
                token);
        }
        else
        {
            PatternTiles.Visit(
                compared,
                preparation.Prepare,
                options.Memory,
                s_direct,
                (a, b) => Fill(a, b, n, dissimilarity, preparation, skipMissing, (_, _, _, _) => double.NaN),
                observer,
                token);
        }

        Warn(compared, preparation, skipMissing, observer);
        return (compared.StimulusId, dissimilarity);
    }

    private static void Fill(
        PatternBlock rows,
        PatternBlock columns,
        int n,
        double[] dissimilarity,
        PatternPreparation preparation,
        bool skipMissing,
        Func<int, int, double, double, double> fromProduct) =>
        Parallel.For(0, rows.Count, row =>
        {
            PatternMetric metric = preparation.Metric;
            ReadOnlySpan<double> squaredLength = preparation.SquaredLength;
            int i = rows.First + row;
            for (int column = rows == columns ? row + 1 : 0; column < columns.Count; column++)
            {
                int j = columns.First + column;
                double value = double.NaN;
                if (double.IsFinite(squaredLength[i]) && double.IsFinite(squaredLength[j]))
                {
                    value = fromProduct(row, column, squaredLength[i], squaredLength[j]);
                    value = metric.Normalize(double.IsNaN(value) ? metric.FromPatterns(rows[row], columns[column]) : value, rows.UnitCount, rows.UnitCount);
                }
                else if (skipMissing)
                {
                    value = IncompletePairs.Compare(metric, rows[row], columns[column]);
                }

                dissimilarity[Rdm.PairIndex(i, j, n)] = value;
            }
        });

    private static void Warn(IPatternSet patterns, PatternPreparation preparation, bool skipMissing, IRunObserver observer)
    {
        Warn(patterns, [.. preparation.NotFinite], "hold a NaN or an infinity", skipMissing ? "their pairs rest on fewer units" : "their pairs are NaN", observer);
        Warn(patterns, [.. preparation.Undefined], $"are {preparation.UndefinedPattern}", "their pairs are NaN", observer);
    }

    private static void Warn(IPatternSet patterns, int[] stimuli, string reason, string consequence, IRunObserver observer)
    {
        if (stimuli.Length > 0)
        {
            string list = string.Join(", ", stimuli.Take(ListedIds).Select(i => patterns.StimulusId[i])) + (stimuli.Length > ListedIds ? ", ..." : "");
            observer.Warning($"{stimuli.Length} of {patterns.StimulusId.Count} patterns of {patterns.Name} {reason} ({list}); {consequence}.");
        }
    }
}
