using System.Numerics.Tensors;
using static DnnBrain.Torch.torch;
using Tensor = DnnBrain.Torch.torch.Tensor;

namespace DnnBrain.Activations.Transforms;

/// <summary>Counts of values in bins of equal width, as <c>numpy.histogram</c>.</summary>
/// <remarks>
/// A bin holds its lower edge and not its upper one; the last holds both. The range of equal values v is v ± 0.5. Values outside a
/// range that other stimuli gave are not counted.
/// </remarks>
public sealed class HistogramTransform : FittedTransform
{
    private readonly float[]? _minimum;
    private readonly float[]? _maximum;

    internal HistogramTransform(Activation source, TransformOptions options, int stimulusCount, float[]? minimum, float[]? maximum)
        : base(source, options, options.Axis, options.BinCount ?? DefaultBinCount, stimulusCount)
    {
        _minimum = minimum;
        _maximum = maximum;
    }

    /// <summary>Bins where nothing is said, as NumPy.</summary>
    internal const int DefaultBinCount = 10;

    /// <summary>The range of each group of units over the stimuli; a stimulus that is not finite does not count.</summary>
    internal static (float[] Minimum, float[] Maximum, int Count) Range(IPatternSet patterns, UnitGroups groups, IRunObserver observer, CancellationToken token)
    {
        float[] minimum = new float[groups.Count];
        float[] maximum = new float[groups.Count];
        Array.Fill(minimum, float.PositiveInfinity);
        Array.Fill(maximum, float.NegativeInfinity);
        float[] row = new float[patterns.UnitCount];
        float[] group = new float[groups.Size];
        int counted = 0;
        for (int i = 0; i < patterns.StimulusId.Count; i++)
        {
            token.ThrowIfCancellationRequested();
            patterns.Read(i, 1, row.AsSpan());
            if (float.IsFinite(TensorPrimitives.MaxMagnitude<float>(row)))
            {
                counted++;
                for (int g = 0; g < groups.Count; g++)
                {
                    groups.Gather(g, row, group);
                    minimum[g] = Math.Min(minimum[g], TensorPrimitives.Min<float>(group));
                    maximum[g] = Math.Max(maximum[g], TensorPrimitives.Max<float>(group));
                }
            }

            observer.Report(new RunProgress($"Range of {patterns.Name}", i + 1, patterns.StimulusId.Count, "stimuli"));
        }

        return (minimum, maximum, counted);
    }

    private protected override Tensor ApplyToGroups(Tensor grouped)
    {
        int rows = (int)grouped.size(0);
        int groups = Groups.Count;
        int size = Groups.Size;
        float[] values = grouped.contiguous().ToArray<float>();
        float[] counts = new float[rows * groups * FeatureCount];
        Parallel.For(0, rows * groups, i =>
        {
            ReadOnlySpan<float> sample = values.AsSpan(i * size, size);
            Span<float> bins = counts.AsSpan(i * FeatureCount, FeatureCount);
            if (!float.IsFinite(TensorPrimitives.MaxMagnitude(sample)))
            {
                bins.Fill(float.NaN);
                return;
            }

            int group = i % groups;
            Count(sample, _minimum?[group] ?? TensorPrimitives.Min(sample), _maximum?[group] ?? TensorPrimitives.Max(sample), bins);
        });
        return tensor<float>(counts, [rows, groups, FeatureCount]);
    }

    private static void Count(ReadOnlySpan<float> sample, double minimum, double maximum, Span<float> bins)
    {
        if (minimum == maximum)
        {
            (minimum, maximum) = (minimum - 0.5, maximum + 0.5);
        }

        int last = bins.Length - 1;
        double width = (maximum - minimum) / bins.Length;
        foreach (float value in sample)
        {
            if (value < minimum || value > maximum)
            {
                continue;
            }

            // The quotient may round to the wrong side of an edge; the edges decide.
            int bin = Math.Min(last, (int)((value - minimum) / (maximum - minimum) * bins.Length));
            if (value < minimum + (bin * width))
            {
                bin--;
            }
            else if (bin != last && value >= minimum + ((bin + 1) * width))
            {
                bin++;
            }

            bins[bin]++;
        }
    }
}
