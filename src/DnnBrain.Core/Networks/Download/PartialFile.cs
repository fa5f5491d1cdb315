using System.Net.Http.Headers;
using System.Text.Json;

namespace DnnBrain.Networks.Download;

/// <summary>
/// What has arrived of a file, under <c>name.partial</c>, and beside it in <c>name.partial.json</c> of which version it is. Both
/// outlive the session, so that the next one goes on. <c>name.lock</c> keeps a second session away.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _finalPath;
    private readonly FileStream _lock;
    private readonly FileStream _stream;
    private Origin? _origin;

    /// <summary>Opens or creates the file.</summary>
    /// <exception cref="DnnBrainException">Another session downloads it (<c>DownloadBusy</c>).</exception>
    public PartialFile(string finalPath)
    {
        _finalPath = finalPath;
        _lock = Exclusive(finalPath + ".lock", FileOptions.DeleteOnClose);
        try
        {
            _stream = Exclusive(PartialPath, FileOptions.None);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }

        _origin = ReadOrigin();
        if (_origin is null)
        {
            _stream.SetLength(0);
        }
    }

    /// <summary>The bytes that have arrived.</summary>
    public long Length => _stream.Length;

    private string PartialPath => _finalPath + ".partial";

    private string OriginPath => _finalPath + ".partial.json";

    /// <summary>What the server is to compare, so that two versions of a file are never put together; null where it is to start over.</summary>
    public RangeConditionHeaderValue? Unchanged(Uri address) =>
        Length == 0 || _origin is null || _origin.Address != address.AbsoluteUri ? null
        : _origin.ETag is { } tag && EntityTagHeaderValue.TryParse(tag, out EntityTagHeaderValue? parsed) ? new RangeConditionHeaderValue(parsed)
        : _origin.LastModified is { } time ? new RangeConditionHeaderValue(time)
        : null;

    /// <summary>Whether an answer is about the version that has partly arrived.</summary>
    public bool IsOf(HttpResponseMessage response) =>
        _origin is { } origin
        && (origin.ETag is null || StrongTag(response) is not { } tag || tag == origin.ETag)
        && (origin.LastModified is null || response.Content.Headers.LastModified is not { } time || time == origin.LastModified);

    /// <summary>Throws away what there is.</summary>
    public void Clear()
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        _origin = null;
        File.Delete(OriginPath);
    }

    /// <summary>Starts over with the version that an answer holds.</summary>
    public void Restart(Uri address, HttpResponseMessage response)
    {
        Clear();
        _origin = new Origin(address.AbsoluteUri, StrongTag(response), response.Content.Headers.LastModified);
        File.WriteAllText(OriginPath, JsonSerializer.Serialize(_origin));
    }

    /// <summary>Appends what has arrived.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Seek(0, SeekOrigin.End);
            _stream.Write(bytes);
        }
        catch (IOException e)
        {
            throw DownloadError.WriteFailed(PartialPath, e);
        }
    }

    /// <summary>Brings the bytes to the disk and gives their SHA-256.</summary>
    public string Hash(CancellationToken token)
    {
        try
        {
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw DownloadError.WriteFailed(PartialPath, e);
        }

        _stream.Position = 0;
        return FileHash.Sha256(_stream, token);
    }

    /// <summary>Gives the file its name; what was there under it is replaced.</summary>
    public void Complete()
    {
        // No other session opens it in between: the lock is still held.
        _stream.Dispose();
        File.Move(PartialPath, _finalPath, overwrite: true);
        File.Delete(OriginPath);
    }

    /// <summary>Closes the file; what has arrived stays for the next session.</summary>
    public void Dispose()
    {
        bool empty = _stream.CanRead && _stream.Length == 0;
        _stream.Dispose();
        if (empty)
        {
            File.Delete(PartialPath);
            File.Delete(OriginPath);
        }

        _lock.Dispose();
    }

    private static FileStream Exclusive(string path, FileOptions options)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16, options);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && File.Exists(path))
        {
            throw DownloadError.Busy(path[..path.LastIndexOf('.')], e);
        }
    }

    /// <summary>A weak tag names what means the same, not what has the same bytes.</summary>
    private static string? StrongTag(HttpResponseMessage response) => response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;

    private Origin? ReadOrigin()
    {
        try
        {
            return File.Exists(OriginPath) ? JsonSerializer.Deserialize<Origin>(File.ReadAllText(OriginPath)) : null;
        }
        catch (JsonException)
        {
            // A session was killed while it wrote this; without it, the download starts over.
            return null;
        }
    }

    private sealed record Origin(string Address, string? ETag, DateTimeOffset? LastModified);
}
