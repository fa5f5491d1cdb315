using System.Numerics.Tensors;

namespace DnnBrain.Activations;

/// <summary>Mean and standard deviation of each unit over stimuli.</summary>
internal sealed class UnitStatistics
{
    /// <summary>Bytes that are read at a time: one row would cost a set that transforms its rows, or has them in a file, most of its speed.</summary>
    public const int BytesAtATime = 1 << 23;

    // Beyond this a mean has no digits below its standard deviation that could be rounded.
    private const double MostSteps = 1L << 52;

    private readonly double[] _sumOfSquares;
    private readonly int[]? _present;
    private double[]? _origin;

    private UnitStatistics(int unitCount, bool skipMissing)
    {
        Mean = new double[unitCount];
        _sumOfSquares = new double[unitCount];
        _present = skipMissing ? new int[unitCount] : null;
    }

    /// <summary>One mean a unit.</summary>
    public double[] Mean { get; }

    /// <summary>Number of stimuli that counted.</summary>
    public int StimulusCount { get; private set; }

    /// <summary>The 0-based rows that counted, ascending.</summary>
    public List<int> CountedRows { get; } = [];

    /// <summary>One factor a unit: 1/sd, and 0 for a unit that is the same to all stimuli.</summary>
    /// <param name="ddof">What is taken from the number of stimuli to give the divisor of the variance.</param>
    public double[] InverseDeviation(int ddof = 0) =>
        [.. _sumOfSquares.Select((sum, unit) => sum > 0 ? Math.Sqrt(((_present?[unit] ?? StimulusCount) - ddof) / sum) : 0)];

    /// <summary>One mean a unit, rounded to a multiple of the largest power of two that is no more than its standard deviation.</summary>
    /// <remarks>
    /// As good an origin for differences as the mean itself, and one that keeps whole numbers, halves and quarters exact: distances of
    /// ratings or of zeros and ones are equal where they should be, to the bit. Subtracting a mean such as 1/3 would tell ties apart by
    /// their rounding.
    /// </remarks>
    public double[] RoundedMean() => [.. Mean.Select((mean, unit) => Rounded(mean, _sumOfSquares[unit] / Math.Max(1, _present?[unit] ?? StimulusCount)))];

    /// <summary>Reads rows once.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="observer">Told how many rows are read.</param>
    /// <param name="token">Stops between two rows.</param>
    /// <param name="rows">0-based rows, for example those of a training fold; null for all.</param>
    /// <param name="prepare">Changes a row before it counts; null for none.</param>
    /// <param name="skipMissing">
    /// Each unit over the rows in which it is finite, instead of all units over the rows that are finite throughout.
    /// </param>
    /// <remarks>
    /// A row that holds a NaN or an infinity does not count: it would make every unit's mean NaN. Running means and sums of squares
    /// after Welford 1962, of differences from the first value of each unit: such differences are exact where values are close together, so
    /// that a mean far from 0 costs a deviation no digit. Exactly 0 for a constant unit.
    /// </remarks>
    public static UnitStatistics Compute(
        IPatternSet patterns,
        IRunObserver observer,
        CancellationToken token,
        IReadOnlyList<int>? rows = null,
        PatternTiles.Preparation? prepare = null,
        bool skipMissing = false)
    {
        int units = patterns.UnitCount;
        var statistics = new UnitStatistics(units, skipMissing);
        int n = rows?.Count ?? patterns.StimulusId.Count;
        int atATime = rows is null ? (int)Math.Clamp(BytesAtATime / (sizeof(double) * (long)Math.Max(1, units)), 1, Math.Max(1, n)) : 1;
        double[] block = new double[(long)atATime * units];
        double[] difference = new double[units];
        for (int i = 0; i < n; i += atATime)
        {
            token.ThrowIfCancellationRequested();
            int count = Math.Min(atATime, n - i);
            patterns.Read(rows?[i] ?? i, count, block.AsSpan(0, count * units));
            for (int k = 0; k < count; k++)
            {
                Span<double> row = block.AsSpan(k * units, units);
                prepare?.Invoke(rows?[i] ?? (i + k), row);
                statistics.Count(rows?[i] ?? (i + k), row, difference);
            }

            observer.Report(new RunProgress($"Mean pattern of {patterns.Name}", i + count, n, "stimuli"));
        }

        if (statistics._origin is { } origin)
        {
            TensorPrimitives.Add<double>(statistics.Mean, origin, statistics.Mean);
        }

        return statistics;
    }

    private static double Rounded(double mean, double variance)
    {
        if (!(variance > 0) || double.IsInfinity(variance))
        {
            return mean;
        }

        double step = Math.ScaleB(1, Math.ILogB(Math.Sqrt(variance)));
        double steps = mean / step;
        return Math.Abs(steps) < MostSteps ? Math.Round(steps) * step : mean;
    }

    private void Count(int index, Span<double> row, double[] difference)
    {
        if (_present is not null)
        {
            AddPresent(row, _present);
            CountedRows.Add(index);
        }
        else if (double.IsFinite(TensorPrimitives.Sum<double>(row)))
        {
            Add(row, difference);
            CountedRows.Add(index);
        }
    }

    // d = x − m; m += d/k; s += d (x − m).
    private void Add(Span<double> row, double[] difference)
    {
        StimulusCount++;
        _origin ??= row.ToArray();
        TensorPrimitives.Subtract(row, _origin, row);
        TensorPrimitives.Subtract<double>(row, Mean, difference);
        TensorPrimitives.MultiplyAdd<double>(difference, 1.0 / StimulusCount, Mean, Mean);
        TensorPrimitives.Subtract<double>(row, Mean, row);
        TensorPrimitives.MultiplyAdd<double>(difference, row, _sumOfSquares, _sumOfSquares);
    }

    private void AddPresent(ReadOnlySpan<double> row, int[] present)
    {
        StimulusCount++;
        _origin ??= new double[row.Length];
        for (int unit = 0; unit < row.Length; unit++)
        {
            if (double.IsFinite(row[unit]))
            {
                _origin[unit] = present[unit] == 0 ? row[unit] : _origin[unit];
                double value = row[unit] - _origin[unit];
                double difference = value - Mean[unit];
                Mean[unit] += difference / ++present[unit];
                _sumOfSquares[unit] += difference * (value - Mean[unit]);
            }
        }
    }
}
