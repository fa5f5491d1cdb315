using System.IO.Compression;

namespace DnnBrain.Formats.Mat;

/// <summary>A version 5 MAT-file (<c>save -v6</c> and <c>-v7</c>): where its variables lie; each is read when it is asked for.</summary>
/// <remarks>MAT-File Format, The MathWorks, https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf.</remarks>
internal sealed class Mat5File : IMatFile
{
    private const int HeaderLength = 128;
    private const int TagLength = 8;

    // No DEFLATE stream unpacks to more than 1032 times its size, so a larger claim is false.
    private const long MaxCompression = 1032;

    // Flags, dimensions and a name of 63 characters; what is behind is not needed to list the variables.
    private const int DirectoryBytes = 1024;

    private readonly FileStream _file;
    private readonly bool _bigEndian;
    private readonly List<string> _names = [];
    private readonly Dictionary<string, (long Offset, long Length, bool Compressed)> _places = new(StringComparer.Ordinal);

    public Mat5File(string path)
    {
        Path = path;
        _file = InputStream.Open(path, 1 << 16);
        try
        {
            Span<byte> header = stackalloc byte[HeaderLength];
            if (_file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !HasSignature(header, out _bigEndian))
            {
                throw new InvalidFileContentException(path, "this is no version 5 MAT-file.");
            }

            ReadDirectory();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Path { get; }

    public IReadOnlyList<string> Names => _names;

    /// <summary>Whether a header is that of a version 5 file.</summary>
    public static bool HasSignature(ReadOnlySpan<byte> header, out bool bigEndian)
    {
        bigEndian = header.Length >= HeaderLength && header[126] == 'M' && header[127] == 'I';
        return bigEndian ? header[124] == 1 : header.Length >= HeaderLength && header[126] == 'I' && header[127] == 'M' && header[125] == 1;
    }

    public MatVariable Read(string name)
    {
        if (!_places.TryGetValue(name, out (long Offset, long Length, bool Compressed) place))
        {
            throw new DataFileException("VariableNotFound", ErrorKind.NotFound, Path, $"there is no variable '{name}'; there are {string.Join(", ", Names)}.");
        }

        _file.Position = place.Offset;
        return new Mat5Parser(Path, _bigEndian).Parse(place.Compressed ? Unpack(place.Length, long.MaxValue) : ReadBytes(_file, place.Length), out _);
    }

    public void Dispose() => _file.Dispose();

    private void ReadDirectory()
    {
        var parser = new Mat5Parser(Path, _bigEndian);
        byte[] tag = new byte[TagLength];
        for (long position = HeaderLength; position < _file.Length;)
        {
            _file.Position = position;
            if (_file.ReadAtLeast(tag, TagLength, throwOnEndOfStream: false) < TagLength)
            {
                throw new InvalidFileContentException(Path, $"the file ends within a variable at byte {_file.Length}; it is truncated or damaged.");
            }

            (MatType type, long length) = ((MatType)Mat5Element.ReadUInt32(tag, _bigEndian), Mat5Element.ReadUInt32(tag.AsSpan(4), _bigEndian));
            long start = position + TagLength;
            if (length > _file.Length - start)
            {
                throw new InvalidFileContentException(Path, $"a variable of {length} bytes begins at byte {position}, but the file ends at {_file.Length}; it is truncated or damaged.");
            }

            if (type is MatType.Matrix or MatType.Compressed && length > 0)
            {
                bool compressed = type == MatType.Compressed;
                ReadOnlyMemory<byte> head = compressed ? Unpack(length, DirectoryBytes) : ReadBytes(_file, Math.Min(length, DirectoryBytes));
                string name = parser.ParseName(head);
                _names.Add(name);
                _places.TryAdd(name, (start, length, compressed));
            }

            position = start + length;
        }
    }

    /// <summary>Unpacks the matrix element in the bytes ahead, or its beginning.</summary>
    private byte[] Unpack(long length, long most)
    {
        using var packed = new MemoryStream(ReadBytes(_file, length), writable: false);
        using var stream = new ZLibStream(packed, CompressionMode.Decompress);
        byte[] tag = ReadBytes(stream, TagLength);
        long unpacked = Mat5Element.ReadUInt32(tag.AsSpan(4), _bigEndian);
        return (MatType)Mat5Element.ReadUInt32(tag, _bigEndian) == MatType.Matrix && unpacked <= length * MaxCompression
            ? ReadBytes(stream, Math.Min(unpacked, most))
            : throw new InvalidFileContentException(Path, $"{length} compressed bytes cannot hold the {unpacked} that a variable promises; the file is damaged.");
    }

    private byte[] ReadBytes(Stream stream, long count)
    {
        if (count > Array.MaxLength)
        {
            throw new UnsupportedFileContentException(Path, $"a variable has {count:N0} bytes; at most {Array.MaxLength:N0} are read.");
        }

        try
        {
            byte[] bytes = new byte[count];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw new InvalidFileContentException(Path, "a variable is shorter than the file says; the file is truncated or damaged.", e);
        }
    }
}
