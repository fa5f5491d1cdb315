using System.Buffers.Binary;
using DnnBrain.Brain;

namespace DnnBrain.Formats.Nifti;

/// <summary>Reads the fields of a header (https://nifti.nimh.nih.gov/pub/dist/src/niftilib/nifti1.h) and refuses what cannot be.</summary>
internal readonly ref struct NiftiHeaderParser
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly bool _isBigEndian;
    private readonly string _path;

    private NiftiHeaderParser(ReadOnlySpan<byte> bytes, bool isBigEndian, string path)
    {
        _bytes = bytes;
        _isBigEndian = isBigEndian;
        _path = path;
    }

    /// <summary>True when the bytes begin as a NIfTI-1 header in either byte order, with voxels in the same or in another file.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= NiftiField.HeaderLength
        && (BinaryPrimitives.ReadInt32LittleEndian(bytes) == NiftiField.HeaderLength || BinaryPrimitives.ReadInt32BigEndian(bytes) == NiftiField.HeaderLength)
        && (IsSingleFile(bytes) || IsPair(bytes));

    /// <summary>Parses a header.</summary>
    /// <exception cref="InvalidFileContentException">This is no header, or a field has a value that cannot be.</exception>
    /// <exception cref="UnsupportedFileContentException">
    /// The header is that of a NIfTI-2, Analyze or .hdr file, or voxels have a type that is not read.
    /// </exception>
    public static NiftiHeader Parse(ReadOnlySpan<byte> bytes, string path)
    {
        int little = bytes.Length < 4 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        int big = BinaryPrimitives.ReverseEndianness(little);
        const int nifti2HeaderLength = 540;
        if (little == nifti2HeaderLength || big == nifti2HeaderLength)
        {
            throw new UnsupportedFileContentException(path, "this is a NIfTI-2 image; NIfTI-1 is read. Most programs can save it as NIfTI-1.");
        }

        if (little != NiftiField.HeaderLength && big != NiftiField.HeaderLength)
        {
            throw new InvalidFileContentException(path, "this is no NIfTI-1 image: it does not begin with the header's length of 348.");
        }

        if (bytes.Length < NiftiField.HeaderLength)
        {
            throw new InvalidFileContentException(path, $"the file ends within the header, after {bytes.Length} of {NiftiField.HeaderLength} bytes.");
        }

        if (IsPair(bytes))
        {
            throw new UnsupportedFileContentException(path, "this is the .hdr file of a .hdr/.img pair; a single .nii or .nii.gz file is read. Most programs can save it as one.");
        }

        if (!IsSingleFile(bytes))
        {
            throw new UnsupportedFileContentException(path, "the header has no NIfTI-1 magic; an Analyze 7.5 image, which it may be, does not say which side is left and is not read.");
        }

        return new NiftiHeaderParser(bytes, big == NiftiField.HeaderLength, path).Parse();
    }

    private static bool IsSingleFile(ReadOnlySpan<byte> bytes) => bytes.Slice(NiftiField.Magic, 4).SequenceEqual("n+1\0"u8);

    private static bool IsPair(ReadOnlySpan<byte> bytes) => bytes.Slice(NiftiField.Magic, 4).SequenceEqual("ni1\0"u8);

    private NiftiHeader Parse()
    {
        int[] shape = ReadShape();
        double[] spacing = ReadSingles(NiftiField.PixelDimensions, 8);
        (double slope, double intercept) = ReadScaling();
        (short qform, short sform) = (Int16(NiftiField.QformCode), Int16(NiftiField.SformCode));
        byte units = _bytes[NiftiField.Units];
        ReadOnlySpan<byte> text = _bytes.Slice(NiftiField.Description, NiftiField.DescriptionLength);
        int end = text.IndexOf((byte)0);
        return new NiftiHeader
        {
            Shape = Array.AsReadOnly(shape),
            Space = ReadSpace(shape, spacing, qform, sform, units),
            VolumeCount = ReadVolumeCount(shape),
            DataType = ReadDataType(),
            IsBigEndian = _isBigEndian,
            VoxelOffset = ReadVoxelOffset(),
            Slope = slope,
            Intercept = intercept,
            PixelDimensions = Array.AsReadOnly(spacing),
            Units = units,
            QformCode = qform,
            SformCode = sform,
            Description = System.Text.Encoding.UTF8.GetString(end < 0 ? text : text[..end]).TrimEnd(),
        };
    }

    private int[] ReadShape()
    {
        int count = Int16(NiftiField.Dimensions);
        if (count is < 1 or > 7)
        {
            throw Invalid($"an image has 1 to 7 dimensions, not {count}.");
        }

        int[] shape = new int[count];
        for (int i = 0; i < count; i++)
        {
            shape[i] = Int16(NiftiField.Dimensions + (2 * (i + 1)));
            if (shape[i] < 1)
            {
                throw Invalid($"dimension {i + 1} has the size {shape[i]}; at least 1 was expected.");
            }
        }

        return shape;
    }

    private int ReadVolumeCount(int[] shape)
    {
        long count = 1;
        foreach (int size in shape.Skip(3))
        {
            count *= size;
        }

        // Four sizes below 2^15 make a product below 2^60.
        return count <= int.MaxValue ? (int)count : throw Invalid($"an image of {count} volumes is not read.");
    }

    private NiftiDataType ReadDataType()
    {
        var type = (NiftiDataType)Int16(NiftiField.DataType);
        if (!Enum.IsDefined(type))
        {
            throw new UnsupportedFileContentException(
                _path, $"voxels of data type {(int)type} are not read; read are {string.Join(", ", Enum.GetValues<NiftiDataType>().Select(t => $"{(int)t} ({t})"))}.");
        }

        int bits = Int16(NiftiField.BitsPerVoxel);
        return bits == 0 || bits == 8 * NiftiElement.SizeOf(type)
            ? type
            : throw Invalid($"the header gives a voxel {bits} bits, but {type} has {8 * NiftiElement.SizeOf(type)}.");
    }

    private long ReadVoxelOffset()
    {
        float offset = Single(NiftiField.VoxelOffset);
        return offset switch
        {
            0 => NiftiField.MinimumVoxelOffset,
            >= NiftiField.MinimumVoxelOffset and <= 1L << 40 when offset == MathF.Floor(offset) => (long)offset,
            _ => throw Invalid($"the voxels would begin at byte {offset}; a whole number of at least {NiftiField.MinimumVoxelOffset} was expected."),
        };
    }

    private (double Slope, double Intercept) ReadScaling()
    {
        (double slope, double intercept) = (Single(NiftiField.Slope), Single(NiftiField.Intercept));
        if (slope == 0 || !double.IsFinite(slope))
        {
            return (1, 0);
        }

        return double.IsFinite(intercept) ? (slope, intercept) : throw Invalid($"values would be scaled by {slope} and shifted by {intercept}.");
    }

    private VolumeSpace ReadSpace(int[] shape, double[] spacing, short qform, short sform, byte units)
    {
        int[] size = [shape[0], shape.ElementAtOrDefault(1), shape.ElementAtOrDefault(2)];
        for (int axis = shape.Length; axis < 3; axis++)
        {
            size[axis] = 1;
        }

        if ((Int128)size[0] * size[1] * size[2] > Array.MaxLength)
        {
            throw new UnsupportedFileContentException(_path, $"a volume of {size[0]}×{size[1]}×{size[2]} voxels is not read; {Array.MaxLength} is the limit.");
        }

        double[,] affine = ReadAffine(size, spacing.AsSpan(1, 3), qform, sform, flipZ: spacing[0] < 0);
        double millimetres = (units & 7) switch { 1 => 1e3, 3 => 1e-3, _ => 1 };
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                affine[row, column] *= millimetres;
            }
        }

        var frame = (CoordinateFrame)(sform > 0 ? sform : qform);
        try
        {
            return new VolumeSpace(new VolumeDimensions(size[0], size[1], size[2]), affine, Enum.IsDefined(frame) ? frame : CoordinateFrame.Unknown);
        }
        catch (DnnBrainException e)
        {
            throw new InvalidFileContentException(_path, $"the grid of the voxels is damaged. {e.Message}", e);
        }
    }

    private double[,] ReadAffine(int[] size, ReadOnlySpan<double> spacing, short qform, short sform, bool flipZ)
    {
        if (sform > 0)
        {
            double[] rows = ReadSingles(NiftiField.SformRows, 12);
            double[,] affine = new double[4, 4];
            Buffer.BlockCopy(rows, 0, affine, 0, 12 * sizeof(double));
            affine[3, 3] = 1;
            return affine;
        }

        return qform > 0
            ? NiftiAffine.FromQuaternion(ReadSingles(NiftiField.Quaternion, 3), ReadSingles(NiftiField.QuaternionOffset, 3), spacing, flipZ)
            : NiftiAffine.FromSpacing(size, spacing);
    }

    private short Int16(int offset) => _isBigEndian
        ? BinaryPrimitives.ReadInt16BigEndian(_bytes[offset..])
        : BinaryPrimitives.ReadInt16LittleEndian(_bytes[offset..]);

    private float Single(int offset) => _isBigEndian
        ? BinaryPrimitives.ReadSingleBigEndian(_bytes[offset..])
        : BinaryPrimitives.ReadSingleLittleEndian(_bytes[offset..]);

    private double[] ReadSingles(int offset, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = Single(offset + (4 * i));
        }

        return values;
    }

    private InvalidFileContentException Invalid(string reason) => new(_path, reason);
}
