using System.Runtime.InteropServices;

namespace DnnBrain.Formats.Npy;

/// <summary>Converts blocks of elements as they are stored.</summary>
internal static class NpyNumbers
{
    /// <summary>Converts numbers to single precision, rounded to the nearest.</summary>
    /// <param name="type">How they are stored.</param>
    /// <param name="bytes">The elements.</param>
    /// <param name="count">How many.</param>
    /// <param name="destination">Takes them.</param>
    public static void ToSingle(NpyElementType type, byte[] bytes, int count, Span<float> destination)
    {
        if (type.DataType == NpyDataType.Float32 && type.IsBigEndian != BitConverter.IsLittleEndian)
        {
            MemoryMarshal.Cast<byte, float>(bytes)[..count].CopyTo(destination);
            return;
        }

        new NpyArray("block", type, false, [count], bytes.AsMemory(0, count * type.ItemSize)).ToSingle().CopyTo(destination);
    }
}
