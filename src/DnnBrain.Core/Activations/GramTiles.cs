using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations;

/// <summary>
/// Walks over the upper triangle of the Gram matrix X Xᵀ of a set of patterns in tiles, holding only as many patterns as fit into
/// a given memory.
/// </summary>
/// <remarks>
/// Correlation, cosine and Euclidean dissimilarities, linear CKA and kernels follow from these products. In float64 throughout.
/// Half of the products are left out by symmetry, to the tile.
/// </remarks>
internal static class GramTiles
{
    // Smaller products would run slower than what the symmetry of a tile on the diagonal saves.
    private const int MaxSquareRows = 128;

    // Products, as LibTorch makes them and copied.
    private static readonly TileWork s_work = new(2.5e9, PairBytes: 2 * sizeof(double));

    /// <summary>Visits every tile on and above the diagonal once.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="prepare">Called for each pattern after each reading, on several threads.</param>
    /// <param name="memory">The memory, of which two blocks are held in any case.</param>
    /// <param name="visit">Takes the tile; called on the caller's thread.</param>
    /// <param name="observer">Told how many of the n(n+1)/2 products are done.</param>
    /// <param name="token">Stops between two tiles.</param>
    /// <exception cref="DnnBrainException">Two blocks do not fit (<c>MemoryTooSmall</c>; the message says what is needed).</exception>
    public static void Visit(
        IPatternSet patterns,
        PatternTiles.Preparation prepare,
        MemoryLimit memory,
        Action<GramTile> visit,
        IRunObserver observer,
        CancellationToken token) =>
        PatternTiles.Visit(
            patterns,
            prepare,
            memory,
            s_work,
            (rows, columns) => visit(new GramTile(rows, columns, Multiply(rows, columns))),
            observer,
            token);

    /// <summary>A limit of so many bytes, or of what <see cref="Visit"/> takes at least: for callers whose limit is no promise.</summary>
    public static MemoryLimit LimitOf(long maxMemory, int n, int units) => new(Math.Max(maxMemory, PatternTiles.LeastBytes(n, units, s_work)));

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
