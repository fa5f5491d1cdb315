using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// tr √(√A B √A) / √(tr A · tr B) of the kernels A, B = −½ H D H, with H the centring matrix: from 0 to 1.
/// </summary>
/// <remarks>
/// The dissimilarities are taken as squared distances; negative eigenvalues, which others have, are set to 0. The cosine of the Procrustes
/// angle between patterns with these kernels. Muzellec, Cuturi 2018, https://arxiv.org/abs/1805.07594; Harvey, Larsen, Williams 2024,
/// https://arxiv.org/abs/2311.11436. O(n³) an RDM and O(n³) a pair.
/// </remarks>
internal sealed class BuresMethod() : RdmComparisonMethod("Bures", "Bures similarity of the kernels behind squared distances: the cosine of the Procrustes angle, 0 to 1.")
{
    public override bool IsSigned => false;

    internal override bool NeedsVariation => false;

    internal override bool NeedsAllPairs => true;

    // The whitened cosine is the alignment of the same kernels.
    internal override PairForm Form { get; } = new(IsRanked: false, IsCentered: false, IsWhitened: true, IsNormalized: true);

    internal override bool IsProduct => false;

    internal override BoundComparison Bind(ComparisonSpace space) => new Bound(space);

    /// <param name="Values">Squared distances.</param>
    /// <param name="Root">The root of the kernel, n × n, divided by √ trace.</param>
    private sealed record RootedKernel(double[] Values, double[] Root) : PreparedRdm(Values);

    private sealed class Bound(ComparisonSpace space) : BoundComparison(space), IMovable
    {
        // An eigenvalue that is rounding would come into the root with half of its digits.
        private const double RoundingShare = 1e-15;

        private int Count => Space.StimulusCount;

        public override PreparedRdm? Prepare(ReadOnlySpan<double> dissimilarity)
        {
            double[] values = dissimilarity.ToArray();
            using DisposeScope scope = NewDisposeScope();
            (Tensor eigenvalues, Tensor vectors) = linalg.eigh(from_memory<double>(Kernel.Centered(values, Count), [Count, Count]));
            double[] spectrum = new double[Count];
            eigenvalues.CopyTo<double>(spectrum);
            double noise = RoundingShare * Count * spectrum[^1];
            double[] kept = [.. spectrum.Select(value => value > noise ? value : 0)];
            double trace = kept.Sum();
            if (!(trace > 0))
            {
                return null;
            }

            double[] root = new double[Count * Count];
            (vectors * (from_memory<double>(kept, [Count]) / trace).sqrt()).matmul(vectors.t()).CopyTo<double>(root);
            return new RootedKernel(values, root);
        }

        // tr √(√A B √A) is the sum of the singular values of √A √B.
        public override double Similarity(PreparedRdm model, PreparedRdm reference)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = from_memory<double>(((RootedKernel)model).Root, [Count, Count]);
            Tensor y = from_memory<double>(((RootedKernel)reference).Root, [Count, Count]);
            return Math.Min(1, linalg.svdvals(x.matmul(y)).sum().item<double>());
        }

        // Kernels of one trace; their mean is near, not at, the kernel most similar to all.
        public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) => Kernel.ToMeanOne(dissimilarity, destination);

        public override IStimulusStatistic Statistic(IReadOnlyList<PreparedRdm> models, IReadOnlyList<IReadOnlyList<PreparedRdm>> regions) =>
            new MovedStatistic(this, this, models, regions);

        public override BoundComparison OnPairs(int[] pairs) => throw new InvalidOperationException("A kernel needs every pair.");

        // The root of a relabelled kernel is the relabelled root.
        public Func<int[], PreparedRdm> Mover(PreparedRdm model)
        {
            var kernel = (RootedKernel)model;
            return labels =>
            {
                double[] moved = new double[kernel.Root.Length];
                for (int i = 0; i < labels.Length; i++)
                {
                    ReadOnlySpan<double> row = kernel.Root.AsSpan(labels[i] * labels.Length, labels.Length);
                    for (int j = 0; j < labels.Length; j++)
                    {
                        moved[(i * labels.Length) + j] = row[labels[j]];
                    }
                }

                return kernel with { Root = moved };
            };
        }
    }
}
