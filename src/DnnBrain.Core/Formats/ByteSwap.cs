using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DnnBrain.Formats;

/// <summary>Turns numbers of the other byte order round, in place.</summary>
internal static class ByteSwap
{
    /// <summary>Reverses the bytes of each item.</summary>
    /// <param name="bytes">A whole number of items.</param>
    /// <param name="itemSize">Bytes an item: 1, 2, 4 or 8.</param>
    public static void Reverse(Span<byte> bytes, int itemSize)
    {
        switch (itemSize)
        {
            case 1:
                break;
            case 2:
                Span<ushort> two = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(two, two);
                break;
            case 4:
                Span<uint> four = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(four, four);
                break;
            case 8:
                Span<ulong> eight = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(eight, eight);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(itemSize), itemSize, "An item has 1, 2, 4 or 8 bytes.");
        }
    }
}
