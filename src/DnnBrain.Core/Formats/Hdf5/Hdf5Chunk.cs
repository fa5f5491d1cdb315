using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace DnnBrain.Formats.Hdf5;

/// <summary>
/// Packs chunks as HDF5's deflate filter does, but outside of HDF5's lock and so on all cores at once. Packing is most of the
/// time of writing; reading is left to HDF5.
/// </summary>
internal static class Hdf5Chunk
{
    /// <summary>Deflates the little-endian bytes of a chunk.</summary>
    /// <param name="values">A whole chunk, padded where it reaches beyond the dataset.</param>
    /// <param name="compressionLevel">1 to 9, as given to <see cref="Hdf5Group.CreateDataset{T}"/>.</param>
    public static byte[] Pack(ReadOnlySpan<float> values, int compressionLevel)
    {
        if (!BitConverter.IsLittleEndian)
        {
            int[] swapped = new int[values.Length];
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(values), swapped);
            values = MemoryMarshal.Cast<int, float>(swapped);
        }

        using var packed = new MemoryStream(values.Length * sizeof(float) / 2);
        var options = new ZLibCompressionOptions { CompressionLevel = compressionLevel };
        using (var zlib = new ZLibStream(packed, options, leaveOpen: true))
        {
            zlib.Write(MemoryMarshal.AsBytes(values));
        }

        return packed.ToArray();
    }
}
