using System.Buffers.Binary;

namespace DnnBrain.Formats.PyTorch;

/// <summary>The bytes of a pickle. Every length is checked against what is left before memory is taken.</summary>
internal sealed class PickleInput(Stream stream, long length)
{
    /// <summary>A line of the text protocol is a short name or number.</summary>
    private const int LongestLine = 4096;

    private long _left = length;

    public byte ReadByte()
    {
        int value = stream.ReadByte();
        if (value < 0 || _left-- <= 0)
        {
            throw new EndOfStreamException();
        }

        return (byte)value;
    }

    public byte[] ReadBytes(ulong count)
    {
        if (count > (ulong)Math.Max(0, _left))
        {
            throw new FormatException($"a length of {count:N0} bytes goes beyond the end");
        }

        byte[] bytes = new byte[count];
        stream.ReadExactly(bytes);
        _left -= (long)count;
        return bytes;
    }

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(4));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(8));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(ReadBytes(8));

    public string ReadText(ulong count) => System.Text.Encoding.UTF8.GetString(ReadBytes(count));

    public string ReadLine()
    {
        var line = new System.Text.StringBuilder();
        for (byte value = ReadByte(); value != (byte)'\n'; value = ReadByte())
        {
            if (line.Length == LongestLine)
            {
                throw new FormatException("a line of text is too long");
            }

            line.Append((char)value);
        }

        return line.ToString();
    }
}
