using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using DnnBrain.Activations;
using DnnBrain.Activations.Epochs;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Covariance;

namespace DnnBrain.Rsa.Noise;

/// <summary>Estimates the noise covariance of units from residuals or from repeated measurements.</summary>
public static class NoiseEstimator
{
    // Beyond this the matrix does not fit into an array.
    private const int MostUnits = 46_000;

    private const int UnitChunk = 256;

    // Rows that are multiplied at a time: enough for products to outweigh adding them up, and never more or fewer for the sake of memory,
    // which would change how sums are rounded.
    private const int ProductRows = 512;

    // What products of one block of columns with all are made in, twice; sums of squares, means and scales of units.
    private const int ColumnArrays = (2 * 128) + 6;

    // Row, group, run, and whether it counts, in the lists that rows go through.
    private const int BytesOfRow = 64;

    /// <summary>Estimates.</summary>
    /// <param name="patterns">Row × unit: residuals, or repeated measurements of conditions.</param>
    /// <param name="options">Estimator, design, degrees of freedom.</param>
    /// <param name="observer">Told of rows with a NaN, which are left out, and of units without variance.</param>
    /// <param name="token">Stops the computation.</param>
    /// <returns>One covariance, or one a run.</returns>
    /// <exception cref="DnnBrainException">
    /// No degrees of freedom are left (<c>NoiseDegreesOfFreedomInvalid</c>); a covariance is asked for of more than 46,000 units
    /// (<c>NoiseTooLarge</c>), or one a run without runs (<c>RunRequired</c>); the memory is too small (<c>MemoryTooSmall</c>).
    /// </exception>
    /// <remarks>
    /// Two readings; O(n p²) multiplications as matrix products. Means are those of each condition within each run, or of each run's residuals.
    /// </remarks>
    public static IReadOnlyList<NoiseCovariance> Estimate(IPatternSet patterns, NoiseOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        if (patterns.UnitCount > MostUnits && options.Estimator.NeedsCrossProducts)
        {
            throw new DnnBrainException("NoiseTooLarge", ErrorKind.NotSupported, $"'{patterns.Name}' has {patterns.UnitCount:N0} units; a covariance of more than {MostUnits:N0} does not fit. Take Diagonal.", patterns.Name);
        }

        long start = Stopwatch.GetTimestamp();
        ConditionRows? rows = options.Design?.Group(patterns.StimulusId, patterns.Name);
        if (options.PerRun && (rows is null || rows.Run is [""]))
        {
            throw new DnnBrainException("RunRequired", ErrorKind.InvalidArgument, "One noise covariance a run needs the runs of the rows.", patterns.Name);
        }

        // A group is what has a mean of its own.
        (int Row, int Group, int Run)[] members = rows is null
            ? [.. Enumerable.Range(0, patterns.StimulusId.Count).Select(row => (row, 0, 0))]
            : [.. rows.Rows.SelectMany((list, c) => list.Select(m => (m.Row, (c * rows.Run.Length) + m.Run, m.Run)))];
        string?[] runs = options.PerRun ? [.. rows!.Run] : [null];
        long matrix = options.Estimator.NeedsCrossProducts ? (long)patterns.UnitCount * patterns.UnitCount : patterns.UnitCount;
        options = options with { Memory = options.Memory.Hold(((runs.Length - 1) * sizeof(double) * matrix) + (BytesOfRow * (long)members.Length)) };
        NoiseCovariance[] noise = [.. runs.Select((run, r) =>
            Estimate(patterns, run is null ? members : [.. members.Where(m => m.Run == r)], run, options, observer, token))];
        observer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Noise covariance of {patterns.Name}: {patterns.UnitCount:N0} × {patterns.UnitCount:N0} from {members.Length:N0} rows, {options.Estimator}, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s."));
        return noise;
    }

    /// <summary>Estimates over all samples of a window: what is common to the noise at all its times.</summary>
    /// <param name="epochs">Trial × channel × sample.</param>
    /// <param name="window">The window, such as the baseline before the stimulus.</param>
    /// <param name="options">Estimator, design, degrees of freedom.</param>
    /// <param name="observer">Told of rows with a NaN, which are left out.</param>
    /// <param name="token">Stops the computation.</param>
    /// <exception cref="DnnBrainException">
    /// As for <see cref="Estimate(IPatternSet, NoiseOptions, IRunObserver, CancellationToken)"/>; the window is none, or has no sample
    /// (<c>TimeBinInvalid</c>, <c>TimeWindowEmpty</c>).
    /// </exception>
    /// <remarks>
    /// Each sample has a mean of its own, of each condition in each run: responses are not noise. So the covariance is the mean of those of
    /// all samples (Guggenmos, Sterzer, Cichy 2018, https://doi.org/10.1016/j.neuroimage.2018.02.044). Neighbouring samples are not
    /// independent: the degrees of freedom are those of independent ones, and shrinkage is smaller than it would be.
    /// </remarks>
    public static IReadOnlyList<NoiseCovariance> EstimateOverTime(
        IEpochSet epochs, TimeBinOptions window, NoiseOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        ArgumentNullException.ThrowIfNull(options);
        var samples = new SamplePatterns(epochs, window);
        return Estimate(samples, options with { Design = OfSamples(epochs, samples, options.Design) }, observer, token);
    }

    private static PatternDesign OfSamples(IEpochSet epochs, SamplePatterns samples, PatternDesign? design)
    {
        string[] condition = [.. epochs.StimulusId.Select(_ => design is null ? "all" : "")];
        string[] run = [.. epochs.StimulusId.Select(_ => "")];
        ConditionRows? rows = design?.Group(epochs.StimulusId, epochs.Name);
        for (int c = 0; c < rows?.Condition.Length; c++)
        {
            foreach ((int row, int runOfRow) in rows.Rows[c])
            {
                (condition[row], run[row]) = (rows.Condition[c], rows.Run[runOfRow]);
            }
        }

        bool hasRuns = rows is not (null or { Run: [""] });
        return new PatternDesign(
            samples.StimulusId,
            [.. samples.StimulusId.Select((_, i) => condition[i / samples.SampleCount] is { Length: > 0 } name ? FormattableString.Invariant($"{name}\u001f{i % samples.SampleCount}") : "")],
            hasRuns ? [.. samples.StimulusId.Select((_, i) => run[i / samples.SampleCount])] : null);
    }

    private static NoiseCovariance Estimate(
        IPatternSet patterns, (int Row, int Group, int Run)[] members, string? run, NoiseOptions options, IRunObserver observer, CancellationToken token)
    {
        int p = patterns.UnitCount;
        int[] groups = [.. members.Select(m => m.Group).Distinct()];
        Dictionary<int, int> index = groups.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        (int Row, int Group)[] rows = [.. members.Select(m => (m.Row, index[m.Group])).OrderBy(m => m.Row)];
        int block = BlockRows(p, rows.Length, groups.Length, options);
        double[] values = new double[block * p];
        double[][] means = Means(patterns, rows, groups.Length, values, observer, token, out bool[] usable);
        var moments = new ResidualMoments(p, options.Estimator);
        for (int first = 0; first < rows.Length; first += block)
        {
            token.ThrowIfCancellationRequested();
            int count = Math.Min(block, rows.Length - first);
            if (block < rows.Length)
            {
                Read(patterns, rows.AsSpan(first, count), values);
            }

            Parallel.For(0, count, i =>
            {
                Span<double> row = values.AsSpan(i * p, p);
                TensorPrimitives.Subtract(row, means[rows[first + i].Group], row);
            });
            int kept = Compact(values, usable.AsSpan(first, count), p);
            if (kept > 0)
            {
                moments.Add(values, kept);
            }

            observer.Report(new RunProgress($"Noise of {patterns.Name}", first + count, rows.Length, "rows"));
        }

        int used = rows.Where((_, i) => usable[i]).Select(r => r.Group).Distinct().Count();
        double degreesOfFreedom = DegreesOfFreedom(patterns, moments.Count, used, options, observer);
        CovarianceEstimate estimate = options.Estimator.Estimate(moments, degreesOfFreedom);
        if (NoiseCovariance.DescribeDeadUnits(estimate.Matrix, estimate.IsDiagonal, p) is { } dead)
        {
            observer.Warning($"In {patterns.Name}{(run is null ? "" : $" in run {run}")} {dead}, so the covariance has no inverse. Leave such units out, or take LedoitWolf.");
        }

        if (moments.Exponent != 0)
        {
            TensorPrimitives.Multiply(estimate.Matrix, Math.ScaleB(1, -2 * moments.Exponent), estimate.Matrix);
        }

        return new NoiseCovariance(patterns.Name, estimate.Matrix, estimate.IsDiagonal, p)
        {
            Source = patterns.Source,
            Subject = patterns.Subject,
            Run = run,
            Estimator = options.Estimator.Name,
            Shrinkage = estimate.Shrinkage,
            DegreesOfFreedom = degreesOfFreedom,
            ObservationCount = moments.Count,
            Provenance = new Provenance
            {
                Operation = "Measure-NoiseCovariance",
                Parameters = new Dictionary<string, string>
                {
                    ["Estimator"] = options.Estimator.Name,
                    ["DegreesOfFreedom"] = degreesOfFreedom.ToString(CultureInfo.InvariantCulture),
                    ["Run"] = run ?? "",
                },
                Sources = [patterns.Provenance],
            },
        };
    }

    private static int BlockRows(int p, int rows, int groups, NoiseOptions options)
    {
        long row = sizeof(double) * (long)p;
        CovarianceEstimator estimator = options.Estimator;
        MemoryLimit memory = options.Memory.Hold(row * ((groups + 1L) + (estimator.NeedsCrossProducts ? p + ColumnArrays : 6) + (estimator.NeedsSquareProducts ? p : 0)));
        if (estimator.NeedsCrossProducts)
        {
            int block = Math.Clamp(ProductRows, 1, Math.Max(1, rows));
            _ = memory.Hold(row * block);
            return block;
        }

        // Variances of units are sums row by row, in blocks of any size.
        _ = memory.Hold(row);
        return (int)Math.Clamp(memory.Room() / row, 1, Math.Max(1, rows));
    }

    // Rows that follow one another are read together.
    private static void Read(IPatternSet patterns, ReadOnlySpan<(int Row, int Group)> rows, double[] values)
    {
        int p = patterns.UnitCount;
        for (int start = 0; start < rows.Length;)
        {
            int end = start + 1;
            while (end < rows.Length && rows[end].Row == rows[end - 1].Row + 1)
            {
                end++;
            }

            patterns.Read(rows[start].Row, end - start, values.AsSpan(start * p, (end - start) * p));
            start = end;
        }
    }

    // Moves usable rows to the front.
    private static int Compact(double[] values, ReadOnlySpan<bool> usable, int p)
    {
        int count = 0;
        for (int i = 0; i < usable.Length; i++)
        {
            if (usable[i])
            {
                if (count < i)
                {
                    values.AsSpan(i * p, p).CopyTo(values.AsSpan(count * p, p));
                }

                count++;
            }
        }

        return count;
    }

    private static double[][] Means(
        IPatternSet patterns,
        (int Row, int Group)[] rows,
        int groupCount,
        double[] values,
        IRunObserver observer,
        CancellationToken token,
        out bool[] usable)
    {
        int p = patterns.UnitCount;
        int block = values.Length / p;
        double[][] means = [.. Enumerable.Range(0, groupCount).Select(_ => new double[p])];
        int[] counts = new int[groupCount];
        bool[] isUsable = usable = new bool[rows.Length];
        for (int start = 0; start < rows.Length; start += block)
        {
            token.ThrowIfCancellationRequested();
            int first = start;
            int count = Math.Min(block, rows.Length - first);
            Read(patterns, rows.AsSpan(first, count), values);
            Parallel.For(0, count, i => isUsable[first + i] = double.IsFinite(TensorPrimitives.Sum<double>(values.AsSpan(i * p, p))));
            double[] share = [.. Enumerable.Range(first, count).Select(i => isUsable[i] ? 1.0 / ++counts[rows[i].Group] : 0)];

            // Running means: a sum of thousands of offsets of 1e4 would cost digits that the residuals need. Units do not meet, so each
            // thread has some of them.
            Parallel.For(0, (p + UnitChunk - 1) / UnitChunk, chunk =>
            {
                int unit = chunk * UnitChunk;
                Span<double> difference = stackalloc double[Math.Min(UnitChunk, p - unit)];
                for (int i = 0; i < count; i++)
                {
                    if (isUsable[first + i])
                    {
                        Span<double> mean = means[rows[first + i].Group].AsSpan(unit, difference.Length);
                        TensorPrimitives.Subtract(values.AsSpan((i * p) + unit, difference.Length), mean, difference);
                        TensorPrimitives.MultiplyAdd(difference, share[i], mean, mean);
                    }
                }
            });
        }

        if (usable.Count(u => !u) is > 0 and int bad)
        {
            observer.Warning($"{bad} of {rows.Length} rows of {patterns.Name} hold a NaN or an infinity ({patterns.StimulusId[rows[Array.IndexOf(usable, false)].Row]}, ...); they do not enter the noise covariance.");
        }

        return means;
    }

    private static double DegreesOfFreedom(IPatternSet patterns, int rows, int means, NoiseOptions options, IRunObserver observer)
    {
        double degrees = options.DegreesOfFreedom ?? rows - means;
        if (!(degrees > 0) || rows < 2)
        {
            throw new DnnBrainException(
                "NoiseDegreesOfFreedomInvalid",
                ErrorKind.InvalidData,
                FormattableString.Invariant($"'{patterns.Name}' leaves {degrees} degrees of freedom for noise: {rows} rows and {means} means. Conditions have to be measured more than once (within a run, where runs are given)."),
                patterns.Name);
        }

        if (options.Estimator == CovarianceEstimator.Full && rows - means < patterns.UnitCount)
        {
            observer.Warning($"The full covariance of the {patterns.UnitCount} units of {patterns.Name} rests on {rows - means} degrees of freedom and has no inverse. LedoitWolf and SchaeferStrimmer have one.");
        }

        return degrees;
    }
}
