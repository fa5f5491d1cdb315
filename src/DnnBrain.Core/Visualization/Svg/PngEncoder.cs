using System.Buffers.Binary;
using System.IO.Compression;
using DnnBrain.Visualization.Colors;

namespace DnnBrain.Visualization.Svg;

/// <summary>Writes palette images as PNG (ISO/IEC 15948, W3C PNG second edition): one byte a pixel, up to 256 colours.</summary>
internal static class PngEncoder
{
    private const byte BitDepth = 8;
    private const byte IndexedColor = 3;
    private const byte NoFilter = 0;

    /// <summary>Encodes an image.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="pixels">Palette indices, row by row from the top.</param>
    /// <param name="palette">The colours.</param>
    /// <param name="transparentIndex">The index whose pixels are see-through; null for none.</param>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> pixels, ReadOnlySpan<Rgb> palette, int? transparentIndex)
    {
        byte[] alpha = [];
        if (transparentIndex is { } index)
        {
            // Alpha of the first indices; those that are not listed are opaque.
            alpha = new byte[index + 1];
            alpha.AsSpan(0, index).Fill(255);
        }

        return Encode(width, height, pixels, palette, alpha);
    }

    /// <summary>Encodes an image.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="pixels">Palette indices, row by row from the top.</param>
    /// <param name="palette">The colours.</param>
    /// <param name="alpha">The opacity of the first colours, 255 for opaque; those beyond are opaque.</param>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> pixels, ReadOnlySpan<Rgb> palette, ReadOnlySpan<byte> alpha)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = BitDepth;
        header[9] = IndexedColor;
        Chunk(png, "IHDR"u8, header);

        byte[] colors = new byte[3 * palette.Length];
        for (int i = 0; i < palette.Length; i++)
        {
            (colors[3 * i], colors[(3 * i) + 1], colors[(3 * i) + 2]) = (palette[i].Red, palette[i].Green, palette[i].Blue);
        }

        Chunk(png, "PLTE"u8, colors);
        if (alpha.Length > 0)
        {
            Chunk(png, "tRNS"u8, alpha);
        }

        Chunk(png, "IDAT"u8, Compress(width, height, pixels));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Compress(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int row = 0; row < height; row++)
            {
                zlib.WriteByte(NoFilter);
                zlib.Write(pixels.Slice(row * width, width));
            }
        }

        return compressed.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(data, before: Crc32.Compute(type)));
        png.Write(number);
    }
}
