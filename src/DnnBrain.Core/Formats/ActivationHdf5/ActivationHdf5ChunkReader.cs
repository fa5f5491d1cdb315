using DnnBrain.Activations;
using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// Reads many stimuli of a layer at once: chunks are taken from the file as they are stored and unpacked on all cores, where HDF5
/// unpacks one after the other. What is stored in another way is left to HDF5.
/// </summary>
internal sealed unsafe class ActivationHdf5ChunkReader
{
    // Packed chunks in memory at a time: some 30 MB of those that we write.
    private const int BatchLength = 64;

    // Other programs may write chunks of any size; a large one would be unpacked whole for a part of it.
    private const long LargestChunk = 1 << 22;

    private readonly Hdf5Dataset _dataset;
    private readonly ActivationShape _shape;
    private readonly ChunkShape _chunk;

    private ActivationHdf5ChunkReader(Hdf5Dataset dataset, ActivationShape shape, ChunkShape chunk)
    {
        _dataset = dataset;
        _shape = shape;
        _chunk = chunk;
    }

    /// <summary>Makes a reader for chunks of whole stimuli, or of some channels of them.</summary>
    /// <returns>Null where the layer is stored in another way.</returns>
    public static ActivationHdf5ChunkReader? TryCreate(Hdf5Dataset dataset, ActivationShape shape)
    {
        if (dataset.Shape.Count != 4 || !dataset.IsDeflatedSingle())
        {
            return null;
        }

        IReadOnlyList<long> chunk = dataset.ReadChunkShape();
        return chunk[2] == shape.Rows && chunk[3] == shape.Columns && chunk[0] <= int.MaxValue && chunk[1] <= shape.Channels
            && chunk.Aggregate(1L, (product, length) => product > LargestChunk ? product : product * length) <= LargestChunk
            ? new ActivationHdf5ChunkReader(dataset, shape, new ChunkShape((int)chunk[0], (int)chunk[1], shape.Rows, shape.Columns))
            : null;
    }

    /// <summary>Reads stimuli where that takes several chunks.</summary>
    /// <param name="firstStimulus">0-based first stimulus.</param>
    /// <param name="stimulusCount">Number of stimuli.</param>
    /// <param name="destination">Stimulus × unit.</param>
    /// <returns>False where HDF5 has to read them: few, which its cache serves better, or not stored as the others; its error then counts.</returns>
    public bool TryRead(int firstStimulus, int stimulusCount, Span<float> destination)
    {
        int channelBlocks = (_shape.Channels + _chunk.Channels - 1) / _chunk.Channels;
        int firstBlock = firstStimulus / _chunk.Stimuli;
        int blocks = stimulusCount == 0 ? 0 : ((firstStimulus + stimulusCount - 1) / _chunk.Stimuli) - firstBlock + 1;
        long total = (long)blocks * channelBlocks;
        if (total < 2 || stimulusCount < _chunk.Stimuli)
        {
            return false;
        }

        byte[][] packed = [.. Enumerable.Range(0, (int)Math.Min(BatchLength, total)).Select(_ => Array.Empty<byte>())];
        int[] length = new int[packed.Length];
        bool[] isDeflated = new bool[packed.Length];
        fixed (float* pinned = destination)
        {
            float* values = pinned;
            for (long first = 0; first < total; first += BatchLength)
            {
                int count = (int)Math.Min(BatchLength, total - first);
                for (int i = 0; i < count; i++)
                {
                    (long block, long channel) = Math.DivRem(first + i, channelBlocks);
                    length[i] = _dataset.ReadChunk([(firstBlock + block) * _chunk.Stimuli, channel * _chunk.Channels, 0, 0], ref packed[i], out isDeflated[i]);
                }

                long offset = first;
                bool whole = true;
                Parallel.For(0, count, () => new float[_chunk.Length], (i, _, buffer) =>
                {
                    (long block, long channel) = Math.DivRem(offset + i, channelBlocks);
                    if (length[i] == 0 || !Hdf5Chunk.TryUnpack(packed[i], length[i], isDeflated[i], buffer))
                    {
                        Volatile.Write(ref whole, false);
                        return buffer;
                    }

                    Copy(buffer, (int)(firstBlock + block) * _chunk.Stimuli, (int)channel * _chunk.Channels, firstStimulus, stimulusCount, values);
                    return buffer;
                }, _ => { });
                if (!whole)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void Copy(float[] chunk, int stimulus, int channel, int firstStimulus, int stimulusCount, float* destination)
    {
        int mapLength = _shape.Rows * _shape.Columns;
        int length = Math.Min(_chunk.Channels, _shape.Channels - channel) * mapLength;
        int end = Math.Min(stimulus + _chunk.Stimuli, firstStimulus + stimulusCount);
        for (int row = Math.Max(stimulus, firstStimulus); row < end; row++)
        {
            ReadOnlySpan<float> source = chunk.AsSpan((row - stimulus) * _chunk.Channels * mapLength, length);
            source.CopyTo(new Span<float>(destination + ((long)(row - firstStimulus) * _shape.UnitCount) + (channel * mapLength), length));
        }
    }
}
