using System.Numerics.Tensors;
using DnnBrain.Activations;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Crossvalidation;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>
/// The rows that local RDMs are made from. What a dissimilarity does to units one by one, over all conditions, does not depend on which units lie
/// around a centre and is done here, once: means, deviations, noise, sums over runs.
/// </summary>
internal sealed class SearchlightSource
{
    private readonly PatternMetric? _metric;
    private readonly double[] _pairCount = [];

    private SearchlightSource(IPatternSet rows, int parts, Action<Span<double>>? prepare, PatternMetric? metric, double[] pairCount)
    {
        Rows = rows;
        Parts = parts;
        Prepare = prepare;
        _metric = metric;
        _pairCount = pairCount;
    }

    /// <summary>One row a condition.</summary>
    public IPatternSet Rows { get; }

    /// <summary>Number of runs side by side in a row.</summary>
    public int Parts { get; }

    /// <summary>What is done to a row first; null for nothing.</summary>
    public Action<Span<double>>? Prepare { get; }

    /// <summary>The conditions.</summary>
    public IReadOnlyList<string> Condition => Rows.StimulusId;

    /// <summary>Reads what has to be known over all conditions.</summary>
    public static SearchlightSource Create(IPatternSet patterns, RdmOptions options, ConditionRows? rows, IRunObserver observer, CancellationToken token)
    {
        NoiseCovariance? noise = NoiseSelection.Single(patterns, options.Noise);
        if (noise is { IsDiagonal: false })
        {
            throw new DnnBrainException(
                "NoiseNotSupported",
                ErrorKind.NotSupported,
                $"The noise covariance of '{patterns.Name}' mixes all units, and a searchlight sees a few of them at a time. Take a Diagonal one.",
                noise);
        }

        if (options.Metric is not PatternMetric metric)
        {
            return OfRuns(patterns, rows!, noise, observer, token);
        }

        IPatternSet means = rows is null ? patterns : new ConditionPatterns(patterns, rows, skipMissing: false);
        means = noise is null ? means : new WhitenedPatterns(means, noise);
        if (!metric.IsTranslationInvariant && !metric.StandardizesUnits)
        {
            return new SearchlightSource(means, 1, row => metric.Transform(row, options), metric, []);
        }

        UnitStatistics units = UnitStatistics.Compute(means, observer, token, prepare: (_, row) => metric.Transform(row, options), skipMissing: true);
        double[]? scale = metric.StandardizesUnits ? units.InverseDeviation(1) : null;
        double[] origin = scale is null ? units.RoundedMean() : units.Mean;
        return new SearchlightSource(
            means,
            1,
            row =>
            {
                metric.Transform(row, options);
                TensorPrimitives.Subtract(row, origin, row);
                if (scale is not null)
                {
                    TensorPrimitives.Multiply(row, scale, row);
                }
            },
            metric,
            []);
    }

    /// <summary>The dissimilarities that no centre has a value for are NaN, the others 0.</summary>
    public double[] Template()
    {
        int n = Condition.Count;
        double[] template = new double[n * (n - 1) / 2];
        for (int i = 0, pair = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++, pair++)
            {
                template[pair] = _metric is not null || (_pairCount[(i * n) + i] * _pairCount[(i * n) + j] * _pairCount[(j * n) + j] > 0) ? 0 : double.NaN;
            }
        }

        return template;
    }

    /// <summary>Makes what computes local RDMs, for one thread.</summary>
    /// <param name="kept">The conditions that are compared.</param>
    /// <param name="largestCount">The most units around a centre.</param>
    public LocalRdm CreateLocal(int[] kept, int largestCount)
    {
        if (_metric is not null)
        {
            return new LocalPatternRdm(_metric, kept.Length, largestCount);
        }

        double[] pairCount = [.. kept.SelectMany(i => kept.Select(j => _pairCount[(i * Condition.Count) + j]))];
        return new LocalCrossnobisRdm(pairCount, kept.Length, Parts, largestCount);
    }

    private static SearchlightSource OfRuns(IPatternSet patterns, ConditionRows rows, NoiseCovariance? noise, IRunObserver observer, CancellationToken token)
    {
        int[] used = [.. rows.Rows.SelectMany(list => list.Select(m => m.Row))];
        double[] center = UnitStatistics.Compute(patterns, observer, token, used, skipMissing: true).Mean;
        var sums = new RunSums(patterns, rows, [.. Enumerable.Range(0, rows.Run.Length)], center, counts: false);
        int[,] counts = sums.CountByRun();
        int n = rows.Condition.Length;
        double[] pairCount = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                pairCount[(i * n) + j] = CrossvalidatedKernel.PairsOfRuns(counts, i, j);
            }
        }

        return new SearchlightSource(noise is null ? sums : new WhitenedPatterns(sums, noise), rows.Run.Length, null, null, pairCount);
    }
}
