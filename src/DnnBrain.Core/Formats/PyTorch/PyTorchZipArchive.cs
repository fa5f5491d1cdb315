using System.IO.Compression;

namespace DnnBrain.Formats.PyTorch;

/// <summary>
/// The layout since PyTorch 1.6: a zip archive with the pickle in <c>data.pkl</c> and a storage an entry in <c>data/</c>. A TorchScript
/// archive has a program besides, which is left alone.
/// </summary>
internal sealed class PyTorchZipArchive : PyTorchArchive
{
    /// <summary>The pickle of a state dict holds names and shapes: a few hundred kilobytes for the largest networks.</summary>
    private const long LargestPickle = 64L << 20;

    /// <summary>No DEFLATE stream unpacks to more than 1032 times its size (258 bytes from 2 bits), so a larger claim is false.</summary>
    private const long MaxCompression = 1032;

    private readonly ZipArchive _zip;
    private readonly long _length;
    private readonly string _folder;
    private readonly Lock _lock = new();

    public PyTorchZipArchive(Stream stream, string name)
        : base(name)
    {
        try
        {
            _length = stream.Length;
            _zip = new ZipArchive(stream, ZipArchiveMode.Read);
            ZipArchiveEntry pickle = _zip.Entries.FirstOrDefault(e => e.Name == "data.pkl")
                ?? throw new InvalidFileContentException(name, "the zip archive has no data.pkl, which torch.save writes.");
            _folder = pickle.FullName[..^"data.pkl".Length];
            CheckByteOrder();
            if (pickle.Length > LargestPickle)
            {
                throw new InvalidFileContentException(name, $"its data.pkl claims {pickle.Length:N0} bytes; names and shapes of weights take less than {LargestPickle:N0}.");
            }

            using Stream content = new BufferedStream(pickle.Open());
            Root = new PickleReader(new PickleInput(content, pickle.Length), name, Find, isTorchScript: _zip.GetEntry(_folder + "constants.pkl") is not null).Read();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidFileContentException(name, $"the zip archive is damaged: {e.Message}", e);
        }
    }

    public override void Read(PyTorchStorage storage, long byteOffset, Span<byte> destination)
    {
        try
        {
            lock (_lock)
            {
                using Stream content = _zip.GetEntry(EntryName(storage.Key))!.Open();
                Skip(content, byteOffset);
                content.ReadExactly(destination);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidFileContentException(Name, $"storage '{storage.Key}' is truncated or damaged.", e);
        }
    }

    public override void Dispose() => _zip.Dispose();

    private PyTorchStorage Find(object? id)
    {
        PyTorchStorage storage = ToStorage(id);
        ZipArchiveEntry entry = _zip.GetEntry(EntryName(storage.Key)) ?? throw new FormatException($"storage '{storage.Key}' is missing");

        // A directory can promise what no archive of this length can hold, and whoever reads would take memory for it.
        if (entry.CompressedLength > _length || entry.Length > entry.CompressedLength * MaxCompression)
        {
            throw new FormatException($"{Math.Min(entry.CompressedLength, _length):N0} bytes cannot hold the {entry.Length:N0} of storage '{storage.Key}'");
        }

        return entry.Length == storage.ByteLength
            ? storage
            : throw new FormatException($"storage '{storage.Key}' has {entry.Length:N0} bytes where {storage.ByteLength:N0} were announced");
    }

    private void CheckByteOrder()
    {
        if (_zip.GetEntry(_folder + "byteorder") is not { Length: < 16 } entry)
        {
            return;
        }

        using var reader = new StreamReader(entry.Open());
        if (reader.ReadToEnd() is var order && order != "little")
        {
            throw new UnsupportedFileContentException(Name, $"its numbers are stored in {order}-endian order; only little-endian files are read.");
        }
    }

    private string EntryName(string key) => $"{_folder}data/{key}";

    private static void Skip(Stream stream, long count)
    {
        Span<byte> block = new byte[(int)Math.Min(count, 1 << 16)];
        while (count > 0)
        {
            Span<byte> part = block[..(int)Math.Min(count, block.Length)];
            stream.ReadExactly(part);
            count -= part.Length;
        }
    }
}
