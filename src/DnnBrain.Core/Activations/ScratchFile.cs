using Microsoft.Win32.SafeHandles;

namespace DnnBrain.Activations;

/// <summary>
/// A file for what does not fit into memory. It is gone with the process, however that ends: where the system can, it loses its
/// name as soon as it is open, elsewhere the system deletes it on close.
/// </summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <summary>Makes the file.</summary>
    /// <param name="folder">Where; it has the space.</param>
    /// <param name="length">Bytes, reserved at once where the file system can: a full disk is told before the work, not after.</param>
    /// <exception cref="DnnBrainException">The file cannot be made there (<c>ScratchFailed</c>).</exception>
    public ScratchFile(string folder, long length)
    {
        string path = Path.Combine(folder, $"dnnbrain-{Guid.NewGuid():N}.scratch");
        try
        {
            _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose, length);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DnnBrainException(
                "ScratchFailed",
                ErrorKind.ResourceUnavailable,
                FormattableString.Invariant($"The {length / 1e9:F1} GB that do not fit into memory cannot be put into '{folder}': {e.Message} Pool the layers, allow more memory, or name another temporary folder (TMPDIR; on Windows TMP)."),
                folder,
                e);
        }
    }

    /// <summary>Writes bytes at a place.</summary>
    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, offset);

    /// <summary>Fills a buffer from a place.</summary>
    public void Read(long offset, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(_handle, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("A scratch file is shorter than what was written to it.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    /// <summary>Closes the file, which ends it.</summary>
    public void Dispose() => _handle.Dispose();
}
