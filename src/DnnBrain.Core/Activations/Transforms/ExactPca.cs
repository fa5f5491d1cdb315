using System.Numerics.Tensors;
using static DnnBrain.Torch.torch;
using Tensor = DnnBrain.Torch.torch.Tensor;

namespace DnnBrain.Activations.Transforms;

/// <summary>All eigenvectors of the smaller of the Gram matrix X Xᵀ and the covariance matrix Xᵀ X, X centred, in float64.</summary>
/// <remarks>
/// n stimuli, p units: O(n p min(n, p)) products, O(min(n, p)³) for the eigenvectors, min(n, p)² numbers in memory besides the patterns.
/// The eigenvalues are squares: a component whose singular value is below 1e-8 of the largest is rounding.
/// </remarks>
internal static class ExactPca
{
    // Eigenvalues below this share of the largest, times the matrix' size, are rounding of zeros.
    private const double RoundingShare = 2.3e-16;

    /// <summary>Solves.</summary>
    /// <param name="patterns">The patterns; those that are not finite do not count.</param>
    /// <param name="componentCount">Of the eigenvalues, descending, and their sum: how many components are wanted.</param>
    /// <param name="keepComponents">Without them the Gram matrix spares one pass over the patterns.</param>
    /// <param name="maxMemory">Bytes for patterns at a time.</param>
    /// <param name="observer">Told the progress.</param>
    /// <param name="token">Stops between two blocks.</param>
    public static PcaSolution Solve(
        IPatternSet patterns, Func<double[], double, int> componentCount, bool keepComponents, long maxMemory, IRunObserver observer, CancellationToken token)
    {
        UnitStatistics units = UnitStatistics.Compute(patterns, observer, token);
        int[] rows = [.. units.CountedRows];
        IPatternSet finite = rows.Length == patterns.StimulusId.Count ? patterns : new PatternSubset(patterns, rows);
        if (rows.Length < 2)
        {
            throw new DnnBrainException("StimulusTooFew", ErrorKind.InvalidData, $"Principal components of '{patterns.Name}' need at least 2 stimuli that are finite, not {rows.Length}.", patterns.Name);
        }

        using DisposeScope scope = NewDisposeScope();
        using GradGuard guard = no_grad();
        var problem = new Problem(finite, rows, units.Mean, maxMemory, observer, token);
        return rows.Length <= patterns.UnitCount ? FromGram(problem, componentCount, keepComponents) : FromCovariance(problem, componentCount);
    }

    private static PcaSolution FromGram(Problem problem, Func<double[], double, int> componentCount, bool keepComponents)
    {
        int n = problem.Rows.Length;
        int p = problem.Patterns.UnitCount;
        double[] gram = new double[checked(n * n)];
        GramTiles.Visit(
            problem.Patterns,
            (_, pattern) => TensorPrimitives.Subtract(pattern, problem.Mean, pattern),
            GramTiles.LimitOf(problem.MaxMemory, n, p),
            tile => Store(gram, n, tile),
            problem.Observer,
            problem.Token);
        (double[] eigenvalues, Tensor vectors, double total) = Decompose(gram, n);
        int k = Count(problem, componentCount(eigenvalues, total), n);
        double[] singular = [.. eigenvalues.Take(k).Select(Math.Sqrt)];
        double[] u = new double[n * k];
        vectors.narrow(1, 0, k).contiguous().CopyTo<double>(u);
        double[] sign = Signs(u, k);
        double[] scores = Scale(u, k, column => sign[column] * singular[column]);
        double[]? components = null;
        if (keepComponents)
        {
            Tensor left = tensor<double>(Scale(u, k, column => singular[column] > 0 ? sign[column] / singular[column] : 0), [n, k]);
            Tensor sum = zeros([k, p], ScalarType.Float64);
            problem.VisitBlocks((first, block) => sum.add_(left.narrow(0, first, block.size(0)).t().matmul(block)));
            components = sum.ToArray<double>();
        }

        return Solution(problem, eigenvalues, total, components, scores, k);
    }

    private static PcaSolution FromCovariance(Problem problem, Func<double[], double, int> componentCount)
    {
        int n = problem.Rows.Length;
        int p = problem.Patterns.UnitCount;
        Tensor covariance = zeros([p, p], ScalarType.Float64);
        problem.VisitBlocks((_, block) => covariance.add_(block.t().matmul(block)));
        (double[] eigenvalues, Tensor vectors, double total) = Decompose(covariance.ToArray<double>(), p);
        int k = Count(problem, componentCount(eigenvalues, total), p);
        Tensor right = vectors.narrow(1, 0, k).contiguous();
        double[] scores = new double[n * k];
        problem.VisitBlocks((first, block) => block.matmul(right).CopyTo(scores.AsSpan(first * k, (int)block.size(0) * k)));
        double[] sign = Signs(scores, k);
        Tensor flip = tensor<double>([.. sign.Select((s, j) => eigenvalues[j] > 0 ? s : 0)]);
        double[] components = (right * flip).t().contiguous().ToArray<double>();
        return Solution(problem, eigenvalues, total, components, Scale(scores, k, column => eigenvalues[column] > 0 ? sign[column] : 0), k);
    }

    private static int Count(Problem problem, int k, int largest) => k <= largest
        ? k
        : throw new DnnBrainException(
            "ComponentCountTooLarge",
            ErrorKind.InvalidArgument,
            $"'{problem.Patterns.Name}' has at most {largest} principal components, not {k}: only {problem.Rows.Length} stimuli are finite.",
            k);

    private static PcaSolution Solution(Problem problem, double[] eigenvalues, double total, double[]? components, double[] scores, int k)
    {
        double divisor = Math.Max(1, problem.Rows.Length - 1);
        var found = new PrincipalComponents(
            problem.Mean, [.. eigenvalues.Take(k).Select(value => value / divisor)], total / divisor, problem.Rows.Length, components);
        return new PcaSolution(found, problem.Rows, scores, PcaSolver.Exact);
    }

    /// <summary>Eigenvalues, descending, what is rounding as 0; eigenvectors as columns in the same order; the trace.</summary>
    private static (double[] Values, Tensor Vectors, double Total) Decompose(double[] matrix, int size)
    {
        double total = Enumerable.Range(0, size).Sum(i => matrix[(i * size) + i]);
        (Tensor values, Tensor vectors) = linalg.eigh(from_memory<double>(matrix, [size, size]), "U");
        double[] descending = [.. values.ToArray<double>().Reverse()];
        double floor = descending[0] * RoundingShare * size;
        return ([.. descending.Select(value => value > floor ? value : 0)], vectors.flip([1]), total);
    }

    /// <summary>1 or −1 for each column: its first entry of the largest magnitude becomes positive.</summary>
    internal static double[] Signs(double[] matrix, int columns)
    {
        double[] largest = new double[columns];
        for (int i = 0; i < matrix.Length; i++)
        {
            int column = i % columns;
            largest[column] = Math.Abs(matrix[i]) > Math.Abs(largest[column]) ? matrix[i] : largest[column];
        }

        return Array.ConvertAll(largest, value => value < 0 ? -1.0 : 1.0);
    }

    private static double[] Scale(double[] matrix, int columns, Func<int, double> factor)
    {
        double[] factors = [.. Enumerable.Range(0, columns).Select(factor)];
        double[] scaled = new double[matrix.Length];
        for (int i = 0; i < matrix.Length; i++)
        {
            scaled[i] = matrix[i] * factors[i % columns];
        }

        return scaled;
    }

    private static void Store(double[] gram, int n, GramTile tile)
    {
        for (int row = 0; row < tile.Rows.Count; row++)
        {
            tile.Products.AsSpan(row * tile.Columns.Count, tile.Columns.Count)
                .CopyTo(gram.AsSpan(((tile.Rows.First + row) * n) + tile.Columns.First));
        }
    }

    private sealed record Problem(IPatternSet Patterns, int[] Rows, double[] Mean, long MaxMemory, IRunObserver Observer, CancellationToken Token)
    {
        /// <summary>Reads all patterns once, centred, in blocks.</summary>
        public void VisitBlocks(Action<int, Tensor> visit)
        {
            int p = Patterns.UnitCount;
            int blockRows = (int)Math.Clamp(Math.Min(MaxMemory, 128L << 20) / (sizeof(double) * (long)p), 1, Rows.Length);
            double[] values = new double[blockRows * p];
            for (int first = 0; first < Rows.Length; first += blockRows)
            {
                Token.ThrowIfCancellationRequested();
                int count = Math.Min(blockRows, Rows.Length - first);
                Patterns.Read(first, count, values.AsSpan(0, count * p));
                Parallel.For(0, count, i => TensorPrimitives.Subtract(values.AsSpan(i * p, p), Mean, values.AsSpan(i * p, p)));
                using DisposeScope scope = NewDisposeScope();
                visit(first, from_memory(values.AsMemory(0, count * p), [count, p]));
                Observer.Report(new RunProgress($"Principal components of {Patterns.Name}", first + count, Rows.Length, "stimuli"));
            }
        }
    }
}
