using System.Runtime.InteropServices;

namespace DnnBrain.Activations;

/// <summary>
/// Patterns that come row by row and are read again by columns: chunk after chunk, each some consecutive units of all stimuli.
/// In memory, or in a scratch file that is then read once from front to end.
/// </summary>
internal sealed class UnitChunks : IDisposable
{
    // A chunk of this many values in float64 takes 16 MB and is deep enough that products of it run at full speed.
    private const int ChunkLength = 1 << 21;

    private readonly int _rows;
    private readonly int _units;
    private readonly float[][] _memory;
    private readonly ScratchFile? _scratch;
    private float[] _piece = [];

    /// <summary>Makes room.</summary>
    /// <param name="rows">The most rows that can come.</param>
    /// <param name="units">Values a row.</param>
    /// <param name="scratchFolder">Where the values go; null for memory.</param>
    public UnitChunks(int rows, int units, string? scratchFolder)
    {
        _rows = rows;
        _units = units;
        Width = WidthOf(rows, units);
        Count = (units + Width - 1) / Width;
        _memory = new float[scratchFolder is null ? Count : 0][];
        _scratch = scratchFolder is null ? null : new ScratchFile(scratchFolder, (long)rows * units * sizeof(float));
        for (int chunk = 0; chunk < _memory.Length; chunk++)
        {
            _memory[chunk] = GC.AllocateUninitializedArray<float>(checked(rows * WidthAt(chunk)));
        }
    }

    /// <summary>Units of every chunk but the last, which may have fewer. Where the values lie has no influence on it.</summary>
    public int Width { get; }

    /// <summary>Number of chunks.</summary>
    public int Count { get; }

    /// <summary>Rows taken so far.</summary>
    public int RowCount { get; private set; }

    /// <summary>Units of a chunk when there are so many rows.</summary>
    public static int WidthOf(int rows, int units) => Math.Clamp(ChunkLength / Math.Max(1, rows), Math.Min(16, units), units);

    /// <summary>Units of one chunk.</summary>
    public int WidthAt(int chunk) => Math.Min(Width, _units - (chunk * Width));

    /// <summary>Takes the next rows.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="values">Row × unit, row-major.</param>
    public void Append(int count, ReadOnlySpan<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RowCount + count, _rows, nameof(count));
        for (int chunk = 0; chunk < Count; chunk++)
        {
            int width = WidthAt(chunk);
            Span<float> target = _scratch is null ? _memory[chunk].AsSpan(RowCount * width, count * width) : Piece(count * width);
            for (int row = 0; row < count; row++)
            {
                values.Slice((row * _units) + (chunk * Width), width).CopyTo(target[(row * width)..]);
            }

            _scratch?.Write(Offset(chunk, RowCount), MemoryMarshal.AsBytes(target));
        }

        RowCount += count;
    }

    /// <summary>One chunk of all rows, row × unit; valid as long as <paramref name="buffer"/> is left alone.</summary>
    /// <param name="chunk">0-based number of the chunk.</param>
    /// <param name="buffer">Taken where the values come from a file.</param>
    public ReadOnlySpan<float> Read(int chunk, ref float[] buffer)
    {
        int length = RowCount * WidthAt(chunk);
        if (_scratch is null)
        {
            return _memory[chunk].AsSpan(0, length);
        }

        Array.Resize(ref buffer, Math.Max(buffer.Length, length));
        _scratch.Read(Offset(chunk, 0), MemoryMarshal.AsBytes(buffer.AsSpan(0, length)));
        return buffer.AsSpan(0, length);
    }

    /// <summary>Releases memory and file.</summary>
    public void Dispose()
    {
        Array.Clear(_memory);
        _scratch?.Dispose();
    }

    private long Offset(int chunk, int row) => (((long)chunk * Width * _rows) + ((long)row * WidthAt(chunk))) * sizeof(float);

    private Span<float> Piece(int length)
    {
        Array.Resize(ref _piece, Math.Max(_piece.Length, length));
        return _piece.AsSpan(0, length);
    }
}
