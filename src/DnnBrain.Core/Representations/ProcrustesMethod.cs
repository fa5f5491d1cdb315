using static DnnBrain.Torch.torch;

namespace DnnBrain.Representations;

/// <summary>
/// √(2 − 2ν), ν = |XᵀY|* / (|X| |Y|): the distance between centred patterns of size 1 after the best rotation; |·|* is the sum of singular values.
/// </summary>
/// <remarks>
/// A metric (Williams, Kunz, Kornblith, Linderman 2021, https://arxiv.org/abs/2110.14739); its square is the distance of Ding, Denain,
/// Steinhardt 2021, https://arxiv.org/abs/2108.01661. From kernels: |XᵀY|* = |K^½ L^½|*. O(n³) a representation and a pair.
/// </remarks>
internal sealed class ProcrustesMethod() : RelabelledMethod("Procrustes", "Distance of centred patterns of size 1 after the best rotation, 0 to √2; a metric.")
{
    // An eigenvalue that is rounding would come into the root with half of its digits.
    private const double RoundingShare = 1e-15;

    public override bool IsDistance => true;

    private sealed record Root(double[] Values, int Count) : PreparedRepresentation
    {
        public override long Bytes => sizeof(double) * Values.LongLength;
    }

    internal override PreparedRepresentation Prepare(Representation representation, bool isModel, RepresentationComparisonOptions options, IRunObserver observer)
    {
        int n = representation.StimulusCount;
        using DisposeScope scope = NewDisposeScope();
        (Tensor eigenvalues, Tensor vectors) = linalg.eigh(from_memory<double>(representation.Gram.ToArray(), [n, n]));
        double[] spectrum = new double[n];
        eigenvalues.CopyTo<double>(spectrum);
        double noise = RoundingShare * n * spectrum[^1];
        double[] kept = [.. spectrum.Select(value => value > noise ? value : 0)];
        double trace = kept.Sum();
        if (!(trace > 0))
        {
            throw Constant(representation);
        }

        double[] root = new double[n * n];
        (vectors * (from_memory<double>(kept, [n]) / trace).sqrt()).matmul(vectors.t()).CopyTo<double>(root);
        return new Root(root, n);
    }

    // The products copied, their eigenvectors, scaled and multiplied, and the root.
    internal override long PreparationBytes(int n) => 6L * sizeof(double) * n * n;

    internal override double Similarity(PreparedRepresentation model, PreparedRepresentation reference)
    {
        (Root x, Root y) = ((Root)model, (Root)reference);
        using DisposeScope scope = NewDisposeScope();
        return linalg.svdvals(from_memory<double>(x.Values, [x.Count, x.Count]).matmul(from_memory<double>(y.Values, [y.Count, y.Count]))).sum().item<double>();
    }

    internal override double ToValue(double similarity) => Math.Sqrt(Math.Max(0, 2 - (2 * similarity)));

    // The columns of the root may stay where they are: singular values do not know a rotation.
    public override PreparedRepresentation Relabel(PreparedRepresentation model, ReadOnlySpan<int> labels)
    {
        var root = (Root)model;
        return root with { Values = Transposed(Rows(root.Values, root.Count, labels), root.Count) };
    }

    // The root in another order, row by row and turned, and a product with its decomposition.
    public override long RelabelledBytes(PreparedRepresentation model) => 5L * sizeof(double) * ((Root)model).Values.Length;

    private static double[] Transposed(double[] square, int n)
    {
        double[] transposed = new double[square.Length];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                transposed[(j * n) + i] = square[(i * n) + j];
            }
        }

        return transposed;
    }
}
