using System.Buffers.Binary;
using System.IO.Compression;
using Xunit;

namespace DnnBrain.Core.Tests.Visualization;

/// <summary>Reads the chunks and pixels of a palette PNG, from the specification (ISO/IEC 15948) alone.</summary>
internal sealed class PngPicture
{
    private readonly byte[] _rows;

    public PngPicture(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        using var data = new MemoryStream();
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            string type = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            byte[] content = file[(at + 8)..(at + 8 + length)];
            Checksums.Add((type, BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length))));
            switch (type)
            {
                case "IHDR":
                    Header = content;
                    break;
                case "PLTE":
                    Palette = content;
                    break;
                case "tRNS":
                    Alpha = content;
                    break;
                case "IDAT":
                    data.Write(content);
                    break;
            }

            at += 12 + length;
        }

        data.Position = 0;
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        _rows = rows.ToArray();
    }

    public List<(string Type, uint Crc)> Checksums { get; } = [];

    public byte[] Header { get; } = [];

    public byte[] Palette { get; } = [];

    public byte[] Alpha { get; } = [];

    public int Width => BinaryPrimitives.ReadInt32BigEndian(Header);

    public int Height => BinaryPrimitives.ReadInt32BigEndian(Header.AsSpan(4));

    /// <summary>The palette index of a pixel; each row begins with its filter, 0 for none.</summary>
    public byte Index(int x, int y)
    {
        int start = y * (Width + 1);
        Assert.Equal(0, _rows[start]);
        return _rows[start + 1 + x];
    }

    public (byte Red, byte Green, byte Blue) Color(int x, int y)
    {
        int at = 3 * Index(x, y);
        return (Palette[at], Palette[at + 1], Palette[at + 2]);
    }

    public bool IsTransparent(int x, int y) => Index(x, y) < Alpha.Length && Alpha[Index(x, y)] == 0;
}
