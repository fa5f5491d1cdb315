namespace DnnBrain.Activations;

/// <summary>
/// Walks over all pairs of patterns of a set, in pairs of blocks, holding only as many patterns as fit into a given memory.
/// </summary>
/// <remarks>
/// When the set fits into memory it is read once; otherwise ⌈n/m⌉ times at most, where m patterns fit, each later pass reading only
/// what is left below.
/// </remarks>
internal static class PatternTiles
{
    // A product of two blocks of this many rows runs at the speed of a whole product.
    private const int MaxTileRows = 512;

    private const int RowsAtOnce = 16;

    /// <summary>Changes one pattern in place before it is compared.</summary>
    /// <param name="stimulus">0-based number of the stimulus.</param>
    /// <param name="pattern">One value a unit.</param>
    public delegate void Preparation(int stimulus, Span<double> pattern);

    /// <summary>Visits every pair of blocks on and above the diagonal once.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="prepare">Called for each pattern after each reading, on several threads.</param>
    /// <param name="maxMemory">Bytes for patterns; two patterns are held in any case.</param>
    /// <param name="maxTileProducts">
    /// Pairs × units of a tile: so many that it ends within some 100 ms on one core, and a computation stops soon after it is asked to.
    /// </param>
    /// <param name="visit">Takes the block of the rows and that of the columns, the same object on the diagonal; called on the caller's thread.</param>
    /// <param name="observer">Told how many of the n(n+1)/2 pairs are done.</param>
    /// <param name="token">Stops between two tiles.</param>
    public static void Visit(
        IPatternSet patterns,
        Preparation prepare,
        long maxMemory,
        double maxTileProducts,
        Action<PatternBlock, PatternBlock> visit,
        IRunObserver observer,
        CancellationToken token)
    {
        int n = patterns.StimulusId.Count;
        int units = patterns.UnitCount;
        long rowsInMemory = Math.Max(2, maxMemory / (sizeof(double) * (long)Math.Max(1, units)));
        int tileRows = TileRows(n, units, rowsInMemory, maxTileProducts);
        int blockCount = (n + tileRows - 1) / tileRows;

        // One block less than fits, for the one that passes by, unless all fit.
        int held = n <= rowsInMemory ? blockCount : (int)Math.Max(1, (rowsInMemory / tileRows) - 1);
        long done = 0;
        for (int first = 0; first < blockCount; first += held)
        {
            PatternBlock[] group = new PatternBlock[Math.Min(held, blockCount - first)];
            for (int b = first; b < blockCount; b++)
            {
                token.ThrowIfCancellationRequested();
                PatternBlock block = Read(patterns, b * tileRows, Math.Min(tileRows, n - (b * tileRows)), prepare);
                if (b - first < group.Length)
                {
                    group[b - first] = block;
                }

                foreach (PatternBlock rows in group.TakeWhile((_, g) => first + g <= b))
                {
                    token.ThrowIfCancellationRequested();
                    visit(rows, block);
                    done += rows == block ? (long)rows.Count * (rows.Count + 1) / 2 : (long)rows.Count * block.Count;
                    observer.Report(new RunProgress($"Comparing the patterns of {patterns.Name}", done, (long)n * (n + 1) / 2, "pairs"));
                }
            }
        }
    }

    private static int TileRows(int n, int units, long rowsInMemory, double maxTileProducts)
    {
        double bySize = Math.Sqrt(maxTileProducts / Math.Max(1, units));
        double rows = Math.Min(MaxTileRows, bySize);
        rows = n <= rowsInMemory ? rows : Math.Min(rows, Math.Max(1, rowsInMemory / 8.0));
        return (int)Math.Clamp(rows, 1, n);
    }

    private static PatternBlock Read(IPatternSet patterns, int first, int count, Preparation prepare)
    {
        double[] values = GC.AllocateUninitializedArray<double>(checked(count * patterns.UnitCount));
        int units = patterns.UnitCount;
        var block = new PatternBlock(first, count, units, values);
        var prepared = new List<Task>();

        // Files are read in order; what was read is prepared meanwhile, while it is still in the cache.
        for (int start = 0; start < count; start += RowsAtOnce)
        {
            (int begin, int end) = (start, Math.Min(start + RowsAtOnce, count));
            void ReadRows() => patterns.Read(first + begin, end - begin, values.AsSpan(begin * units, (end - begin) * units));
            if (!patterns.IsInMemory)
            {
                ReadRows();
            }

            prepared.Add(Task.Run(() =>
            {
                if (patterns.IsInMemory)
                {
                    ReadRows();
                }

                for (int i = begin; i < end; i++)
                {
                    prepare(first + i, block[i]);
                }
            }));
        }

        Task.WaitAll([.. prepared]);
        return block;
    }
}
