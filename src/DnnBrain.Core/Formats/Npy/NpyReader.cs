namespace DnnBrain.Formats.Npy;

/// <summary>Reads arrays that NumPy saved as .npy, versions 1 to 3 of the format.</summary>
public static class NpyReader
{
    /// <summary>True when the file begins as a .npy file does, whatever its name.</summary>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static bool IsNpy(string path)
    {
        using FileStream stream = InputStream.Open(path);
        Span<byte> start = stackalloc byte[8];
        return NpyHeaderParser.IsNpy(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    /// <summary>Reads the header only.</summary>
    /// <exception cref="InvalidFileContentException">The file is no array, or it is truncated or damaged.</exception>
    /// <exception cref="UnsupportedFileContentException">
    /// The elements are of a type that is not read: Python objects, complex numbers, dates, named fields.
    /// </exception>
    /// <exception cref="DataFileException">There is no such file (<c>FileNotFound</c>) or it may not be read (<c>FileAccessFailed</c>).</exception>
    public static NpyHeader Identify(string path)
    {
        using FileStream stream = InputStream.Open(path);
        return NpyHeaderParser.Read(stream, stream.Length, path);
    }

    /// <summary>Reads an array.</summary>
    /// <exception cref="InvalidFileContentException">As for <see cref="Identify"/>.</exception>
    /// <exception cref="UnsupportedFileContentException">As for <see cref="Identify"/>; also when the array has more than 2 GiB.</exception>
    /// <exception cref="DataFileException">As for <see cref="Identify"/>.</exception>
    public static NpyArray Read(string path)
    {
        using FileStream stream = InputStream.Open(path);
        NpyHeader header = NpyHeaderParser.Read(stream, stream.Length, path);
        if (header.DataLength > Array.MaxLength)
        {
            throw new UnsupportedFileContentException(path, $"the array has {header.DataLength} bytes; at most {Array.MaxLength} are read.");
        }

        byte[] data = new byte[header.DataLength];
        if (stream.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) < data.Length)
        {
            throw new InvalidFileContentException(path, "the file became shorter while it was read.");
        }

        return new NpyArray(path, header.ElementType, header.IsFortranOrder, header.Shape, data);
    }

    /// <summary>Reads an array from memory, which it keeps.</summary>
    internal static NpyArray Read(byte[] bytes, string name)
    {
        using var stream = new MemoryStream(bytes);
        NpyHeader header = NpyHeaderParser.Read(stream, bytes.Length, name);
        return new NpyArray(name, header.ElementType, header.IsFortranOrder, header.Shape, bytes.AsMemory((int)header.DataOffset));
    }
}
