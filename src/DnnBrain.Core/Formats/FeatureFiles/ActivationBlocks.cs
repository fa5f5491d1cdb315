using System.Runtime.InteropServices;
using DnnBrain.Activations;

namespace DnnBrain.Formats.FeatureFiles;

/// <summary>Writes values as little-endian singles, a few stimuli at a time.</summary>
internal static class ActivationBlocks
{
    private const int BlockLength = 1 << 20;

    /// <summary>Writes some rows of an activation.</summary>
    /// <param name="stream">Takes the values, row-major.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="rows">The rows, in the order to be written.</param>
    /// <param name="token">Looked at before every block.</param>
    public static void Write(Stream stream, Activation activation, IReadOnlyList<int> rows, CancellationToken token)
    {
        int units = activation.UnitCount;
        int most = Math.Max(1, BlockLength / units);
        float[] block = new float[checked(Math.Min(most, Math.Max(1, rows.Count)) * units)];
        for (int i = 0; i < rows.Count;)
        {
            token.ThrowIfCancellationRequested();
            int count = 1;
            while (count < most && i + count < rows.Count && rows[i + count] == rows[i] + count)
            {
                count++;
            }

            Span<float> values = block.AsSpan(0, count * units);
            activation.Read(rows[i], count, values);
            Span<byte> bytes = MemoryMarshal.AsBytes(values);
            if (!BitConverter.IsLittleEndian)
            {
                ByteSwap.Reverse(bytes, sizeof(float));
            }

            stream.Write(bytes);
            i += count;
        }
    }

    /// <summary>All rows, in their order.</summary>
    public static int[] AllRows(Activation activation) => [.. Enumerable.Range(0, activation.Shape.Stimuli)];
}
