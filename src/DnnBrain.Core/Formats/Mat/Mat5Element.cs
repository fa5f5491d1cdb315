using System.Buffers.Binary;

namespace DnnBrain.Formats.Mat;

/// <summary>One data element in memory: a type, and bytes that were checked to be there.</summary>
/// <param name="Type">What the bytes are.</param>
/// <param name="Data">The bytes, without padding.</param>
/// <param name="BigEndian">The order of bytes in a number.</param>
internal readonly record struct Mat5Element(MatType Type, ReadOnlyMemory<byte> Data, bool BigEndian)
{
    private const int TagLength = 8;

    /// <summary>Takes the next element off the front of some bytes.</summary>
    /// <param name="bytes">The bytes; afterwards those behind the element and its padding to 8 bytes.</param>
    /// <param name="bigEndian">The order of bytes in a number.</param>
    /// <param name="path">The file, for errors.</param>
    /// <exception cref="InvalidFileContentException">The element is longer than the bytes.</exception>
    public static Mat5Element Take(ref ReadOnlyMemory<byte> bytes, bool bigEndian, string path)
    {
        if (bytes.Length < TagLength)
        {
            throw Truncated(path);
        }

        uint first = ReadUInt32(bytes.Span, bigEndian);
        uint small = first >> 16;
        if (small != 0)
        {
            // The small form: the length in the upper half, up to four bytes of data in place of the length.
            if (small > 4)
            {
                throw Truncated(path);
            }

            var packed = new Mat5Element((MatType)(first & 0xffff), bytes.Slice(4, (int)small), bigEndian);
            bytes = bytes[TagLength..];
            return packed;
        }

        long length = ReadUInt32(bytes.Span[4..], bigEndian);
        if (length > bytes.Length - TagLength)
        {
            throw Truncated(path);
        }

        var element = new Mat5Element((MatType)first, bytes.Slice(TagLength, (int)length), bigEndian);
        long padded = TagLength + ((length + 7) / 8 * 8);
        bytes = bytes[(int)Math.Min(padded, bytes.Length)..];
        return element;
    }

    /// <summary>The numbers in the element.</summary>
    /// <exception cref="InvalidFileContentException">It holds no numbers, or a piece of one.</exception>
    public double[] ToNumbers(string path)
    {
        int size = SizeOf(Type);
        if (size == 0 || Data.Length % size != 0)
        {
            throw new InvalidFileContentException(path, $"an element of type {(int)Type} with {Data.Length} bytes stands where numbers belong.");
        }

        ReadOnlySpan<byte> data = Data.Span;
        double[] values = new double[data.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Number(data.Slice(i * size, size));
        }

        return values;
    }

    /// <summary>An unsigned 32-bit number of the file's byte order.</summary>
    public static uint ReadUInt32(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static int SizeOf(MatType type) => type switch
    {
        MatType.Int8 or MatType.UInt8 => 1,
        MatType.Int16 or MatType.UInt16 or MatType.Utf16 => 2,
        MatType.Int32 or MatType.UInt32 or MatType.Single or MatType.Utf32 => 4,
        MatType.Double or MatType.Int64 or MatType.UInt64 => 8,
        _ => 0,
    };

    private double Number(ReadOnlySpan<byte> bytes)
    {
        ulong bits = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            bits = (bits << 8) | bytes[BigEndian ? i : bytes.Length - 1 - i];
        }

        return Type switch
        {
            MatType.Int8 => (sbyte)bits,
            MatType.Int16 => (short)bits,
            MatType.Int32 => (int)bits,
            MatType.Int64 => (long)bits,
            MatType.Single => BitConverter.UInt32BitsToSingle((uint)bits),
            MatType.Double => BitConverter.UInt64BitsToDouble(bits),
            _ => bits,
        };
    }

    private static InvalidFileContentException Truncated(string path) => new(path, "an element is longer than what holds it; the file is truncated or damaged.");
}
