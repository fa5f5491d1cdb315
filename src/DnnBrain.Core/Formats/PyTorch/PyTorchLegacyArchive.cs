using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace DnnBrain.Formats.PyTorch;

/// <summary>
/// The layout before PyTorch 1.6: five pickles in a row (magic number, protocol, machine, the object, the keys of the storages),
/// then each storage as a 64-bit count and its elements.
/// </summary>
internal sealed class PyTorchLegacyArchive : PyTorchArchive
{
    private const long ProtocolVersion = 1001;

    private static readonly BigInteger s_magic = BigInteger.Parse("1950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private readonly FileStream _stream;
    private readonly Dictionary<string, PyTorchStorage> _storages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public PyTorchLegacyArchive(FileStream stream, string name)
        : base(name)
    {
        _stream = stream;
        if (!s_magic.Equals(Next()))
        {
            throw new InvalidFileContentException(name, "this pickle is no file of torch.save: its magic number is missing.");
        }

        if (Next() is not ProtocolVersion)
        {
            throw new UnsupportedFileContentException(name, "it has another version of torch.save's legacy layout than 1001.");
        }

        if (Next() is PickleDictionary machine && machine.GetValueOrDefault("little_endian") is false)
        {
            throw new UnsupportedFileContentException(name, "its numbers are stored in big-endian order; only little-endian files are read.");
        }

        Root = Next();
        LocateStorages(Next() as List<object?> ?? throw new InvalidFileContentException(name, "the list of its storages is missing."));
    }

    public override void Read(PyTorchStorage storage, long byteOffset, Span<byte> destination)
    {
        lock (_lock)
        {
            _stream.Position = _positions[storage.Key] + byteOffset;
            try
            {
                _stream.ReadExactly(destination);
            }
            catch (EndOfStreamException e)
            {
                throw new InvalidFileContentException(Name, "the file became shorter while it was read.", e);
            }
        }
    }

    public override void Dispose() => _stream.Dispose();

    private object? Next() => new PickleReader(new PickleInput(_stream, _stream.Length - _stream.Position), Name, Find).Read();

    private PyTorchStorage Find(object? id)
    {
        PyTorchStorage storage = ToStorage(id);
        return _storages.TryGetValue(storage.Key, out PyTorchStorage? known)
            ? known == storage ? known : throw new FormatException($"storage '{storage.Key}' is described in two ways")
            : _storages[storage.Key] = storage;
    }

    private void LocateStorages(List<object?> keys)
    {
        byte[] count = new byte[sizeof(long)];
        foreach (string key in keys.OfType<string>())
        {
            if (!_storages.TryGetValue(key, out PyTorchStorage? storage))
            {
                throw new InvalidFileContentException(Name, $"storage '{key}' belongs to no tensor.");
            }

            if (_stream.ReadAtLeast(count, count.Length, throwOnEndOfStream: false) < count.Length
                || BinaryPrimitives.ReadInt64LittleEndian(count) != storage.ElementCount
                || storage.ByteLength > _stream.Length - _stream.Position)
            {
                throw new InvalidFileContentException(Name, $"storage '{key}' of {storage.ElementCount:N0} elements is truncated or damaged.");
            }

            _positions[key] = _stream.Position;
            _stream.Position += storage.ByteLength;
        }

        if (_storages.Keys.FirstOrDefault(key => !_positions.ContainsKey(key)) is { } missing)
        {
            throw new InvalidFileContentException(Name, $"storage '{missing}' is missing.");
        }
    }
}
