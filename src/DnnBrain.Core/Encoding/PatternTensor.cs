using DnnBrain.Activations;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Encoding;

/// <summary>Rows of a pattern set as float64 tensors.</summary>
internal static class PatternTensor
{
    /// <summary>What a block of rows may take, in bytes. Two are held at a time.</summary>
    private const long BlockBytes = 256L << 20;

    /// <summary>The number of rows that fit a block; at least 1.</summary>
    public static int BlockRows(IPatternSet patterns) =>
        (int)Math.Clamp(BlockBytes / (sizeof(double) * (long)Math.Max(1, patterns.UnitCount)), 1, Math.Max(1, patterns.StimulusId.Count));

    /// <summary>Cuts all rows into blocks.</summary>
    public static IEnumerable<(int First, int Count)> Blocks(IPatternSet patterns)
    {
        int size = BlockRows(patterns);
        for (int first = 0; first < patterns.StimulusId.Count; first += size)
        {
            yield return (first, Math.Min(size, patterns.StimulusId.Count - first));
        }
    }

    /// <summary>Reads rows as count × units.</summary>
    /// <exception cref="DnnBrainException">A value is NaN or infinite (<c>PredictorNotFinite</c>).</exception>
    public static Tensor Read(IPatternSet patterns, int first, int count)
    {
        Tensor rows = empty([count, patterns.UnitCount], float64);
        Span<double> values = rows.AsSpan<double>();
        patterns.Read(first, count, values);
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                string id = patterns.StimulusId[first + (i / patterns.UnitCount)];
                throw new DnnBrainException(
                    "PredictorNotFinite",
                    ErrorKind.InvalidData,
                    $"'{patterns.Name}' of '{patterns.Source}' holds {values[i]} for stimulus '{id}' (unit {(i % patterns.UnitCount) + 1} of {patterns.UnitCount}); predictors must be finite.",
                    id);
            }
        }

        GC.KeepAlive(rows);
        return rows;
    }

    /// <summary>Row numbers as an index tensor.</summary>
    public static Tensor Index(IReadOnlyList<int> rows) => tensor<long>(rows.Select(row => (long)row).ToArray());
}
