namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>Reads packed chunks from where a journal says they lie, without HDF5.</summary>
internal sealed class ChunkReader : IDisposable
{
    private readonly FileStream? _stream;
    private byte[] _buffer = [];

    /// <param name="path">The file; where it is missing, no chunk is whole.</param>
    public ChunkReader(string path) => _stream = File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read) : null;

    /// <summary>Whether all chunks of a batch are there with the bytes that were written.</summary>
    public bool AllWhole(BatchRecord batch) => batch.Chunks.All(chunk => IsWhole(chunk));

    /// <summary>The bytes of a chunk; valid until the next is asked for.</summary>
    public ReadOnlySpan<byte> Read(in ChunkPlace chunk)
    {
        Array.Resize(ref _buffer, Math.Max(_buffer.Length, chunk.Length));
        Span<byte> bytes = _buffer.AsSpan(0, chunk.Length);
        _stream!.Position = chunk.Offset;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose() => _stream?.Dispose();

    private bool IsWhole(in ChunkPlace chunk) =>
        _stream is not null && chunk.Offset >= 0 && chunk.Length >= 0 && chunk.Offset <= _stream.Length - chunk.Length
        && Crc32C.Compute(Read(chunk)) == chunk.Checksum;
}
