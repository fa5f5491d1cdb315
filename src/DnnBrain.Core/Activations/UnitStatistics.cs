using System.Numerics.Tensors;

namespace DnnBrain.Activations;

/// <summary>Mean and standard deviation of each unit over stimuli.</summary>
internal sealed class UnitStatistics
{
    private readonly double[] _sumOfSquares;

    private UnitStatistics(int unitCount)
    {
        Mean = new double[unitCount];
        _sumOfSquares = new double[unitCount];
    }

    /// <summary>One mean a unit.</summary>
    public double[] Mean { get; }

    /// <summary>Number of stimuli that counted.</summary>
    public int StimulusCount { get; private set; }

    /// <summary>The 0-based rows that counted, ascending.</summary>
    public List<int> CountedRows { get; } = [];

    /// <summary>One factor a unit: 1/sd (ddof 0), and 0 for a unit that is the same to all stimuli.</summary>
    public double[] InverseDeviation() => [.. _sumOfSquares.Select(sum => sum > 0 ? Math.Sqrt(StimulusCount / sum) : 0)];

    /// <summary>Reads rows once.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="observer">Told how many rows are read.</param>
    /// <param name="token">Stops between two rows.</param>
    /// <param name="rows">0-based rows, for example those of a training fold; null for all.</param>
    /// <remarks>
    /// A row that holds a NaN or an infinity does not count: it would make every unit's mean NaN. Running means and sums of squares
    /// after Welford 1962: no cancellation, and exactly 0 for a constant unit.
    /// </remarks>
    public static UnitStatistics Compute(IPatternSet patterns, IRunObserver observer, CancellationToken token, IReadOnlyList<int>? rows = null)
    {
        var statistics = new UnitStatistics(patterns.UnitCount);
        double[] row = new double[patterns.UnitCount];
        double[] difference = new double[patterns.UnitCount];
        int n = rows?.Count ?? patterns.StimulusId.Count;
        for (int i = 0; i < n; i++)
        {
            token.ThrowIfCancellationRequested();
            int index = rows?[i] ?? i;
            patterns.Read(index, 1, row.AsSpan());
            if (double.IsFinite(TensorPrimitives.Sum<double>(row)))
            {
                statistics.Add(row, difference);
                statistics.CountedRows.Add(index);
            }

            observer.Report(new RunProgress($"Mean pattern of {patterns.Name}", i + 1, n, "stimuli"));
        }

        return statistics;
    }

    // d = x − m; m += d/k; s += d (x − m).
    private void Add(double[] row, double[] difference)
    {
        StimulusCount++;
        TensorPrimitives.Subtract<double>(row, Mean, difference);
        TensorPrimitives.MultiplyAdd<double>(difference, 1.0 / StimulusCount, Mean, Mean);
        TensorPrimitives.Subtract<double>(row, Mean, row);
        TensorPrimitives.MultiplyAdd<double>(difference, row, _sumOfSquares, _sumOfSquares);
    }
}
