using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace DnnBrain.Formats.Safetensors;

/// <summary>Sizes of the elements, and their conversion from and to single precision.</summary>
internal static class SafetensorsElement
{
    /// <summary>Bytes an element.</summary>
    public static int SizeOf(SafetensorsDataType type) => type switch
    {
        SafetensorsDataType.BOOL or SafetensorsDataType.U8 or SafetensorsDataType.I8 => 1,
        SafetensorsDataType.U16 or SafetensorsDataType.I16 or SafetensorsDataType.F16 or SafetensorsDataType.BF16 => 2,
        SafetensorsDataType.U32 or SafetensorsDataType.I32 or SafetensorsDataType.F32 => 4,
        _ => 8,
    };

    /// <summary>True for the types that <see cref="ToSingle"/> and <see cref="FromSingle"/> convert.</summary>
    public static bool IsFloatingPoint(SafetensorsDataType type) =>
        type is SafetensorsDataType.F16 or SafetensorsDataType.BF16 or SafetensorsDataType.F32 or SafetensorsDataType.F64;

    /// <summary>Converts little-endian elements of a floating-point type; doubles are rounded to the nearest single.</summary>
    public static void ToSingle(SafetensorsDataType type, Span<byte> bytes, Span<float> destination) => FloatDecoder.ToSingle(
        type switch
        {
            SafetensorsDataType.F64 => FloatEncoding.Float64,
            SafetensorsDataType.F32 => FloatEncoding.Float32,
            SafetensorsDataType.F16 => FloatEncoding.Float16,
            SafetensorsDataType.BF16 => FloatEncoding.BFloat16,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a floating-point type."),
        },
        bytes,
        destination);

    /// <summary>Converts singles to little-endian elements of a floating-point type, to the nearest value, ties to even.</summary>
    public static byte[] FromSingle(SafetensorsDataType type, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[checked(values.Length * SizeOf(type))];
        switch (type)
        {
            case SafetensorsDataType.F32:
                values.CopyTo(MemoryMarshal.Cast<byte, float>(bytes.AsSpan()));
                break;
            case SafetensorsDataType.F64:
                TensorPrimitives.ConvertTruncating<float, double>(values, MemoryMarshal.Cast<byte, double>(bytes.AsSpan()));
                break;
            case SafetensorsDataType.F16:
                TensorPrimitives.ConvertTruncating<float, Half>(values, MemoryMarshal.Cast<byte, Half>(bytes.AsSpan()));
                break;
            case SafetensorsDataType.BF16:
                Span<ushort> upper = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
                for (int i = 0; i < values.Length; i++)
                {
                    upper[i] = UpperHalf(values[i]);
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Not a floating-point type.");
        }

        ToHostOrder(bytes, SizeOf(type));
        return bytes;
    }

    private static ushort UpperHalf(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
        {
            // Rounding could carry a NaN over into infinity; the quiet bit keeps the upper half a NaN.
            return (ushort)((bits >> 16) | 0x40);
        }

        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    private static void ToHostOrder(Span<byte> bytes, int itemSize)
    {
        if (!BitConverter.IsLittleEndian)
        {
            ByteSwap.Reverse(bytes, itemSize);
        }
    }
}
