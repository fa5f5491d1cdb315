using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Activations.Transforms;

/// <summary>
/// The first principal components from a block Krylov space: with G = X Xᵀ (or Xᵀ X where there are more stimuli than units, or where
/// the patterns do not fit into memory), the space of U, G U, G² U, … of a random U, orthonormal throughout.
/// </summary>
/// <remarks>
/// Halko, Martinsson, Shkolnisky, Tygert 2011, https://doi.org/10.1137/100804139. All blocks are kept, where subspace iteration keeps
/// the last one: as accurate after 6 blocks of ⅗ k as scikit-learn's randomised solver after 7 iterations of k + 10, with half of the
/// products. Float32, as the values are; the small eigenproblems in float64. O(4 n p m), m = blocks × block size, and (n + p) m numbers
/// in memory besides the patterns.
/// </remarks>
internal static class KrylovPca
{
    private const int BlockCount = 6;
    private const double BlockShare = 0.6;
    private const int BlockMultiple = 16;

    /// <summary>The dimension of the space for a number of components.</summary>
    public static int Dimension(int k) => BlockCount * BlockSize(k);

    /// <summary>Solves.</summary>
    /// <param name="patterns">The patterns; those that are not finite do not count.</param>
    /// <param name="k">Components, fewer than there are finite patterns and units.</param>
    /// <param name="seed">The seed of the start.</param>
    /// <param name="maxMemory">Bytes for patterns at a time.</param>
    /// <param name="observer">Told the progress.</param>
    /// <param name="token">Stops between two products.</param>
    /// <returns>Null where the patterns that are finite are too few for the space: the exact solver is then the cheaper.</returns>
    public static PcaSolution? Solve(IPatternSet patterns, int k, long seed, long maxMemory, IRunObserver observer, CancellationToken token)
    {
        using DisposeScope scope = NewDisposeScope();
        using GradGuard guard = no_grad();
        var data = new CenteredBlocks(patterns, maxMemory, observer, token);
        int n = data.Rows.Length;
        int p = patterns.UnitCount;
        int block = BlockSize(k);
        int steps = Math.Min(BlockCount, Math.Min(n, p) / block);
        if (steps * block < k)
        {
            return null;
        }

        var space = new Space(data, n, p, block, steps, seed, patterns.Name, observer, token);
        Tensor basis = data.InMemory && n <= p ? space.FromStimuli(k) : space.FromUnits(k);

        // The components are turned within their space so that the scores are uncorrelated: scores are what a projection of the
        // patterns gives, and the variance explained is theirs, to the last digit.
        Tensor projected = space.Project(basis).@double();
        (Tensor values, Tensor turn) = linalg.eigh(projected.t().matmul(projected));
        turn = turn.flip([1]);
        double[] scores = projected.matmul(turn).ToArray<double>();
        double[] sign = ExactPca.Signs(scores, k);
        Tensor flip = tensor<double>(sign);
        double[] components = turn.t().matmul(basis.@double()).mul_(flip.unsqueeze(1)).ToArray<double>();
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] *= sign[i % k];
        }

        double divisor = n - 1;
        double[] variance = [.. values.ToArray<double>().Reverse().Select(value => Math.Max(0, value) / divisor)];
        return new PcaSolution(new PrincipalComponents(data.Mean, variance, data.SquaredLength / divisor, n, components), data.Rows, scores, PcaSolver.Randomized);
    }

    private static int BlockSize(int k) => BlockMultiple * (int)Math.Ceiling(BlockShare * k / BlockMultiple);

    private sealed record Space(
        CenteredBlocks Data, int N, int P, int Block, int Steps, long Seed, string Name, IRunObserver Observer, CancellationToken Token)
    {
        /// <summary>k orthonormal rows of units, from a basis of stimuli. Two passes a step.</summary>
        public Tensor FromStimuli(int k)
        {
            using DisposeScope scope = NewDisposeScope();
            var basis = new List<Tensor>();
            var images = new List<Tensor>();
            Tensor u = Orthonormal(Start(N), basis);
            for (int step = 1; ; step++)
            {
                Tensor image = zeros([Block, P]);
                Data.Visit((first, x) => image.add_(u.narrow(0, first, x.size(0)).t().matmul(x)), Token);
                basis.Add(u);
                images.Add(image);
                Observer.Report(new RunProgress($"Principal components of {Name}", step, Steps, "steps"));
                if (step == Steps)
                {
                    break;
                }

                u = Orthonormal(Project(image), basis);
            }

            // With B the basis and Z = Bᵀ X, the eigenvectors S of Z Zᵀ give rows Sᵀ Z / σ, orthonormal.
            Tensor z = cat([.. images]);
            Tensor gram = zeros([z.size(0), z.size(0)], ScalarType.Float64);
            foreach (Tensor part in z.split(8192, dim: 1))
            {
                using DisposeScope inner = NewDisposeScope();
                Tensor wide = part.@double();
                gram.add_(wide.matmul(wide.t()));
            }

            (Tensor values, Tensor vectors) = linalg.eigh(gram);
            long m = z.size(0);
            Tensor s = vectors.narrow(1, m - k, k) / values.narrow(0, m - k, k).clamp(double.Epsilon).sqrt();
            return s.t().to(ScalarType.Float32).matmul(z).MoveToOuterDisposeScope();
        }

        /// <summary>k orthonormal rows of units, from a basis of units. One pass a step.</summary>
        public Tensor FromUnits(int k)
        {
            using DisposeScope scope = NewDisposeScope();
            var basis = new List<Tensor>();
            var images = new List<Tensor>();
            Tensor v = Orthonormal(Start(P), basis);
            for (int step = 1; ; step++)
            {
                Tensor image = empty([N, Block]);
                Tensor next = zeros([Block, P]);
                Data.Visit(
                    (first, x) =>
                    {
                        Tensor y = x.matmul(v);
                        image.narrow(0, first, x.size(0)).copy_(y);
                        next.add_(y.t().matmul(x));
                    },
                    Token);
                basis.Add(v);
                images.Add(image);
                Observer.Report(new RunProgress($"Principal components of {Name}", step, Steps, "steps"));
                if (step == Steps)
                {
                    break;
                }

                v = Orthonormal(next.t(), basis);
            }

            Tensor y = cat([.. images], 1).@double();
            (_, Tensor vectors) = linalg.eigh(y.t().matmul(y));
            long m = y.size(1);
            return vectors.narrow(1, m - k, k).t().to(ScalarType.Float32).matmul(cat([.. basis], 1).t()).MoveToOuterDisposeScope();
        }

        /// <summary>X Rᵀ: stimulus × row of <paramref name="right"/>.</summary>
        public Tensor Project(Tensor right)
        {
            Tensor projected = empty([N, right.size(0)]);
            Data.Visit((first, x) => projected.narrow(0, first, x.size(0)).copy_(x.matmul(right.t())), Token);
            return projected;
        }

        private Tensor Start(int rows)
        {
            float[] values = new float[rows * Block];
            Parallel.For(0, Block, column =>
            {
                var random = new RandomStream(Seed, RandomPurpose.DecompositionStart, column);
                for (int row = 0; row < rows; row++)
                {
                    values[(row * Block) + column] = (float)random.NextNormal();
                }
            });
            return tensor<float>(values, [rows, Block]);
        }

        // Columns that lie in the basis leave rounding behind, which has to be made orthogonal once more.
        private static Tensor Orthonormal(Tensor columns, List<Tensor> basis)
        {
            using DisposeScope scope = NewDisposeScope();
            if (basis.Count == 0)
            {
                return linalg.qr(columns).Q.MoveToOuterDisposeScope();
            }

            Tensor b = cat([.. basis], 1);
            Tensor rest = columns - b.matmul(b.t().matmul(columns));
            Tensor q = linalg.qr(rest).Q;
            return linalg.qr(q - b.matmul(b.t().matmul(q))).Q.MoveToOuterDisposeScope();
        }
    }
}
