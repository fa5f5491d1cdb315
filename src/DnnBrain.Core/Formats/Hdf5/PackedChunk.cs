namespace DnnBrain.Formats.Hdf5;

/// <summary>The bytes of a chunk as they go into the file, in the buffer that <see cref="Hdf5Chunk.Pack"/> was given.</summary>
/// <param name="Buffer">Begins with the bytes.</param>
/// <param name="Length">How many count.</param>
/// <param name="FilterMask">0 for deflated bytes; 1 for plain ones, which tells readers to skip the dataset's one filter.</param>
internal readonly record struct PackedChunk(byte[] Buffer, int Length, uint FilterMask)
{
    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);
}
