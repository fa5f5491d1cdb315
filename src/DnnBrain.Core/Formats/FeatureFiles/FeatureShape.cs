using DnnBrain.Activations;

namespace DnnBrain.Formats.FeatureFiles;

/// <summary>The shape of a layer in files whose arrays have any number of axes.</summary>
internal static class FeatureShape
{
    /// <summary>
    /// The shape of an answer to one stimulus: one axis is the channels, two are channel × row, three channel × row × column; axes
    /// behind the third count as columns, so that values stay in their order.
    /// </summary>
    /// <param name="stimuli">Number of stimuli.</param>
    /// <param name="axes">The axes of one answer.</param>
    /// <param name="file">The file, for errors.</param>
    /// <exception cref="InvalidFileContentException">An axis is empty, or there are more than 2^31 − 1 units.</exception>
    public static ActivationShape Of(int stimuli, IEnumerable<long> axes, string file)
    {
        long[] sizes = [.. axes];
        Int128 units = 1;
        foreach (long size in sizes)
        {
            units = size < 1 ? 0 : Int128.Min(units * size, long.MaxValue);
        }

        if (units < 1 || units > int.MaxValue)
        {
            throw new InvalidFileContentException(file, $"an answer of the shape ({string.Join(", ", sizes)}) is none of a layer.");
        }

        int At(int axis) => axis < sizes.Length ? (int)sizes[axis] : 1;
        return new ActivationShape(stimuli, At(0), At(1), (int)((long)units / At(0) / At(1)));
    }

    /// <summary>The axes of an array that holds the answers to all stimuli, as other programs expect them.</summary>
    public static int[] Dimensions(ActivationShape shape) => shape is { Rows: 1, Columns: 1 }
        ? [shape.Stimuli, shape.Channels]
        : [shape.Stimuli, shape.Channels, shape.Rows, shape.Columns];
}
