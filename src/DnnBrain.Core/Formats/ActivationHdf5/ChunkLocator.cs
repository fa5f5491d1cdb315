using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// Finds out where HDF5 put a chunk, by looking: new chunks come at the end of the file, and a place that holds the chunk's bytes is as
/// good as the place HDF5 has in mind. To ask HDF5 instead takes time in proportion to the chunks there are.
/// </summary>
internal sealed class ChunkLocator : IDisposable
{
    // HDF5 gives back what is left of a block of metadata (2 KiB) at the end of the file before it puts a chunk there.
    private const int Before = 8 * 1024;

    private readonly Hdf5File _file;
    private readonly FileStream _stream;
    private byte[] _window = [];

    public ChunkLocator(Hdf5File file, string path)
    {
        _file = file;
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>Writes a chunk and says where it lies.</summary>
    /// <exception cref="DataFileException">It cannot be found (<c>ChunkNotFound</c>).</exception>
    public long Write(Hdf5Dataset dataset, ReadOnlySpan<long> start, ReadOnlySpan<byte> packed, uint filterMask)
    {
        long from = Math.Max(0, _file.EndOfAllocation() - Before);
        dataset.WriteChunk(start, packed, filterMask);
        long to = Math.Min(_file.EndOfAllocation(), _stream.Length);
        int length = (int)Math.Clamp(to - from, 0, packed.Length + (4 * Before));
        Array.Resize(ref _window, Math.Max(_window.Length, length));
        _stream.Position = from;
        int read = _stream.ReadAtLeast(_window.AsSpan(0, length), length, throwOnEndOfStream: false);
        int found = _window.AsSpan(0, read).IndexOf(packed);
        return found >= 0
            ? from + found
            : dataset.FindChunk(start)
                ?? throw new DataFileException("ChunkNotFound", ErrorKind.NotSupported, dataset.FilePath, "this HDF5 library does not tell where it puts values; 1.10.5 or later does.");
    }

    public void Dispose() => _stream.Dispose();
}
