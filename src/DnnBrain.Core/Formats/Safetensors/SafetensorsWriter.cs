using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DnnBrain.Formats.Safetensors;

/// <summary>
/// Writes safetensors files. The same tensors give the same bytes, in whatever order they come: they are written by size of
/// element, largest first, so that each is aligned, and then by name.
/// </summary>
public static class SafetensorsWriter
{
    /// <summary>Writes a file; it appears under its name when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">True to replace a file of that name.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">Texts to go with them.</param>
    /// <exception cref="ArgumentException">Two tensors have one name.</exception>
    /// <exception cref="DataFileException">
    /// The file exists (<c>FileExists</c>), the folder is missing (<c>FolderNotFound</c>) or the path is a folder (<c>PathIsFolder</c>).
    /// </exception>
    public static void Write(
        string path, bool overwrite, IReadOnlyCollection<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, overwrite, stream => Write(stream, tensors, metadata));

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">A stream that can be written.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">Texts to go with them.</param>
    /// <exception cref="ArgumentException">Two tensors have one name.</exception>
    public static void Write(
        Stream stream, IReadOnlyCollection<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.GroupBy(t => t.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"There are {twice.Count()} tensors called '{twice.Key}'.", nameof(tensors));
        }

        SafetensorsTensor[] ordered =
        [
            .. tensors.OrderByDescending(t => SafetensorsElement.SizeOf(t.DataType)).ThenBy(t => t.Name, StringComparer.Ordinal),
        ];
        byte[] header = WriteHeader(ordered, metadata);

        // Spaces behind the JSON bring the first tensor to a multiple of 8 bytes.
        int padding = (8 - (header.Length % 8)) % 8;
        byte[] prefix = new byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)(header.Length + padding));
        stream.Write(prefix);
        stream.Write(header);
        stream.Write("        "u8[..padding]);
        foreach (SafetensorsTensor tensor in ordered)
        {
            stream.Write(tensor.Data.Span);
        }
    }

    private static byte[] WriteHeader(SafetensorsTensor[] ordered, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(SafetensorsHeader.MetadataKey);
                foreach ((string key, string text) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, text);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach (SafetensorsTensor tensor in ordered)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.DataType.ToString());
                json.WriteStartArray("shape");
                foreach (long dimension in tensor.Shape)
                {
                    json.WriteNumberValue(dimension);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Data.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
