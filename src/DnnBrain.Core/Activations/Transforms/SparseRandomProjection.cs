using System.Numerics.Tensors;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;
using Tensor = DnnBrain.Torch.torch.Tensor;

namespace DnnBrain.Activations.Transforms;

/// <summary>
/// The product of each group of d units with a random matrix of k columns whose entries are ±√(√d/k) with probability 1/(2√d) each, and
/// else 0. The expected squared distance of two stimuli is that of their units.
/// </summary>
/// <remarks>
/// Achlioptas 2003, https://doi.org/10.1016/S0022-0000(03)00025-4; density 1/√d after Li, Hastie, Church 2006,
/// https://doi.org/10.1145/1150402.1150436. The matrix is never held: each column is a function of seed, group and its number, drawn
/// again for every block of stimuli. O(k √d) a stimulus, in float64.
/// </remarks>
public sealed class SparseRandomProjection : FittedTransform
{
    private readonly long _seed;

    internal SparseRandomProjection(Activation source, TransformOptions options, int componentCount)
        : base(source, options, options.Axis, componentCount, 0)
    {
        _seed = options.Seed;
    }

    /// <summary>
    /// The components that keep the squared distances of <paramref name="stimulusCount"/> points within 1 ± <paramref name="distortion"/>:
    /// ⌊4 ln n / (ε²/2 − ε³/3)⌋ (Johnson and Lindenstrauss 1984, constants after Dasgupta and Gupta 2003).
    /// </summary>
    public static int MinimumComponentCount(int stimulusCount, double distortion) =>
        (int)(4 * Math.Log(stimulusCount) / ((distortion * distortion / 2) - (distortion * distortion * distortion / 3)));

    /// <summary>The part of the matrix that belongs to one component: units of the group, and their signs.</summary>
    internal static IEnumerable<(int Unit, bool Negative)> Column(long seed, int group, int component, int componentCount, int unitCount)
    {
        var random = new RandomStream(seed, RandomPurpose.RandomProjection, ((long)group * componentCount) + component);
        double logOfAbsence = Math.Log(1 - (1 / Math.Sqrt(unitCount)));

        // The gaps between the entries of a row of independent draws are geometric.
        for (double unit = Gap(random, logOfAbsence); unit < unitCount; unit += 1 + Gap(random, logOfAbsence))
        {
            yield return ((int)unit, (random.NextUInt32() & 1) != 0);
        }
    }

    private protected override Tensor ApplyToGroups(Tensor grouped)
    {
        int rows = (int)grouped.size(0);
        int units = Groups.Size;
        int components = FeatureCount;
        double scale = Math.Sqrt(Math.Sqrt(units) / components);
        double[] products = new double[Groups.Count * components * rows];
        double[] values = grouped.@double().permute([1, 2, 0]).contiguous().ToArray<double>();
        Parallel.For(0, Groups.Count * components, i =>
        {
            int group = i / components;
            ReadOnlySpan<double> matrix = values.AsSpan(group * units * rows, units * rows);
            Span<double> sum = products.AsSpan(i * rows, rows);
            foreach ((int unit, bool negative) in Column(_seed, group, i % components, components, units))
            {
                ReadOnlySpan<double> x = matrix.Slice(unit * rows, rows);
                if (negative)
                {
                    TensorPrimitives.Subtract(sum, x, sum);
                }
                else
                {
                    TensorPrimitives.Add(sum, x, sum);
                }
            }

            TensorPrimitives.Multiply(sum, scale, sum);
        });
        Tensor result = tensor<double>(products, [Groups.Count, components, rows]).permute([2, 0, 1]);

        // An entry of 0 would hide a value that is not finite: the stimulus' group has none of its features.
        Tensor finite = grouped.isfinite().all(2, keepdim: true);
        return where(finite, result, full([1], double.NaN, ScalarType.Float64));
    }

    private static double Gap(RandomStream random, double logOfAbsence) =>
        double.IsNegativeInfinity(logOfAbsence) ? 0 : Math.Floor(Math.Log(1 - random.NextDouble()) / logOfAbsence);
}
