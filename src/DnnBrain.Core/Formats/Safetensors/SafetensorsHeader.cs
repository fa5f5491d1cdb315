using System.Buffers.Binary;
using System.Text.Json;

namespace DnnBrain.Formats.Safetensors;

/// <summary>
/// The header of a file: 8 bytes of length, little-endian, and as many bytes of JSON. Everything the file says about itself is
/// checked here, so that the readers behind it can trust it.
/// </summary>
/// <remarks>
/// Format: <c>{"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [begin, end]}, …, "__metadata__": {"key": "text"}}</c>.
/// Offsets count from the first byte behind the header; the tensors fill the rest of the file without overlap or hole
/// (https://github.com/huggingface/safetensors, "Format").
/// </remarks>
internal sealed class SafetensorsHeader
{
    /// <summary>The key of the file's texts, which no tensor may have.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>Bytes of the length in front of the JSON.</summary>
    public const int PrefixLength = 8;

    /// <summary>The longest header the format allows, in bytes.</summary>
    public const long MaxLength = 100_000_000;

    private SafetensorsHeader(IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata, long dataStart)
    {
        Entries = entries;
        Metadata = metadata;
        DataStart = dataStart;
    }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The file's texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Where the tensors begin, from the start of the file.</summary>
    public long DataStart { get; }

    /// <summary>Reads and checks the header.</summary>
    /// <param name="stream">A stream at the start of the file.</param>
    /// <param name="length">The length of the file in bytes.</param>
    /// <param name="name">The file's name for errors.</param>
    public static SafetensorsHeader Read(Stream stream, long length, string name)
    {
        if (length < PrefixLength)
        {
            throw new InvalidFileContentException(name, $"a safetensors file begins with {PrefixLength} bytes of header length; this one has {length} bytes in all.");
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        stream.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > MaxLength || (long)headerLength > length - PrefixLength)
        {
            throw new InvalidFileContentException(name, $"the header would have {headerLength} bytes, but {length - PrefixLength} follow and {MaxLength} are allowed; this is no safetensors file or it is truncated.");
        }

        byte[] json = new byte[headerLength];
        stream.ReadExactly(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            return Parse(document.RootElement, PrefixLength + json.Length, length, name);
        }
        catch (JsonException e)
        {
            throw new InvalidFileContentException(name, $"the header is not the JSON of a safetensors file: {e.Message}", e);
        }
    }

    private static SafetensorsHeader Parse(JsonElement root, long dataStart, long fileLength, string name)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidFileContentException(name, "the header is not a JSON object.");
        }

        var entries = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                ReadMetadata(property.Value, metadata, name);
            }
            else
            {
                entries.Add(ReadEntry(property, name));
            }
        }

        // A tensor without elements has no place of its own: it must not be sorted behind the one that begins where it stands.
        entries.Sort((a, b) => (a.ByteOffset, a.ByteLength).CompareTo((b.ByteOffset, b.ByteLength)));
        long end = 0;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.ByteOffset != end)
            {
                throw new InvalidFileContentException(name, $"tensor '{entry.Name}' begins at byte {entry.ByteOffset} where {end} was expected; tensors may neither overlap nor leave a hole.");
            }

            end += entry.ByteLength;
        }

        if (end != fileLength - dataStart)
        {
            throw new InvalidFileContentException(name, $"the header describes {end} bytes of tensors, but {fileLength - dataStart} follow it; the file is truncated or damaged.");
        }

        return new SafetensorsHeader(entries.AsReadOnly(), metadata.AsReadOnly(), dataStart);
    }

    private static void ReadMetadata(JsonElement value, Dictionary<string, string> metadata, string name)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidFileContentException(name, $"'{MetadataKey}' is not a JSON object.");
        }

        foreach (JsonProperty text in value.EnumerateObject())
        {
            metadata[text.Name] = text.Value.ValueKind == JsonValueKind.String
                ? text.Value.GetString()!
                : throw new InvalidFileContentException(name, $"'{MetadataKey}' must hold texts only, but '{text.Name}' is none.");
        }
    }

    private static SafetensorsEntry ReadEntry(JsonProperty property, string name)
    {
        string tensor = property.Name;
        if (property.Value.ValueKind != JsonValueKind.Object
            || !property.Value.TryGetProperty("dtype", out JsonElement dtype) || dtype.ValueKind != JsonValueKind.String
            || !property.Value.TryGetProperty("shape", out JsonElement shape)
            || !property.Value.TryGetProperty("data_offsets", out JsonElement offsets))
        {
            throw new InvalidFileContentException(name, $"tensor '{tensor}' lacks a dtype, shape or data_offsets.");
        }

        string typeName = dtype.GetString()!;
        if (!Enum.GetNames<SafetensorsDataType>().Contains(typeName))
        {
            throw new UnsupportedFileContentException(name, $"tensor '{tensor}' is of type '{typeName}'; read are {string.Join(", ", Enum.GetNames<SafetensorsDataType>())}.");
        }

        SafetensorsDataType type = Enum.Parse<SafetensorsDataType>(typeName);
        long[] dimensions = ReadIntegers(shape, tensor, "shape", name);
        long[] range = ReadIntegers(offsets, tensor, "data_offsets", name);
        if (range.Length != 2 || range[1] < range[0])
        {
            throw new InvalidFileContentException(name, $"the data_offsets of tensor '{tensor}' are not [begin, end].");
        }

        // Each factor is below 2^63 and the product is cut off at 2^63, so that Int128 cannot overflow.
        Int128 bytes = SafetensorsElement.SizeOf(type);
        foreach (long dimension in dimensions)
        {
            bytes = Int128.Min(bytes * dimension, long.MaxValue);
        }

        if (bytes != range[1] - range[0])
        {
            throw new InvalidFileContentException(name, $"tensor '{tensor}' has {range[1] - range[0]} bytes, but {typeName} [{string.Join(", ", dimensions)}] takes {bytes}.");
        }

        return new SafetensorsEntry(tensor, type, dimensions, range[0], range[1] - range[0]);
    }

    private static long[] ReadIntegers(JsonElement array, string tensor, string key, string name)
    {
        if (array.ValueKind == JsonValueKind.Array)
        {
            var values = new List<long>();
            foreach (JsonElement item in array.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out long value) || value < 0)
                {
                    break;
                }

                values.Add(value);
            }

            if (values.Count == array.GetArrayLength())
            {
                return [.. values];
            }
        }

        throw new InvalidFileContentException(name, $"the {key} of tensor '{tensor}' are not whole numbers of 0 or more.");
    }
}
