using System.Buffers.Binary;
using System.IO.Compression;
using Xunit;

namespace DnnBrain.Core.Tests;

/// <summary>
/// Reads a matrix of doubles from a little-endian MATLAB v5 file with compressed elements, as the reference data have them.
/// MathWorks, MAT-File Format, chapter 1.
/// </summary>
internal static class MatFile
{
    private const int HeaderSize = 128;
    private const int CompressedType = 15;

    public static double[][] ReadMatrix(string path, string name)
    {
        byte[] file = File.ReadAllBytes(path);
        for (int offset = HeaderSize; offset < file.Length;)
        {
            int size = Int32(file, offset + 4);
            Assert.Equal(CompressedType, Int32(file, offset));
            using var element = new MemoryStream();
            using (var zlib = new ZLibStream(new MemoryStream(file, offset + 8, size), CompressionMode.Decompress))
            {
                zlib.CopyTo(element);
            }

            if (Parse(element.ToArray(), name) is { } matrix)
            {
                return matrix;
            }

            offset += 8 + size;
        }

        throw new InvalidDataException($"{path} has no matrix {name}.");
    }

    // Tag, array flags, dimensions, name, real part: each a sub-element with a tag of its own.
    private static double[][]? Parse(byte[] element, string name)
    {
        int offset = 8;
        Next(element, ref offset);
        ReadOnlySpan<byte> dimensions = Next(element, ref offset);
        (int rows, int columns) = (BinaryPrimitives.ReadInt32LittleEndian(dimensions), BinaryPrimitives.ReadInt32LittleEndian(dimensions[4..]));
        if (System.Text.Encoding.ASCII.GetString(Next(element, ref offset)) != name)
        {
            return null;
        }

        byte[] values = Next(element, ref offset).ToArray();
        return [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns)
            .Select(column => BinaryPrimitives.ReadDoubleLittleEndian(values.AsSpan(8 * ((column * rows) + row)))).ToArray())];
    }

    private static ReadOnlySpan<byte> Next(byte[] element, ref int offset)
    {
        // An element of at most four bytes has its size in the upper half of the tag's first word.
        int small = Int32(element, offset) >> 16;
        int size = small == 0 ? Int32(element, offset + 4) : small;
        ReadOnlySpan<byte> data = element.AsSpan(offset + (small == 0 ? 8 : 4), size);
        offset += small == 0 ? 8 + ((size + 7) / 8 * 8) : 8;
        return data;
    }

    private static int Int32(byte[] bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));
}
