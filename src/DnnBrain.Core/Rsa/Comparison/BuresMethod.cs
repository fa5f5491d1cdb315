using System.Numerics.Tensors;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using static DnnBrain.Torch.torch;
using Tensor = DnnBrain.Torch.torch.Tensor;

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

    // Fewer different patterns are turned onto one another with less left over: draws lie many standard errors above the observed similarity.
    internal override bool KeepsPlaceUnderDraws => false;

    internal override string Pool => "mean of squared distances of mean 1";

    internal override SampleComparison Sample(ComparisonSpace space) => new Weighted(space.StimulusCount);

    internal override BoundComparison Bind(ComparisonSpace space) => new Bound(space);

    /// <param name="Values">Squared distances.</param>
    /// <param name="Root">The root of the kernel, n × n, divided by √ trace.</param>
    private sealed record RootedKernel(double[] Values, double[] Root) : PreparedRdm(Values);

    // An eigenvalue that is rounding would come into the root with half of its digits.
    private const double RoundingShare = 1e-15;

    private static RootedKernel? Prepare(double[] values, double[] kernel, int count)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor eigenvalues, Tensor vectors) = linalg.eigh(from_memory<double>(kernel, [count, count]));
        double[] spectrum = new double[count];
        eigenvalues.CopyTo<double>(spectrum);
        double noise = RoundingShare * count * Math.Max(spectrum[^1], -spectrum[0]);
        double[] kept = [.. spectrum.Select(value => value > noise ? value : 0)];
        double trace = kept.Sum();
        if (!(trace > 0))
        {
            return null;
        }

        double[] root = new double[count * count];
        (vectors * (from_memory<double>(kept, [count]) / trace).sqrt()).matmul(vectors.t()).CopyTo<double>(root);
        return new RootedKernel(values, root);
    }

    // tr √(√A B √A) is the sum of the singular values of √A √B.
    private static double Compare(PreparedRdm model, PreparedRdm reference, int count)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = from_memory<double>(((RootedKernel)model).Root, [count, count]);
        Tensor y = from_memory<double>(((RootedKernel)reference).Root, [count, count]);
        return Math.Min(1, linalg.svdvals(x.matmul(y)).sum().item<double>());
    }

    private sealed class Bound(ComparisonSpace space) : BoundComparison(space), IMovable
    {
        private int Count => Space.StimulusCount;

        public override PreparedRdm? Prepare(ReadOnlySpan<double> dissimilarity) =>
            BuresMethod.Prepare(dissimilarity.ToArray(), Kernel.Centered(dissimilarity, Count), Count);

        public override double Similarity(PreparedRdm model, PreparedRdm reference) => Compare(model, reference, Count);

        // Kernels of one trace; their mean is near, not at, the kernel most similar to all.
        public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) => Kernel.ToMeanOne(dissimilarity, destination);

        public override IStimulusStatistic Statistic(IReadOnlyList<PreparedRdm> models, IReadOnlyList<IReadOnlyList<PreparedRdm>> regions) =>
            new MovedStatistic(this, this, models, regions);

        public override BoundComparison OnPairs(int[] pairs) => throw new InvalidOperationException("A kernel needs every pair.");

        // A root, a product of two and what decomposes it.
        public long MovedBytes => 6L * sizeof(double) * Count * Count;

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

    // A stimulus and its copy have the same pattern: their distance is 0, and all copies together are one row of the kernel, times √w.
    private sealed class Weighted(int stimulusCount) : SampleComparison
    {
        private int[] _source = [];
        private double[] _weight = [];
        private double[] _pairWeight = [];

        public override int Count => _source.Length;

        public override void Take(ReadOnlySpan<int> stimulusWeights)
        {
            int[] stimulus = [.. Enumerable.Range(0, stimulusWeights.Length).Zip(stimulusWeights.ToArray()).Where(item => item.Second > 0).Select(item => item.First)];
            _weight = new double[stimulus.Length];
            for (int i = 0; i < stimulus.Length; i++)
            {
                _weight[i] = stimulusWeights[stimulus[i]];
            }

            _source = new int[CondensedIndex.Count(stimulus.Length)];
            _pairWeight = new double[_source.Length];
            for (int i = 0, pair = 0; i < stimulus.Length; i++)
            {
                for (int j = i + 1; j < stimulus.Length; j++, pair++)
                {
                    _source[pair] = Rdm.PairIndex(stimulus[i], stimulus[j], stimulusCount);
                    _pairWeight[pair] = _weight[i] * _weight[j];
                }
            }
        }

        public override void Gather(ReadOnlySpan<double> condensed, Span<double> values)
        {
            for (int i = 0; i < _source.Length; i++)
            {
                values[i] = condensed[_source[i]];
            }
        }

        public override PreparedRdm? Prepare(ReadOnlySpan<double> values) =>
            BuresMethod.Prepare(values.ToArray(), Kernel.Centered(values, _weight), _weight.Length);

        public override double Similarity(PreparedRdm model, PreparedRdm reference) => Compare(model, reference, _weight.Length);

        public override void ToPoolable(ReadOnlySpan<double> values, Span<double> destination) =>
            TensorPrimitives.Divide(values, TensorPrimitives.Dot(values, _pairWeight), destination);
    }
}
