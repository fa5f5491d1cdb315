using System.Numerics.Tensors;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;
using Tensor = DnnBrain.Torch.torch.Tensor;

namespace DnnBrain.Activations.Transforms;

/// <summary>
/// The first principal components from a block Krylov space: with G = X Xᵀ (or Xᵀ X where there are more stimuli than units, or where
/// the patterns do not fit into memory), the space of U, G U, G² U, … of a random U, orthonormal throughout.
/// </summary>
/// <remarks>
/// Halko, Martinsson, Shkolnisky, Tygert 2011, https://doi.org/10.1137/100804139. All blocks are kept, where subspace iteration keeps
/// the last one: 5 blocks of ⅗ k find the variance that scikit-learn's randomised solver finds in 7 iterations of k + 10, with less
/// than half of the products; where the last block still adds more than 1 %, as in pure noise, up to 7 are taken. Float32, as the values
/// are; the small eigenproblems in float64. O(4 n p m), m = blocks × block size, and (n + p) m numbers in memory besides the patterns.
/// </remarks>
internal static class KrylovPca
{
    private const int FewestBlocks = 5;
    private const int MostBlocks = 7;
    private const double BlockShare = 0.6;

    // A last block that added less than this share of the variance found is followed by no other.
    private const double SmallGain = 0.003;
    private const int BlockMultiple = 16;

    /// <summary>The largest dimension of the space for a number of components.</summary>
    public static int Dimension(int k) => (MostBlocks + 1) * BlockSize(k);

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
        bool onStimuli = data.InMemory && n <= p;

        // The start of the one side and the projection at its end are half a step each.
        int further = onStimuli ? 0 : 1;
        int steps = Math.Min(MostBlocks + further, Math.Min(n, p) / block);
        if (steps * block < k)
        {
            return null;
        }

        var space = new Space(data, n, p, block, FewestBlocks + further, steps, seed, patterns.Name, observer, token);
        Tensor basis = onStimuli ? space.FromStimuli(k) : space.FromUnits(k);

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
        CenteredBlocks Data, int N, int P, int Block, int Fewest, int Steps, long Seed, string Name, IRunObserver Observer, CancellationToken Token)
    {
        /// <summary>k orthonormal rows of units, from a basis of stimuli. Two passes a step.</summary>
        public Tensor FromStimuli(int k)
        {
            using DisposeScope scope = NewDisposeScope();
            var basis = new List<Tensor>();
            var images = new List<Tensor>();
            Tensor u = Orthonormal(Sketch(), basis);
            for (int step = 1; ; step++)
            {
                Tensor image = zeros([Block, P]);
                Data.Visit((first, x) => image.add_(u.narrow(0, first, x.size(0)).t().matmul(x)), Token);
                basis.Add(u);
                images.Add(image);
                Observer.Report(new RunProgress($"Principal components of {Name}", step, Steps, "steps"));

                // With B the basis and Z = Bᵀ X, the eigenvectors S of Z Zᵀ give rows Sᵀ Z / σ, orthonormal.
                if (Enough(step, k, images) is { } found)
                {
                    Tensor s = found.Vectors / found.Values.clamp(double.Epsilon).sqrt();
                    return s.t().to(ScalarType.Float32).matmul(cat([.. images])).MoveToOuterDisposeScope();
                }

                u = Orthonormal(Project(image), basis);
            }
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
                Tensor image = empty([Block, N]);
                Tensor next = zeros([Block, P]);
                Data.Visit(
                    (first, x) =>
                    {
                        Tensor y = x.matmul(v);
                        image.narrow(1, first, x.size(0)).copy_(y.t());
                        next.add_(y.t().matmul(x));
                    },
                    Token);
                basis.Add(v);
                images.Add(image);
                Observer.Report(new RunProgress($"Principal components of {Name}", step, Steps, "steps"));
                if (Enough(step, k, images) is { } found)
                {
                    return found.Vectors.t().to(ScalarType.Float32).matmul(cat([.. basis], 1).t()).MoveToOuterDisposeScope();
                }

                v = Orthonormal(next.t(), basis);
            }
        }

        /// <summary>The k largest eigenvalues and their vectors, once the last block added little or there may be no other.</summary>
        private (Tensor Values, Tensor Vectors)? Enough(int step, int k, List<Tensor> images)
        {
            if (step < Math.Min(Fewest, Steps))
            {
                return null;
            }

            Tensor gram = Gram(images);
            (Tensor values, Tensor vectors) = linalg.eigh(gram);
            long m = gram.size(0);
            Tensor largest = values.narrow(0, m - k, k);
            long before = m - Block;
            if (step < Steps)
            {
                double gain = before < k ? 1 : 1 - (linalg.eigvalsh(gram.narrow(0, 0, before).narrow(1, 0, before)).narrow(0, before - k, k).sum().item<double>() / largest.sum().item<double>());
                if (gain > SmallGain)
                {
                    return null;
                }
            }

            return (largest, vectors.narrow(1, m - k, k));
        }

        /// <summary>Products of all rows of the images in float64.</summary>
        private static Tensor Gram(List<Tensor> images)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor z = cat([.. images]);
            Tensor gram = zeros([z.size(0), z.size(0)], ScalarType.Float64);
            foreach (Tensor part in z.split(8192, dim: 1))
            {
                using DisposeScope inner = NewDisposeScope();
                Tensor wide = part.@double();
                gram.add_(wide.matmul(wide.t()));
            }

            return gram.MoveToOuterDisposeScope();
        }

        /// <summary>X Rᵀ: stimulus × row of <paramref name="right"/>.</summary>
        public Tensor Project(Tensor right)
        {
            Tensor projected = empty([N, right.size(0)]);
            Data.Visit((first, x) => projected.narrow(0, first, x.size(0)).copy_(x.matmul(right.t())), Token);
            return projected;
        }

        /// <summary>Normal numbers, one stream a column.</summary>
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

        /// <summary>
        /// X times a matrix with one entry of ±1 a row, in turns in each column: as good a start as a product with normal numbers,
        /// which would take as long as half a step.
        /// </summary>
        private Tensor Sketch()
        {
            int padded = (P + Block - 1) / Block * Block;
            float[] sign = new float[padded];
            var random = new RandomStream(Seed, RandomPurpose.DecompositionStart);
            for (int unit = 0; unit < P; unit++)
            {
                sign[unit] = (random.NextUInt32() & 1) == 0 ? 1 : -1;
            }

            float[] sums = new float[N * Block];
            Data.Visit((first, x) => Parallel.For(0, (int)x.size(0), i => Add(x.AsReadOnlySpan<float>().Slice(i * P, P), sign, sums.AsSpan((first + i) * Block, Block))), Token);
            return from_memory<float>(sums, [N, Block]);
        }

        private static void Add(ReadOnlySpan<float> row, ReadOnlySpan<float> sign, Span<float> sums)
        {
            for (int unit = 0; unit < row.Length; unit += sums.Length)
            {
                int count = Math.Min(sums.Length, row.Length - unit);
                TensorPrimitives.MultiplyAdd(row.Slice(unit, count), sign.Slice(unit, count), sums[..count], sums[..count]);
            }
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
