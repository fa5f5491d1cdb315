using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using DnnBrain.Brain;

namespace DnnBrain.Formats.Nifti;

/// <summary>
/// Writes NIfTI-1 images as a single little-endian file. The same volumes give the same bytes: neither a time nor a name
/// is stored.
/// </summary>
public static class NiftiWriter
{
    private const int BlockVoxels = 1 << 15;

    /// <summary>Writes an image; the file appears under its name when it is whole. One volume makes a 3-D image, several a 4-D one.</summary>
    /// <param name="path">The file: .nii, or .nii.gz to compress it.</param>
    /// <param name="overwrite">True to replace a file of that name.</param>
    /// <param name="volumes">The volumes.</param>
    /// <param name="options">Type of voxel, description, TR; null for single precision.</param>
    /// <param name="token">Looked at before every volume.</param>
    /// <remarks>
    /// The affine is stored as a matrix (sform) and, where its axes are orthogonal, as a quaternion (qform) too. Both get the
    /// code of the grid's frame; a frame that is not known is written as <see cref="CoordinateFrame.Aligned"/>, because a code
    /// of 0 would tell readers to ignore the affine.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The type is not one that is written, or the TR is not a positive number.</exception>
    /// <exception cref="DataFileException">
    /// The name does not end in .nii or .nii.gz (<c>FileExtensionInvalid</c>), a dimension is above 32767 (<c>DimensionTooLarge</c>),
    /// a value does not fit the type (<c>ValueNotRepresentable</c>: a fraction, NaN or a number out of range for integers), the file
    /// exists (<c>FileExists</c>), the folder is missing (<c>FolderNotFound</c>) or the path is a folder (<c>PathIsFolder</c>).
    /// </exception>
    public static void Write(string path, bool overwrite, IBrainVolumes volumes, NiftiWriteOptions? options = null, CancellationToken token = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(volumes);
        options ??= new NiftiWriteOptions();
        if (options.RepetitionTime is { } repetitionTime && (!double.IsFinite(repetitionTime) || repetitionTime <= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(options), repetitionTime, "A repetition time is a positive number of seconds.");
        }

        bool compress = path.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase);
        if (!compress && !path.EndsWith(".nii", StringComparison.OrdinalIgnoreCase))
        {
            throw new DataFileException("FileExtensionInvalid", ErrorKind.InvalidArgument, path, "the name of an image ends in .nii or .nii.gz; other programs go by it.");
        }

        byte[] header = MakeHeader(path, volumes, options);
        AtomicFile.Write(path, overwrite, file =>
        {
            if (compress)
            {
                using var stream = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
                WriteContent(stream, header, path, volumes, options.DataType, token);
            }
            else
            {
                WriteContent(file, header, path, volumes, options.DataType, token);
            }
        });
    }

    private static void WriteContent(Stream stream, byte[] header, string path, IBrainVolumes volumes, NiftiDataType type, CancellationToken token)
    {
        stream.Write(header);
        int size = NiftiElement.SizeOf(type);
        byte[] block = new byte[BlockVoxels * size];
        volumes.VisitVolumes(
            (volume, values) =>
            {
                for (int done = 0; done < values.Length; done += BlockVoxels)
                {
                    int count = Math.Min(BlockVoxels, values.Length - done);
                    int bad = Store(type, values.Slice(done, count), block);
                    if (bad >= 0)
                    {
                        throw NotRepresentable(path, volumes.Space, volume, done + bad, values[done + bad], type);
                    }

                    stream.Write(block, 0, count * size);
                }
            },
            token);
    }

    /// <summary>Stores values as little-endian numbers.</summary>
    /// <returns>The position of the first value that the type cannot take, or −1.</returns>
    private static int Store(NiftiDataType type, ReadOnlySpan<double> values, Span<byte> bytes)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            bool fits;
            switch (type)
            {
                case NiftiDataType.UInt8:
                    bytes[i] = (byte)value;
                    fits = bytes[i] == value;
                    break;
                case NiftiDataType.Int16:
                    BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], (short)value);
                    fits = (short)value == value;
                    break;
                case NiftiDataType.Int32:
                    BinaryPrimitives.WriteInt32LittleEndian(bytes[(4 * i)..], (int)value);
                    fits = (int)value == value;
                    break;
                default:
                    BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], (float)value);
                    fits = float.IsFinite((float)value) || !double.IsFinite(value);
                    break;
            }

            if (!fits)
            {
                return i;
            }
        }

        return -1;
    }

    private static byte[] MakeHeader(string path, IBrainVolumes volumes, NiftiWriteOptions options)
    {
        VolumeSpace space = volumes.Space;
        int[] dimensions = [volumes.VolumeCount > 1 ? 4 : 3, space.Dimensions.X, space.Dimensions.Y, space.Dimensions.Z, volumes.VolumeCount, 1, 1, 1];
        if (dimensions.Max() > short.MaxValue)
        {
            throw new DataFileException(
                "DimensionTooLarge", ErrorKind.InvalidArgument, path, $"{space.Dimensions} voxels and {volumes.VolumeCount} volumes do not fit a NIfTI-1 image, whose dimensions end at {short.MaxValue}.");
        }

        if (options.DataType is not (NiftiDataType.Float32 or NiftiDataType.UInt8 or NiftiDataType.Int16 or NiftiDataType.Int32))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.DataType, "Written are Float32, UInt8, Int16 and Int32.");
        }

        byte[] header = new byte[NiftiField.MinimumVoxelOffset];
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(NiftiField.HeaderSize), NiftiField.HeaderLength);
        for (int i = 0; i < dimensions.Length; i++)
        {
            WriteInt16(header, NiftiField.Dimensions + (2 * i), dimensions[i]);
        }

        WriteInt16(header, NiftiField.DataType, (int)options.DataType);
        WriteInt16(header, NiftiField.BitsPerVoxel, 8 * NiftiElement.SizeOf(options.DataType));
        WriteSingles(header, NiftiField.VoxelOffset, NiftiField.MinimumVoxelOffset);
        WriteSingles(header, NiftiField.Slope, 1);
        const byte millimetres = 2;
        const byte seconds = 8;
        header[NiftiField.Units] = (byte)(millimetres | (options.RepetitionTime is null ? 0 : seconds));
        WriteText(header.AsSpan(NiftiField.Description, NiftiField.DescriptionLength - 1), options.Description);
        WriteSpace(header, space, options.RepetitionTime ?? 0);
        "n+1\0"u8.CopyTo(header.AsSpan(NiftiField.Magic));
        return header;
    }

    private static void WriteSpace(byte[] header, VolumeSpace space, double repetitionTime)
    {
        double[,] affine = space.Affine;
        int code = (int)(space.Frame == CoordinateFrame.Unknown ? CoordinateFrame.Aligned : space.Frame);
        Span<double> quaternion = stackalloc double[3];
        bool isRotation = NiftiAffine.TryToQuaternion(affine, space.VoxelSize, quaternion, out bool flipZ);
        WriteSingles(header, NiftiField.PixelDimensions, flipZ ? -1 : 1, space.VoxelSize[0], space.VoxelSize[1], space.VoxelSize[2], repetitionTime, 1, 1, 1);
        if (isRotation)
        {
            WriteInt16(header, NiftiField.QformCode, code);
            WriteSingles(header, NiftiField.Quaternion, [.. quaternion]);
            WriteSingles(header, NiftiField.QuaternionOffset, affine[0, 3], affine[1, 3], affine[2, 3]);
        }

        WriteInt16(header, NiftiField.SformCode, code);
        WriteSingles(header, NiftiField.SformRows, [.. affine.Cast<double>().Take(12)]);
    }

    private static void WriteInt16(byte[] header, int offset, int value) =>
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(offset), (short)value);

    private static void WriteSingles(byte[] header, int offset, params ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(offset + (4 * i)), (float)values[i]);
        }
    }

    /// <summary>Stores as many whole characters as fit; the byte behind them stays 0 and ends the text.</summary>
    private static void WriteText(Span<byte> destination, string text) =>
        System.Text.Encoding.UTF8.GetEncoder().Convert(text, destination, flush: true, out _, out _, out _);

    private static DataFileException NotRepresentable(string path, VolumeSpace space, int volume, int index, double value, NiftiDataType type)
    {
        (int x, int y, int z) = space.Dimensions.CoordinatesOf(index);
        return new DataFileException(
            "ValueNotRepresentable",
            ErrorKind.InvalidData,
            path,
            string.Create(CultureInfo.InvariantCulture, $"volume {volume + 1} holds {value:G9} at voxel ({x + 1}, {y + 1}, {z + 1}), counted from 1, which cannot be stored as {type}."));
    }
}
