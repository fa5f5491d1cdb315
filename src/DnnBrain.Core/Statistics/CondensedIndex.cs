namespace DnnBrain.Statistics;

/// <summary>Places of pairs in the condensed form of symmetric n × n matrices: (0,1), (0,2), …, (0,n−1), (1,2), …</summary>
internal static class CondensedIndex
{
    /// <summary>Number of pairs i &lt; j.</summary>
    public static int Count(int n) => checked((int)((long)n * (n - 1) / 2));

    /// <summary>The same, for sizes in bytes, of any n.</summary>
    public static long LongCount(int n) => (long)n * (n - 1) / 2;

    /// <summary>The place of (row, row + 1): where the part of a row right of the diagonal begins.</summary>
    public static int FirstOfRow(int row, int n) => checked((int)(((long)row * n) - ((long)row * (row + 1) / 2)));

    /// <summary>The full matrix, row by row.</summary>
    /// <param name="condensed">n(n−1)/2 values.</param>
    /// <param name="n">Number of rows.</param>
    /// <param name="square">Takes n² values; the diagonal is left as it is.</param>
    public static void ToSquare(ReadOnlySpan<double> condensed, int n, Span<double> square)
    {
        // Row by row to the right, then the rest by tiles, so that neither half is written with a stride longer than a cache.
        const int Tile = 32;
        for (int i = 0; i < n; i++)
        {
            condensed.Slice(FirstOfRow(i, n), n - 1 - i).CopyTo(square[((i * n) + i + 1)..]);
        }

        for (int first = 0; first < n; first += Tile)
        {
            int end = Math.Min(first + Tile, n);
            for (int row = first + 1; row < n; row++)
            {
                for (int column = first; column < Math.Min(end, row); column++)
                {
                    square[(row * n) + column] = square[(column * n) + row];
                }
            }
        }
    }
}
