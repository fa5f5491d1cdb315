using System.Buffers.Binary;
using System.Globalization;

namespace DnnBrain.Formats.Npy;

/// <summary>Writes arrays as .npy, version 1.0 of the format. The same array gives the same bytes.</summary>
public static class NpyWriter
{
    /// <summary>Writes a file; it appears under its name when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">True to replace a file of that name.</param>
    /// <param name="array">The array.</param>
    /// <exception cref="DataFileException">
    /// The file exists (<c>FileExists</c>), the folder is missing (<c>FolderNotFound</c>) or the path is a folder (<c>PathIsFolder</c>).
    /// </exception>
    public static void Write(string path, bool overwrite, NpyArray array) => AtomicFile.Write(path, overwrite, stream => Write(stream, array));

    /// <summary>Writes to a stream.</summary>
    public static void Write(Stream stream, NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);

        WriteHeader(stream, array.ElementType, array.IsFortranOrder, array.Shape);
        stream.Write(array.Data);
    }

    /// <summary>Writes what stands in front of the elements, which the caller writes.</summary>
    internal static void WriteHeader(Stream stream, NpyElementType type, bool isFortranOrder, IReadOnlyList<int> dimensions)
    {
        // Python writes a tuple of one with a comma behind it.
        string shape = string.Join(", ", dimensions.Select(s => s.ToString(CultureInfo.InvariantCulture))) + (dimensions.Count == 1 ? "," : "");
        string text = $"{{'descr': '{type}', 'fortran_order': {(isFortranOrder ? "True" : "False")}, 'shape': ({shape}), }}";

        // Spaces and a line feed bring the first element to a multiple of 64 bytes, so that the file can be mapped to memory.
        const int prefixLength = 10;
        const int alignment = 64;
        int textLength = (((prefixLength + text.Length + 1 + alignment - 1) / alignment) * alignment) - prefixLength;
        byte[] header = new byte[prefixLength + textLength];
        ((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]).CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)textLength);
        System.Text.Encoding.ASCII.GetBytes(text.PadRight(textLength - 1) + "\n", header.AsSpan(prefixLength));
        stream.Write(header);
    }
}
