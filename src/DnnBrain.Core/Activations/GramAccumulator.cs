using System.Numerics.Tensors;
using DnnBrain.Torch;
using static DnnBrain.Torch.torch;
using Tensor = DnnBrain.Torch.torch.Tensor;

namespace DnnBrain.Activations;

/// <summary>Takes the patterns of one layer as they come and gives their products at the end.</summary>
/// <remarks>
/// The product of a new pattern with an old one needs the old one once more, so rows are kept (<see cref="UnitChunks"/>) until all
/// are there. Then each chunk of units is read once and its products are added to the tiles on and above the diagonal:
/// n² p / 2 multiplications, 4 n² bytes for the tiles and some 50 MB for two chunks, whatever p is.
/// </remarks>
internal sealed class GramAccumulator : IDisposable
{
    // Half of the square is left out by symmetry, to the tile; a product of this many rows still runs at full speed.
    private const int TileRows = 256;

    private static readonly OperatorHandle s_addProduct = new("aten::addmm_");

    private readonly UnitChunks _chunks;
    private readonly double[] _unitSum;
    private readonly double[] _row;
    private readonly List<double> _mean = [];

    /// <param name="rows">The most patterns that can come.</param>
    /// <param name="units">Values a pattern.</param>
    /// <param name="scratchFolder">Where patterns are kept; null for memory.</param>
    public GramAccumulator(int rows, int units, string? scratchFolder)
    {
        _chunks = new UnitChunks(rows, units, scratchFolder);
        _unitSum = new double[units];
        _row = new double[units];
    }

    /// <summary>Takes the next patterns, row-major.</summary>
    public void Append(int count, ReadOnlySpan<float> values)
    {
        int units = _row.Length;
        for (int i = 0; i < count; i++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(values.Slice(i * units, units), _row);
            double sum = TensorPrimitives.Sum<double>(_row);
            _mean.Add(double.IsFinite(sum) ? sum / units : double.NaN);
            if (double.IsFinite(sum))
            {
                TensorPrimitives.Add<double>(_unitSum, _row, _unitSum);
            }
        }

        _chunks.Append(count, values);
    }

    /// <summary>The products of all patterns, each centred over its units.</summary>
    /// <param name="layer">The layer's name, for the observer.</param>
    /// <param name="observer">Told how many chunks are done.</param>
    /// <param name="token">Asked before each chunk.</param>
    public GramValues Complete(string layer, IRunObserver observer, CancellationToken token)
    {
        int n = _chunks.RowCount;
        double[] mean = [.. _mean];
        int finite = mean.Count(double.IsFinite);
        TensorPrimitives.Divide(_unitSum, finite == 0 ? double.NaN : finite, _unitSum);
        int tileCount = (n + TileRows - 1) / TileRows;
        using var scope = NewDisposeScope();
        var tiles = new List<(int Row, int Column, Tensor Products)>();
        for (int row = 0; row < tileCount; row++)
        {
            for (int column = row; column < tileCount; column++)
            {
                tiles.Add((row, column, zeros([Size(row), Size(column)], dtype: ScalarType.Float64)));
            }
        }

        // One chunk is read and centred while the one before it is multiplied.
        float[] read = [];
        double[] current = [];
        double[] ahead = [];
        Task next = Task.CompletedTask;
        try
        {
            next = Task.Run(() => Load(0, mean, ref read, ref ahead), CancellationToken.None);
            for (int chunk = 0; chunk < _chunks.Count; chunk++)
            {
                token.ThrowIfCancellationRequested();
                next.GetAwaiter().GetResult();
                (current, ahead) = (ahead, current);
                int following = chunk + 1;
                next = following == _chunks.Count ? Task.CompletedTask : Task.Run(() => Load(following, mean, ref read, ref ahead), CancellationToken.None);
                Multiply(current, _chunks.WidthAt(chunk), tiles);
                observer.Report(new RunProgress($"Multiplying the patterns of {layer}", chunk + 1, _chunks.Count, "blocks of units"));
            }
        }
        finally
        {
            ((IAsyncResult)next).AsyncWaitHandle.WaitOne();
        }

        return new GramValues(mean, _unitSum, Collect(n, tiles));

        int Size(int tile) => Math.Min(TileRows, n - (tile * TileRows));
    }

    /// <summary>Releases the patterns.</summary>
    public void Dispose() => _chunks.Dispose();

    /// <summary>A pattern with a NaN is 0 here, so that it spoils no other; its own products become NaN at the end.</summary>
    private void Load(int chunk, double[] mean, ref float[] buffer, ref double[] centred)
    {
        ReadOnlySpan<float> values = _chunks.Read(chunk, ref buffer);
        int width = _chunks.WidthAt(chunk);
        Array.Resize(ref centred, Math.Max(centred.Length, values.Length));
        for (int row = 0; row < mean.Length; row++)
        {
            Span<double> target = centred.AsSpan(row * width, width);
            if (double.IsNaN(mean[row]))
            {
                target.Clear();
                continue;
            }

            TensorPrimitives.ConvertTruncating<float, double>(values.Slice(row * width, width), target);
            TensorPrimitives.Subtract(target, mean[row], target);
        }
    }

    private void Multiply(double[] centred, int width, List<(int Row, int Column, Tensor Products)> tiles)
    {
        int n = _chunks.RowCount;
        using var scope = NewDisposeScope();
        Tensor patterns = from_memory(centred.AsMemory(0, n * width), [n, width]);
        foreach ((int row, int column, Tensor products) in tiles)
        {
            Tensor left = patterns.narrow(0, row * TileRows, products.size(0));
            Tensor right = patterns.narrow(0, column * TileRows, products.size(1));
            s_addProduct.Call(products, left, right.t()).Dispose();
        }
    }

    private static double[] Collect(int n, List<(int Row, int Column, Tensor Products)> tiles)
    {
        double[] packed = new double[checked((long)n * (n + 1) / 2)];
        foreach ((int row, int column, Tensor products) in tiles)
        {
            ReadOnlySpan<double> values = products.AsReadOnlySpan<double>();
            int width = (int)products.size(1);
            for (int i = 0; i < products.size(0); i++)
            {
                int first = row == column ? i : 0;
                int position = GramValues.Index((row * TileRows) + i, (column * TileRows) + first, n);
                values[((i * width) + first)..((i + 1) * width)].CopyTo(packed.AsSpan(position));
            }

            GC.KeepAlive(products);
        }

        return packed;
    }
}
