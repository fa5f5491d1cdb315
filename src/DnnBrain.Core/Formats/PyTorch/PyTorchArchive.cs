namespace DnnBrain.Formats.PyTorch;

/// <summary>What a file of PyTorch's holds: its object, and where the numbers of its storages lie.</summary>
internal abstract class PyTorchArchive : IDisposable
{
    protected PyTorchArchive(string name) => Name = name;

    public string Name { get; }

    /// <summary>What was saved: for weights, a dictionary.</summary>
    public object? Root { get; protected set; }

    /// <summary>Whether a file begins as either layout does.</summary>
    /// <exception cref="DataFileException">The file cannot be opened.</exception>
    public static bool IsPyTorch(string path)
    {
        using FileStream stream = InputStream.Open(path);
        return Layout(stream) is not PyTorchLayout.None;
    }

    /// <summary>Opens a file in either layout.</summary>
    /// <exception cref="DataFileException">It is neither, or it is truncated, damaged, or holds more than data.</exception>
    public static PyTorchArchive Open(string path)
    {
        FileStream stream = InputStream.Open(path, bufferSize: 1 << 16);
        try
        {
            return Layout(stream) switch
            {
                PyTorchLayout.Zip => new PyTorchZipArchive(stream, path),
                PyTorchLayout.Legacy => new PyTorchLegacyArchive(stream, path),
                _ => throw new InvalidFileContentException(path, "this is no file of torch.save: it begins neither as a zip archive nor as a pickle."),
            };
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads bytes of a storage.</summary>
    public abstract void Read(PyTorchStorage storage, long byteOffset, Span<byte> destination);

    public abstract void Dispose();

    /// <summary>The storage that a persistent id describes: ('storage', class, key, location, number of elements[, view]).</summary>
    protected static PyTorchStorage ToStorage(object? id)
    {
        if (id is not object?[] { Length: >= 5 } parts
            || parts is not ["storage", PickleGlobal type, string key, _, long count, ..]
            || !PickleAllowList.IsStorage(type)
            || count < 0)
        {
            throw new FormatException("a reference to numbers is not of the form that PyTorch writes");
        }

        return parts.Length > 5 && parts[5] is not null
            ? throw new FormatException("a storage is a view of another one, as PyTorch before 0.4 wrote it")
            : new PyTorchStorage(key, PyTorchStorage.TypeOf(type.Name), count);
    }

    private static PyTorchLayout Layout(FileStream stream)
    {
        Span<byte> start = stackalloc byte[9];
        start.Clear();
        stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;

        // A safetensors file begins with the length of its header and a brace; where that length ends in 80 hex, the first byte
        // is that of a pickle.
        bool isSafetensors = start[8] == '{' && !start[4..8].ContainsAnyExcept((byte)0);
        return (start[0], start[1]) switch
        {
            ((byte)'P', (byte)'K') => PyTorchLayout.Zip,
            ((byte)PickleOpcode.Protocol, _) when !isSafetensors => PyTorchLayout.Legacy,
            _ => PyTorchLayout.None,
        };
    }

    private enum PyTorchLayout
    {
        None,
        Zip,
        Legacy,
    }
}
