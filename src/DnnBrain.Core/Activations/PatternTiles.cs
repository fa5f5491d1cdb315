using DnnBrain.Statistics;

namespace DnnBrain.Activations;

/// <summary>
/// Walks over all pairs of patterns of a set, in pairs of blocks, holding only as many patterns as fit into a given memory.
/// </summary>
/// <remarks>
/// When the set fits into memory it is read once; otherwise ⌈n/m⌉ times at most, where m patterns fit, each later pass reading only
/// what is left below. Blocks have as many rows as the number of units says, whatever the memory: their size decides how products are rounded.
/// </remarks>
internal static class PatternTiles
{
    // A product of two blocks of this many rows runs at the speed of a whole product.
    private const int MaxTileRows = 512;

    // With fewer rows a product is slower, by a tenth for 209 in place of 512 rows of 10,000 units; with more bytes the least memory is more
    // than need be.
    private const int FewTileRows = 64;
    private const long TileBytes = 40L << 20;
    private const long MaxTileBytes = 128L << 20;

    /// <summary>Rows that one thread reads and prepares.</summary>
    public const int RowsAtOnce = 16;

    /// <summary>Changes one pattern in place before it is compared.</summary>
    /// <param name="stimulus">0-based number of the stimulus.</param>
    /// <param name="pattern">One value a unit.</param>
    public delegate void Preparation(int stimulus, Span<double> pattern);

    /// <summary>Visits every pair of blocks on and above the diagonal once.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="prepare">Called for each pattern after each reading, on several threads.</param>
    /// <param name="memory">The memory, of which two blocks are held in any case.</param>
    /// <param name="work">The work on a pair of blocks.</param>
    /// <param name="visit">
    /// Takes the block of the rows and that of the columns, the same object on the diagonal; called on the caller's thread.
    /// </param>
    /// <param name="observer">Told how many of the n(n+1)/2 pairs are done.</param>
    /// <param name="token">Stops between two tiles.</param>
    /// <exception cref="DnnBrainException">Two blocks do not fit (<c>MemoryTooSmall</c>; the message says what is needed).</exception>
    public static void Visit(
        IPatternSet patterns,
        Preparation prepare,
        MemoryLimit memory,
        TileWork work,
        Action<PatternBlock, PatternBlock> visit,
        IRunObserver observer,
        CancellationToken token)
    {
        int n = patterns.StimulusId.Count;
        int units = patterns.UnitCount;
        int tileRows = TileRows(n, units, work);
        int blockCount = (n + tileRows - 1) / tileRows;
        long blockBytes = sizeof(double) * (long)tileRows * units;
        memory = memory.Hold(LeastBytes(n, units, work));
        long more = memory.Room() / Math.Max(1, blockBytes);

        // One block less than fits, for the one that passes by, unless all fit.
        int held = (int)Math.Min(blockCount, more + 2 >= blockCount ? blockCount : 1 + more);
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

    /// <summary>Bytes of two blocks, or of one where there is one only, and of the work on them.</summary>
    public static long LeastBytes(int n, int units, TileWork work)
    {
        int rows = TileRows(n, units, work);
        return (Math.Min(2, (n + rows - 1) / rows) * sizeof(double) * (long)rows * units) + (work.RowBytes * rows) + (work.PairBytes * rows * rows);
    }

    private static int TileRows(int n, int units, TileWork work)
    {
        long rowBytes = sizeof(double) * (long)Math.Max(1, units);
        long rows = Math.Min(MaxTileRows, Math.Max(FewTileRows, TileBytes / rowBytes));
        rows = Math.Min(rows, MaxTileBytes / rowBytes);
        return (int)Math.Clamp(Math.Min(rows, Math.Sqrt(work.MaxProducts / Math.Max(1, units))), 1, n);
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
