using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace DnnBrain.Formats.Nifti;

/// <summary>Sizes of the stored numbers, and their conversion to double precision.</summary>
internal static class NiftiElement
{
    /// <summary>Bytes a voxel.</summary>
    public static int SizeOf(NiftiDataType type) => type switch
    {
        NiftiDataType.UInt8 or NiftiDataType.Int8 => 1,
        NiftiDataType.Int16 or NiftiDataType.UInt16 => 2,
        NiftiDataType.Int32 or NiftiDataType.UInt32 or NiftiDataType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Converts voxels; the bytes are brought into the machine's order in place. 64-bit integers above 2^53 are rounded.</summary>
    public static void ToDouble(NiftiDataType type, bool isBigEndian, Span<byte> bytes, Span<double> destination)
    {
        if (isBigEndian == BitConverter.IsLittleEndian)
        {
            ByteSwap.Reverse(bytes, SizeOf(type));
        }

        switch (type)
        {
            case NiftiDataType.UInt8:
                Convert<byte>(bytes, destination);
                break;
            case NiftiDataType.Int8:
                Convert<sbyte>(bytes, destination);
                break;
            case NiftiDataType.Int16:
                Convert<short>(bytes, destination);
                break;
            case NiftiDataType.UInt16:
                Convert<ushort>(bytes, destination);
                break;
            case NiftiDataType.Int32:
                Convert<int>(bytes, destination);
                break;
            case NiftiDataType.UInt32:
                Convert<uint>(bytes, destination);
                break;
            case NiftiDataType.Int64:
                Convert<long>(bytes, destination);
                break;
            case NiftiDataType.UInt64:
                Convert<ulong>(bytes, destination);
                break;
            case NiftiDataType.Float32:
                Convert<float>(bytes, destination);
                break;
            case NiftiDataType.Float64:
                MemoryMarshal.Cast<byte, double>(bytes).CopyTo(destination);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type that is read.");
        }
    }

    private static void Convert<T>(Span<byte> bytes, Span<double> destination)
        where T : unmanaged, INumberBase<T> =>
        TensorPrimitives.ConvertTruncating<T, double>(MemoryMarshal.Cast<byte, T>(bytes), destination);
}
