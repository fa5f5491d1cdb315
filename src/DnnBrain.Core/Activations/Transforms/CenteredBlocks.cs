using System.Numerics.Tensors;
using static DnnBrain.Torch.torch;
using Tensor = DnnBrain.Torch.torch.Tensor;

namespace DnnBrain.Activations.Transforms;

/// <summary>
/// Patterns less their mean pattern, in blocks of rows in float32: held where they fit into the memory, else read again for every
/// pass. Patterns that are not finite are left out.
/// </summary>
internal sealed class CenteredBlocks
{
    // A product of a block of this many values runs at the speed of a whole product, and ends soon enough to be stopped.
    private const long BlockValues = 1L << 26;
    private readonly IPatternSet _patterns;
    private readonly float[] _mean;
    private readonly List<(int First, int Count, float[] Values)>? _held;
    private readonly int _blockRows;

    /// <summary>Reads the patterns once.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="maxMemory">Bytes for patterns.</param>
    /// <param name="observer">Told how many are read.</param>
    /// <param name="token">Stops between two blocks.</param>
    public CenteredBlocks(IPatternSet patterns, long maxMemory, IRunObserver observer, CancellationToken token)
    {
        int n = patterns.StimulusId.Count;
        int p = patterns.UnitCount;
        bool fits = (long)n * p * sizeof(float) <= maxMemory;
        _blockRows = (int)Math.Clamp(Math.Min(BlockValues, fits ? BlockValues : maxMemory / sizeof(float)) / p, 1, n);
        _held = fits ? [] : null;
        var rows = new List<int>(n);
        double[] sum = new double[p];
        float[] values = [];
        for (int first = 0; first < n; first += _blockRows)
        {
            token.ThrowIfCancellationRequested();
            int count = Math.Min(_blockRows, n - first);
            values = fits || values.Length == 0 ? GC.AllocateUninitializedArray<float>(count * p) : values;
            patterns.Read(first, count, values.AsSpan(0, count * p));
            int kept = KeepFinite(values, first, count, p, rows);
            AddTo(sum, values, kept, p);
            if (fits && kept > 0)
            {
                _held!.Add((rows.Count - kept, kept, values));
            }

            observer.Report(new RunProgress($"Reading {patterns.Name}", first + count, n, "stimuli"));
        }

        Rows = [.. rows];
        _patterns = Rows.Length == n ? patterns : new PatternSubset(patterns, Rows);
        Mean = [.. sum.Select(value => value / Rows.Length)];
        _mean = Array.ConvertAll(Mean, value => (float)value);
        foreach ((_, int count, float[] block) in _held ?? [])
        {
            SquaredLength += Center(block, count);
        }

        if (!fits)
        {
            Visit((_, block) => SquaredLength += block.square().sum(ScalarType.Float64).item<double>(), token);
        }
    }

    /// <summary>The 0-based rows that are finite, ascending.</summary>
    public int[] Rows { get; }

    /// <summary>The mean pattern.</summary>
    public double[] Mean { get; }

    /// <summary>The sum of squares of all centred values.</summary>
    public double SquaredLength { get; private set; }

    /// <summary>Whether a pass costs no reading.</summary>
    public bool InMemory => _held is not null;

    /// <summary>Goes through the rows once.</summary>
    /// <param name="visit">Takes the position of the first row among <see cref="Rows"/>, and row × unit.</param>
    /// <param name="token">Stops between two blocks.</param>
    public void Visit(Action<int, Tensor> visit, CancellationToken token)
    {
        int p = _mean.Length;
        foreach ((int first, int count, float[] values) in _held ?? [])
        {
            token.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            visit(first, from_memory(values.AsMemory(0, count * p), [count, p]));
        }

        float[] buffer = InMemory ? [] : GC.AllocateUninitializedArray<float>(_blockRows * p);
        for (int first = 0; !InMemory && first < Rows.Length; first += _blockRows)
        {
            token.ThrowIfCancellationRequested();
            int count = Math.Min(_blockRows, Rows.Length - first);
            _patterns.Read(first, count, buffer.AsSpan(0, count * p));
            Center(buffer, count);
            using DisposeScope scope = NewDisposeScope();
            visit(first, from_memory(buffer.AsMemory(0, count * p), [count, p]));
        }
    }

    /// <summary>Closes the gaps that rows leave which are not finite.</summary>
    private static int KeepFinite(float[] values, int first, int count, int p, List<int> rows)
    {
        bool[] finite = new bool[count];
        Parallel.For(0, count, i => finite[i] = float.IsFinite(TensorPrimitives.MaxMagnitude<float>(values.AsSpan(i * p, p))));
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (finite[i])
            {
                if (kept < i)
                {
                    values.AsSpan(i * p, p).CopyTo(values.AsSpan(kept * p, p));
                }

                rows.Add(first + i);
                kept++;
            }
        }

        return kept;
    }

    private static void AddTo(double[] sum, float[] values, int count, int p)
    {
        if (count == 0)
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor total = from_memory(values.AsMemory(0, count * p), [count, p]).sum([0]);
        TensorPrimitives.Add<double>(sum, total.@double().ToArray<double>(), sum);
    }

    private double Center(float[] values, int count)
    {
        int p = _mean.Length;
        double[] squares = new double[count];
        Parallel.For(0, count, i =>
        {
            Span<float> row = values.AsSpan(i * p, p);
            TensorPrimitives.Subtract(row, _mean, row);
            squares[i] = TensorPrimitives.SumOfSquares<float>(row);
        });
        return squares.Sum();
    }
}
