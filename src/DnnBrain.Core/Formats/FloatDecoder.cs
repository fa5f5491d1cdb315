using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace DnnBrain.Formats;

/// <summary>Converts what files of weights store to single precision.</summary>
internal static class FloatDecoder
{
    /// <summary>Bytes a number.</summary>
    public static int SizeOf(FloatEncoding encoding) => encoding switch
    {
        FloatEncoding.Float64 => sizeof(double),
        FloatEncoding.Float32 => sizeof(float),
        _ => sizeof(ushort),
    };

    /// <summary>Converts numbers; doubles are rounded to the nearest single, the others are exact.</summary>
    /// <param name="encoding">How they are stored.</param>
    /// <param name="bytes">Little-endian numbers; on a big-endian machine they are turned in place.</param>
    /// <param name="destination">As many singles.</param>
    public static void ToSingle(FloatEncoding encoding, Span<byte> bytes, Span<float> destination)
    {
        if (!BitConverter.IsLittleEndian)
        {
            ByteSwap.Reverse(bytes, SizeOf(encoding));
        }

        switch (encoding)
        {
            case FloatEncoding.Float64:
                TensorPrimitives.ConvertTruncating<double, float>(MemoryMarshal.Cast<byte, double>(bytes), destination);
                break;
            case FloatEncoding.Float32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(destination);
                break;
            case FloatEncoding.Float16:
                TensorPrimitives.ConvertTruncating<Half, float>(MemoryMarshal.Cast<byte, Half>(bytes), destination);
                break;
            default:
                ReadOnlySpan<ushort> upper = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (int i = 0; i < upper.Length; i++)
                {
                    destination[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
                }

                break;
        }
    }
}
