using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace DnnBrain.Networks.Extraction;

/// <summary>
/// A whole file in an array of the shared pool. Photographs are just above the length from which arrays are collected last of all;
/// as garbage they would fill hundreds of megabytes before anybody looked.
/// </summary>
internal readonly ref struct PooledFileContent
{
    private readonly byte[] _buffer;
    private readonly int _length;

    /// <exception cref="IOException">The file cannot be read, is no regular one, or is longer than an array can be.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public PooledFileContent(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
        long expected = LengthOf(handle);
        if (expected > Array.MaxLength)
        {
            throw new IOException($"The file has {expected} bytes, more than {Array.MaxLength}.");
        }

        _buffer = ArrayPool<byte>.Shared.Rent((int)expected);
        try
        {
            int read;
            while ((read = RandomAccess.Read(handle, _buffer.AsSpan(_length, (int)expected - _length), _length)) > 0)
            {
                _length += read;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the file held.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private static long LengthOf(SafeFileHandle handle)
    {
        try
        {
            return RandomAccess.GetLength(handle);
        }
        catch (NotSupportedException e)
        {
            throw new IOException("It is a pipe or a device; a regular file is expected.", e);
        }
    }
}
