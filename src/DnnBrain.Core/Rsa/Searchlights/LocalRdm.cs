using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>Makes the RDM of the patterns around a centre. One instance a thread.</summary>
internal abstract class LocalRdm
{
    // Products are made eight rows at a time against the rows from there on: half of the full product, and a little.
    private const int TileRows = 8;

    private readonly double[] _tile;

    /// <param name="rows">Number of conditions.</param>
    /// <param name="parts">Number of runs side by side in a row.</param>
    /// <param name="largestCount">The most units around a centre.</param>
    protected LocalRdm(int rows, int parts, int largestCount)
    {
        Rows = rows;
        Parts = parts;
        Stride = RowProducts.Stride(parts * largestCount);
        Local = new double[rows * Stride];
        _tile = new double[TileRows * rows];
    }

    protected int Rows { get; }

    protected int Parts { get; }

    /// <summary>From a row of <see cref="Local"/> to the next.</summary>
    protected int Stride { get; }

    /// <summary>The patterns around the centre.</summary>
    protected double[] Local { get; }

    /// <summary>Bytes that one instance takes.</summary>
    public static long Bytes(int rows, int parts, int largestCount) => sizeof(double) * (long)rows * ((2 * RowProducts.Stride(parts * largestCount)) + TileRows + rows);

    /// <summary>The dissimilarities of the units given.</summary>
    /// <param name="block">Where the patterns are.</param>
    /// <param name="units">The units around the centre.</param>
    /// <param name="dissimilarity">Takes the condensed RDM; undefined unless the outcome is <see cref="CenterOutcome.Scored"/>.</param>
    public CenterOutcome Compute(UnitBlock block, ReadOnlySpan<int> units, Span<double> dissimilarity)
    {
        block.Gather(units, Local, Stride);
        return Compute(units.Length, dissimilarity);
    }

    /// <summary>The dissimilarities of the first units of every row of <see cref="Local"/>.</summary>
    protected abstract CenterOutcome Compute(int unitCount, Span<double> dissimilarity);

    /// <summary>The products of all pairs of rows i ≤ j.</summary>
    /// <param name="rows">Rows, each <paramref name="stride"/> apart.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="length">How many values of a row count.</param>
    /// <param name="use">Called for every pair.</param>
    protected void VisitProducts(double[] rows, int stride, int length, Action<int, int, double> use)
    {
        for (int first = 0; first < Rows; first += TileRows)
        {
            int count = Math.Min(TileRows, Rows - first);
            int columns = Rows - first;
            RowProducts.Multiply(rows.AsSpan(first * stride), count, rows.AsSpan(first * stride), columns, stride, length, _tile);
            for (int i = 0; i < count; i++)
            {
                for (int j = i; j < columns; j++)
                {
                    use(first + i, first + j, _tile[(i * columns) + j]);
                }
            }
        }
    }
}
