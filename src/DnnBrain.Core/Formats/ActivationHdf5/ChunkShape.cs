using DnnBrain.Activations;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// How a layer is cut into chunks, the unit of compression and of disk access. About half a megabyte: it fits HDF5's chunk
/// cache of 1 MiB, so that reading row after row unpacks each chunk once, and packing it keeps a core busy for milliseconds.
/// </summary>
/// <param name="Stimuli">Stimuli a chunk; 1 if the answer to one stimulus alone reaches the target.</param>
/// <param name="Channels">Channels a chunk; all of them unless one stimulus is cut.</param>
/// <param name="Rows">All rows.</param>
/// <param name="Columns">All columns.</param>
internal readonly record struct ChunkShape(int Stimuli, int Channels, int Rows, int Columns)
{
    private const long TargetBytes = 512 * 1024;

    /// <summary>Values of one chunk.</summary>
    public int Length => Stimuli * Channels * Rows * Columns;

    /// <summary>Chooses the chunk of a layer.</summary>
    /// <param name="layer">The layer; its unit count is above 0.</param>
    /// <param name="expectedStimulusCount">No chunk is longer than this.</param>
    public static ChunkShape For(LayerShape layer, int expectedStimulusCount)
    {
        long stimulusBytes = (long)layer.UnitCount * sizeof(float);
        if (stimulusBytes <= 2 * TargetBytes)
        {
            long stimuli = Math.Clamp(TargetBytes / stimulusBytes, 1, Math.Max(1, expectedStimulusCount));
            return new ChunkShape((int)stimuli, layer.Channels, layer.Rows, layer.Columns);
        }

        long mapBytes = (long)layer.Rows * layer.Columns * sizeof(float);
        return new ChunkShape(1, (int)Math.Clamp(TargetBytes / mapBytes, 1, layer.Channels), layer.Rows, layer.Columns);
    }
}
