using System.IO.Compression;
using DnnBrain.Formats.Npy;

namespace DnnBrain.Formats.Npz;

/// <summary>
/// Reads the arrays of a .npz file by name. Opening reads the directory only; an array is read when it is asked for, so that
/// one that cannot be read does no harm to the others. Members may be called from several threads.
/// </summary>
public sealed class NpzReader : IDisposable
{
    private const string Extension = ".npy";

    /// <summary>No DEFLATE stream unpacks to more than 1032 times its size (258 bytes from 2 bits), so a larger claim is false.</summary>
    private const long MaxCompression = 1032;

    private readonly FileStream _file;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidFileContentException">The file is no zip archive, is truncated, or has two members of one name.</exception>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public NpzReader(string path)
    {
        Path = path;
        _file = InputStream.Open(path, 1 << 16);
        try
        {
            _archive = Guard(() => new ZipArchive(_file, ZipArchiveMode.Read));
            foreach (ZipArchiveEntry entry in Guard(() => _archive.Entries))
            {
                if (entry.FullName.EndsWith(Extension, StringComparison.Ordinal) && !_entries.TryAdd(entry.FullName[..^Extension.Length], entry))
                {
                    throw new InvalidFileContentException(path, $"there are two members called '{entry.FullName}'.");
                }
            }
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        Names = [.. _archive.Entries.Where(e => e.FullName.EndsWith(Extension, StringComparison.Ordinal)).Select(e => e.FullName[..^Extension.Length])];
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The names of the arrays, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>True when the file begins as a .npz file does, whatever its name.</summary>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static bool IsNpz(string path)
    {
        using FileStream stream = InputStream.Open(path);
        Span<byte> start = stackalloc byte[4];
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return count == 4 && (start.SequenceEqual("PK\u0003\u0004"u8) || start.SequenceEqual("PK\u0005\u0006"u8));
    }

    /// <summary>True when there is an array of that name.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>Reads an array's header only.</summary>
    /// <exception cref="InvalidFileContentException">The member is no array, or it is truncated or damaged.</exception>
    /// <exception cref="UnsupportedFileContentException">
    /// The elements are of a type that is not read, such as Python objects; the message names the member.
    /// </exception>
    /// <exception cref="DataFileException">There is no such array (<c>ArrayNotFound</c>); the message lists those there are.</exception>
    public NpyHeader Identify(string name)
    {
        ZipArchiveEntry entry = GetEntry(name);
        lock (_lock)
        {
            return Guard(() =>
            {
                using Stream stream = entry.Open();
                return NpyHeaderParser.Read(stream, entry.Length, MemberName(name));
            });
        }
    }

    /// <summary>Reads an array; its checksum is looked at.</summary>
    /// <exception cref="InvalidFileContentException">As for <see cref="Identify"/>.</exception>
    /// <exception cref="UnsupportedFileContentException">As for <see cref="Identify"/>; also when the array has more than 2 GiB.</exception>
    /// <exception cref="DataFileException">As for <see cref="Identify"/>.</exception>
    public NpyArray Read(string name)
    {
        ZipArchiveEntry entry = GetEntry(name);

        // The header comes first: a member that is not read is refused for what it is, before it is unpacked.
        Identify(name);
        lock (_lock)
        {
            return Guard(() => NpyReader.Read(ReadBytes(entry, name), MemberName(name)));
        }
    }

    /// <summary>Opens an array's elements, to be read in their order by one thread at a time.</summary>
    /// <param name="name">The array.</param>
    /// <param name="header">What its header says.</param>
    internal Stream OpenElements(string name, out NpyHeader header)
    {
        ZipArchiveEntry entry = GetEntry(name);
        RequirePossible(entry, name);
        (Stream Stream, NpyHeader Header) opened = Guard(() =>
        {
            var stream = new BufferedStream(entry.Open(), 1 << 16);
            return (stream, NpyHeaderParser.Read(stream, entry.Length, MemberName(name)));
        });
        header = opened.Header;
        return opened.Stream;
    }

    /// <summary>Reads the next elements; an end that comes too early is an error.</summary>
    internal void ReadElements(Stream stream, string name, Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidFileContentException(MemberName(name), "the member is shorter than the directory says; the file is damaged.", e);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _archive.Dispose();
        _file.Dispose();
    }

    private void RequirePossible(ZipArchiveEntry entry, string name)
    {
        if (entry.CompressedLength > _file.Length || entry.Length > entry.CompressedLength * MaxCompression)
        {
            throw new InvalidFileContentException(MemberName(name), $"{entry.CompressedLength} compressed bytes cannot hold the {entry.Length} that the directory promises; the file is damaged.");
        }
    }

    private byte[] ReadBytes(ZipArchiveEntry entry, string name)
    {
        RequirePossible(entry, name);
        if (entry.Length > Array.MaxLength)
        {
            throw new UnsupportedFileContentException(MemberName(name), $"the array has {entry.Length} bytes; at most {Array.MaxLength} are read.");
        }

        byte[] bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length || stream.ReadByte() >= 0)
        {
            throw new InvalidFileContentException(MemberName(name), "the member is shorter or longer than the directory says; the file is damaged.");
        }

        return Crc32.Compute(bytes) == entry.Crc32
            ? bytes
            : throw new InvalidFileContentException(MemberName(name), "the member's checksum is wrong; the file is damaged.");
    }

    private ZipArchiveEntry GetEntry(string name) => _entries.TryGetValue(name, out ZipArchiveEntry? entry)
        ? entry
        : throw new DataFileException(
            "ArrayNotFound", ErrorKind.NotFound, Path, $"there is no array '{name}'; there {(Names.Count == 0 ? "is none" : $"are {string.Join(", ", Names)}")}.");

    private string MemberName(string name) => $"{Path}[{name}]";

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw new InvalidFileContentException(Path, $"this is no .npz file, or it is truncated or damaged: {e.Message}", e);
        }
    }
}
