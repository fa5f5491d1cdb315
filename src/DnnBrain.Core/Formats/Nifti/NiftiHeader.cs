using DnnBrain.Brain;

namespace DnnBrain.Formats.Nifti;

/// <summary>
/// What the header of a NIfTI-1 image says. Values are as stored; <see cref="Space"/> and <see cref="RepetitionTime"/> are in mm and s.
/// </summary>
public sealed record NiftiHeader
{
    internal NiftiHeader()
    {
    }

    /// <summary>The sizes of all dimensions, 1 to 7 of them, the first varying fastest: x, y, z, time and what a program puts behind it.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>The grid of a volume in mm.</summary>
    public required VolumeSpace Space { get; init; }

    /// <summary>The number of volumes: the product of the dimensions behind the third; of a 5-D image, the fourth varies faster.</summary>
    public required int VolumeCount { get; init; }

    /// <summary>How a voxel is stored.</summary>
    public required NiftiDataType DataType { get; init; }

    /// <summary>True when numbers are stored with the most significant byte first.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>The bytes in front of the voxels.</summary>
    public required long VoxelOffset { get; init; }

    /// <summary>A voxel's value is <see cref="Slope"/> · stored number + <see cref="Intercept"/>; 1 where the file asks for no scaling.</summary>
    public double Slope { get; init; } = 1;

    /// <summary>See <see cref="Slope"/>; 0 where the file asks for no scaling.</summary>
    public double Intercept { get; init; }

    /// <summary>pixdim: qfac, then the spacing of each dimension in the file's units; 8 numbers.</summary>
    public required IReadOnlyList<double> PixelDimensions { get; init; }

    /// <summary>xyzt_units: bits 0 to 2 the unit of space (1 m, 2 mm, 3 µm), bits 3 to 5 that of time (8 s, 16 ms, 24 µs).</summary>
    public byte Units { get; init; }

    /// <summary>qform_code; above 0, the quaternion places the voxels unless <see cref="SformCode"/> is above 0 too.</summary>
    public short QformCode { get; init; }

    /// <summary>sform_code; above 0, the three rows of a matrix place the voxels.</summary>
    public short SformCode { get; init; }

    /// <summary>descrip.</summary>
    public string Description { get; init; } = "";

    /// <summary>Seconds from volume to volume (TR); null where the file does not say it or names no unit of time.</summary>
    public double? RepetitionTime
    {
        get
        {
            double seconds = PixelDimensions[4] * ((Units & 0x38) switch { 8 => 1, 16 => 1e-3, 24 => 1e-6, _ => 0 });
            return Shape.Count >= 4 && double.IsFinite(seconds) && seconds > 0 ? seconds : null;
        }
    }

    /// <summary>The bytes of one volume.</summary>
    internal long VolumeLength => (long)Space.Dimensions.VoxelCount * NiftiElement.SizeOf(DataType);

    /// <summary>The bytes of the file, uncompressed, up to the last voxel.</summary>
    internal Int128 TotalLength => VoxelOffset + ((Int128)VolumeLength * VolumeCount);

    /// <summary>Shape and type.</summary>
    public override string ToString() => $"{string.Join('×', Shape)} {DataType}";
}
