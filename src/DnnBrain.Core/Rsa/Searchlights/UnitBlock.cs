using DnnBrain.Activations;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>The patterns of some units in memory, of which those around a centre are picked.</summary>
internal sealed class UnitBlock
{
    private readonly double[] _values;
    private readonly int[] _place;
    private readonly int _rows;
    private readonly int _parts;
    private readonly int _count;

    /// <summary>Reads the units.</summary>
    /// <param name="patterns">Rows of one or several parts side by side, each of all units: runs.</param>
    /// <param name="parts">Number of parts.</param>
    /// <param name="rows">0-based rows to take.</param>
    /// <param name="units">0-based units to take, each once.</param>
    /// <param name="prepare">Changes a whole row first; null for nothing.</param>
    /// <param name="token">Looked at before every row.</param>
    public UnitBlock(IPatternSet patterns, int parts, IReadOnlyList<int> rows, IReadOnlyList<int> units, Action<Span<double>>? prepare, CancellationToken token)
    {
        int all = patterns.UnitCount / parts;
        (_rows, _parts, _count) = (rows.Count, parts, units.Count);
        _values = new double[(long)_rows * parts * _count];
        _place = new int[all];
        for (int i = 0; i < _count; i++)
        {
            _place[units[i]] = i;
        }

        double[] row = new double[patterns.UnitCount];
        for (int r = 0; r < _rows; r++)
        {
            token.ThrowIfCancellationRequested();
            patterns.Read(rows[r], 1, row.AsSpan());
            prepare?.Invoke(row);
            for (int part = 0; part < parts; part++)
            {
                Span<double> destination = _values.AsSpan(((r * parts) + part) * _count, _count);
                for (int i = 0; i < _count; i++)
                {
                    destination[i] = row[(part * all) + units[i]];
                }
            }
        }
    }

    /// <summary>Bytes that a block of so many units takes.</summary>
    public static long Bytes(int rows, int parts, long units) => sizeof(double) * (long)rows * parts * units;

    /// <summary>Picks units: row by row, parts side by side.</summary>
    /// <param name="units">0-based units of the block.</param>
    /// <param name="destination">Rows that are <paramref name="stride"/> apart, the rest of which is left as it is.</param>
    /// <param name="stride">At least parts × units.</param>
    public void Gather(ReadOnlySpan<int> units, Span<double> destination, int stride)
    {
        for (int row = 0; row < _rows; row++)
        {
            Span<double> target = destination.Slice(row * stride, _parts * units.Length);
            for (int part = 0; part < _parts; part++)
            {
                ReadOnlySpan<double> source = _values.AsSpan(((row * _parts) + part) * _count, _count);
                Span<double> piece = target.Slice(part * units.Length, units.Length);
                for (int k = 0; k < units.Length; k++)
                {
                    piece[k] = source[_place[units[k]]];
                }
            }
        }
    }
}
