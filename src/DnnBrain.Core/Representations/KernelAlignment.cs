using System.Numerics.Tensors;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Representations;

/// <summary>⟨K, L⟩ / (|K| |L|) of two centred kernels.</summary>
/// <remarks>
/// Kornblith, Norouzi, Lee, Hinton 2019, https://arxiv.org/abs/1905.00414. Debiased: the kernels lose their diagonals and are U-centred, so
/// that ⟨K, L⟩ is n(n − 3) times the unbiased HSIC (Song et al. 2012; Nguyen, Raghu, Kornblith 2021, https://arxiv.org/abs/2010.15327;
/// Murphy, Zylberberg, Fyshe 2024, https://arxiv.org/abs/2405.01012). O(n²) a pair and a permutation.
/// </remarks>
internal sealed class KernelAlignment(string name, string description, KernelKind kind) : RepresentationMethod(name, description)
{
    // What is left of a constant kernel after centring is rounding.
    private const double RoundingShare = 1e-13;

    internal override int FewestStimuli => kind == KernelKind.Debiased ? 4 : 3;

    internal override PreparedRepresentation Prepare(Representation representation, bool isModel, RepresentationComparisonOptions options, IRunObserver observer)
    {
        int n = representation.StimulusCount;
        double[] kernel = representation.Gram.ToArray();
        double size = TensorPrimitives.MaxMagnitude<double>(kernel);
        if (size == 0)
        {
            throw Constant(representation);
        }

        switch (kind)
        {
            case KernelKind.Gaussian:
                ToGaussian(kernel, n, options.Bandwidth, representation);
                Representation.Center(kernel, n);
                size = 1;
                break;
            case KernelKind.Debiased:
                CenterUnbiased(kernel, n);
                break;
        }

        var vector = KernelVector.Create(kernel, n);
        return vector.Length > RoundingShare * size * n ? vector.ToUnit() : throw Constant(representation);
    }

    // The kernel and its triangle; for a Gaussian one squared distances, and the same sorted.
    internal override long PreparationBytes(int n) => sizeof(double) * (long)n * (((kind == KernelKind.Gaussian ? 4L : 2L) * n) + 2);

    internal override double Similarity(PreparedRepresentation model, PreparedRepresentation reference)
    {
        (KernelVector x, KernelVector y) = ((KernelVector)model, (KernelVector)reference);
        return TensorPrimitives.Dot<double>(x.OffDiagonal, y.OffDiagonal) + TensorPrimitives.Dot<double>(x.Diagonal, y.Diagonal);
    }

    internal override IStimulusStatistic Statistic(int stimulusCount, IReadOnlyList<PreparedRepresentation> models, IReadOnlyList<PreparedRepresentation> references) =>
        new MatrixProductStatistic(
            stimulusCount,
            [.. models.Cast<KernelVector>().Select(model => model.OffDiagonal)],
            [.. references.Cast<KernelVector>().Select(reference => reference.OffDiagonal)])
        {
            Diagonals = ([.. models.Cast<KernelVector>().Select(model => model.Diagonal)], [.. references.Cast<KernelVector>().Select(reference => reference.Diagonal)]),
        };

    // σ is a share of the median distance of two stimuli; the median of squares, so that an even number of pairs has the mean of two squares.
    private static void ToGaussian(double[] gram, int n, double bandwidth, Representation representation)
    {
        double[] squared = new double[CondensedIndex.Count(n)];
        for (int i = 0, pair = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++, pair++)
            {
                squared[pair] = Math.Max(0, gram[(i * n) + i] + gram[(j * n) + j] - (2 * gram[(i * n) + j]));
            }
        }

        double[] sorted = [.. squared.Order()];
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        if (!(median > 0))
        {
            throw new DnnBrainException(
                "BandwidthUndefined",
                ErrorKind.InvalidData,
                $"The width of the Gaussian kernel of '{representation}' is a share of the median distance of its patterns, and that is 0: more than half of them are equal.",
                representation.Name);
        }

        double factor = -1 / (2 * bandwidth * bandwidth * median);
        for (int i = 0, pair = 0; i < n; i++)
        {
            gram[(i * n) + i] = 1;
            for (int j = i + 1; j < n; j++, pair++)
            {
                gram[(i * n) + j] = gram[(j * n) + i] = Math.Exp(factor * squared[pair]);
            }
        }
    }

    // kᵢⱼ − Σᵢ/(n−2) − Σⱼ/(n−2) + Σ/((n−1)(n−2)) off the diagonal, with sums over what is off it; 0 on it.
    private static void CenterUnbiased(double[] kernel, int n)
    {
        for (int i = 0; i < n; i++)
        {
            kernel[(i * n) + i] = 0;
        }

        double[] sum = [.. Enumerable.Range(0, n).Select(i => TensorPrimitives.Sum<double>(kernel.AsSpan(i * n, n)))];
        double total = sum.Sum() / ((n - 1.0) * (n - 2.0));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                kernel[(i * n) + j] = i == j ? 0 : kernel[(i * n) + j] - ((sum[i] + sum[j]) / (n - 2)) + total;
            }
        }
    }
}
