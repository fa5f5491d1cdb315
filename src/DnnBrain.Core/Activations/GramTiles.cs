using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations;

/// <summary>
/// Walks over the upper triangle of the Gram matrix X Xᵀ of a set of patterns in tiles, holding only as many patterns as fit into
/// a given memory.
/// </summary>
/// <remarks>
/// Correlation, cosine and Euclidean dissimilarities, linear CKA and kernels follow from these products. In float64 throughout.
/// When the set fits into memory it is read once; otherwise ⌈n/m⌉ times at most, where m patterns fit, each later pass reading only
/// what is left below. Half of the products are left out by symmetry, to the tile.
/// </remarks>
internal static class GramTiles
{
    // A product of two blocks of this many rows runs at the speed of a whole product.
    private const int MaxTileRows = 512;

    // Smaller products would run slower than what the symmetry of a tile on the diagonal saves.
    private const int MaxSquareRows = 128;

    private const int RowsAtOnce = 16;

    // A tile ends within some 100 ms on one core, so that a computation stops soon after it is asked to.
    private const double MaxTileProducts = 2e9;

    /// <summary>Changes one pattern in place before products are taken.</summary>
    /// <param name="stimulus">0-based number of the stimulus.</param>
    /// <param name="pattern">One value a unit.</param>
    public delegate void Preparation(int stimulus, Span<double> pattern);

    /// <summary>Visits every tile on and above the diagonal once.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="prepare">Called for each pattern after each reading, on several threads.</param>
    /// <param name="maxMemory">Bytes for patterns; two patterns are held in any case.</param>
    /// <param name="visit">Takes the tile; called on the caller's thread.</param>
    /// <param name="observer">Told how many of the n(n+1)/2 products are done.</param>
    /// <param name="token">Stops between two tiles.</param>
    public static void Visit(
        IPatternSet patterns,
        Preparation prepare,
        long maxMemory,
        Action<GramTile> visit,
        IRunObserver observer,
        CancellationToken token)
    {
        int n = patterns.StimulusId.Count;
        int units = patterns.UnitCount;
        long rowsInMemory = Math.Max(2, maxMemory / (sizeof(double) * (long)units));
        int tileRows = TileRows(n, units, rowsInMemory);
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
                    visit(new GramTile(rows, block, Multiply(rows, block)));
                    done += rows == block ? (long)rows.Count * (rows.Count + 1) / 2 : (long)rows.Count * block.Count;
                    observer.Report(new RunProgress($"Comparing the patterns of {patterns.Name}", done, (long)n * (n + 1) / 2, "pairs"));
                }
            }
        }
    }

    private static int TileRows(int n, int units, long rowsInMemory)
    {
        double bySize = Math.Sqrt(MaxTileProducts / Math.Max(1, units));
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
            patterns.Read(first + begin, end - begin, values.AsSpan(begin * units, (end - begin) * units));
            prepared.Add(Task.Run(() =>
            {
                for (int i = begin; i < end; i++)
                {
                    prepare(first + i, block[i]);
                }
            }));
        }

        Task.WaitAll([.. prepared]);
        return block;
    }

    private static double[] Multiply(PatternBlock rows, PatternBlock columns)
    {
        double[] products = new double[rows.Count * columns.Count];
        using DisposeScope scope = NewDisposeScope();
        Tensor x = from_memory<double>(rows.Values, [rows.Count, rows.UnitCount]);
        if (rows == columns)
        {
            Square(x, 0, rows.Count, products);
        }
        else
        {
            Tensor y = from_memory<double>(columns.Values, [columns.Count, columns.UnitCount]);
            x.matmul(y.t()).CopyTo<double>(products);
        }

        return products;
    }

    // A tile on the diagonal is symmetric: of its four quarters one is the transpose of another, and so on within the other two.
    private static void Square(Tensor x, int first, int count, double[] products)
    {
        int n = (int)x.shape[0];
        if (count <= MaxSquareRows)
        {
            Tensor rows = x.narrow(0, first, count);
            Copy(rows.matmul(rows.t()), first, first, n, products);
            return;
        }

        int half = count / 2;
        Square(x, first, half, products);
        Square(x, first + half, count - half, products);
        Tensor right = x.narrow(0, first, half).matmul(x.narrow(0, first + half, count - half).t());
        Copy(right, first, first + half, n, products);
        Copy(right.t().contiguous(), first + half, first, n, products);
    }

    private static void Copy(Tensor block, int firstRow, int firstColumn, int n, double[] products)
    {
        (int rows, int columns) = ((int)block.shape[0], (int)block.shape[1]);
        double[] values = new double[rows * columns];
        block.CopyTo<double>(values);
        for (int row = 0; row < rows; row++)
        {
            values.AsSpan(row * columns, columns).CopyTo(products.AsSpan(((firstRow + row) * n) + firstColumn));
        }
    }
}
