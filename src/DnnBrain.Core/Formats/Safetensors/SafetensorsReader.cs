namespace DnnBrain.Formats.Safetensors;

/// <summary>
/// Reads tensors by name from a safetensors file. Opening reads the header only; tensors are read when they are asked for.
/// Members may be called from several threads.
/// </summary>
public sealed class SafetensorsReader : IDisposable
{
    private const int BlockBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly long _start;
    private readonly bool _leaveOpen;
    private readonly Dictionary<string, SafetensorsEntry> _byName;
    private readonly Lock _lock = new();

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidFileContentException">The file is truncated, damaged or no safetensors file.</exception>
    /// <exception cref="UnsupportedFileContentException">A tensor has a type that is not read here.</exception>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public SafetensorsReader(string path)
        : this(InputStream.Open(path), path)
    {
    }

    /// <summary>Reads from a stream, for example an embedded resource.</summary>
    /// <param name="stream">A seekable stream; the file begins at its position and goes on to its end.</param>
    /// <param name="name">A name for errors.</param>
    /// <param name="leaveOpen">False to close the stream with the reader.</param>
    /// <exception cref="InvalidFileContentException">The content is truncated, damaged or no safetensors file.</exception>
    /// <exception cref="UnsupportedFileContentException">A tensor has a type that is not read here.</exception>
    public SafetensorsReader(Stream stream, string name, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!stream.CanSeek)
        {
            throw new ArgumentException("Tensors are read by position: the stream must be seekable.", nameof(stream));
        }

        Name = name;
        _stream = stream;
        _leaveOpen = leaveOpen;
        try
        {
            long position = stream.Position;
            SafetensorsHeader header = SafetensorsHeader.Read(stream, stream.Length - position, name);
            Entries = header.Entries;
            Metadata = header.Metadata;
            _start = position + header.DataStart;
            _byName = Entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file, or the name given for the stream.</summary>
    public string Name { get; }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The texts the file carries; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>True when there is a tensor of that name.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>The description of a tensor.</summary>
    /// <exception cref="DataFileException">There is no such tensor (<c>TensorNotFound</c>); the message lists those there are.</exception>
    public SafetensorsEntry GetEntry(string name) => _byName.TryGetValue(name, out SafetensorsEntry? entry)
        ? entry
        : throw new DataFileException("TensorNotFound", ErrorKind.NotFound, Name, $"there is no tensor '{name}'; there are {string.Join(", ", _byName.Keys)}.");

    /// <summary>Reads a tensor of a floating-point type as single precision; F64 is rounded to the nearest single.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="destination">Takes the elements in row-major order; its length is the number of elements.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="DataFileException">
    /// There is no such tensor (<c>TensorNotFound</c>) or it holds integers, of which single precision would lose digits
    /// (<c>TensorTypeMismatch</c>).
    /// </exception>
    public void Read(string name, Span<float> destination)
    {
        SafetensorsEntry entry = GetEntry(name);
        CheckLength(destination.Length, entry.ElementCount, name);
        if (!SafetensorsElement.IsFloatingPoint(entry.DataType))
        {
            throw new DataFileException("TensorTypeMismatch", ErrorKind.InvalidData, Name, $"tensor '{name}' holds {entry.DataType}; F64, F32, F16 or BF16 was expected.");
        }

        int size = SafetensorsElement.SizeOf(entry.DataType);
        Span<byte> block = new byte[Math.Min(BlockBytes, entry.ByteLength)];
        for (int done = 0; done < destination.Length;)
        {
            int count = Math.Min(block.Length / size, destination.Length - done);
            Span<byte> bytes = block[..(count * size)];
            ReadAt(entry.ByteOffset + ((long)done * size), bytes);
            SafetensorsElement.ToSingle(entry.DataType, bytes, destination.Slice(done, count));
            done += count;
        }
    }

    /// <summary>Reads a tensor of a floating-point type as an array of single precision, in row-major order.</summary>
    /// <exception cref="DataFileException">
    /// As for <see cref="Read(string, Span{float})"/>; too large for one array (<c>TensorTooLarge</c>).
    /// </exception>
    public float[] ReadSingle(string name)
    {
        SafetensorsEntry entry = GetEntry(name);
        if (entry.ElementCount > Array.MaxLength)
        {
            throw new DataFileException("TensorTooLarge", ErrorKind.NotSupported, Name, $"tensor '{name}' has {entry.ElementCount} elements; an array takes at most {Array.MaxLength}.");
        }

        float[] values = new float[entry.ElementCount];
        Read(name, values);
        return values;
    }

    /// <summary>Reads a tensor's bytes as they are in the file: little-endian, row-major.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="destination">Takes the bytes; its length is <see cref="SafetensorsEntry.ByteLength"/>.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="DataFileException">There is no such tensor (<c>TensorNotFound</c>).</exception>
    public void ReadBytes(string name, Span<byte> destination)
    {
        SafetensorsEntry entry = GetEntry(name);
        CheckLength(destination.Length, entry.ByteLength, name);
        ReadAt(entry.ByteOffset, destination);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    private static void CheckLength(int length, long expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"Tensor '{name}' needs a destination of {expected}, not {length}.", nameof(length));
        }
    }

    private void ReadAt(long offset, Span<byte> destination)
    {
        try
        {
            lock (_lock)
            {
                _stream.Position = _start + offset;
                _stream.ReadExactly(destination);
            }
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidFileContentException(Name, "the file became shorter while it was read.", e);
        }
    }
}
