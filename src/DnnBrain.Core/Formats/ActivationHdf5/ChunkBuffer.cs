using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>Room for one chunk, as values and packed.</summary>
internal sealed class ChunkBuffer(int valueCount)
{
    public float[] Values { get; } = GC.AllocateUninitializedArray<float>(valueCount);

    public byte[] Packed { get; } = GC.AllocateUninitializedArray<byte>(Hdf5Chunk.BufferLength(valueCount));
}
