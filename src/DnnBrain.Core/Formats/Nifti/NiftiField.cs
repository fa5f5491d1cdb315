namespace DnnBrain.Formats.Nifti;

/// <summary>Byte offsets of the 348-byte header, as in nifti1.h. Fields that are neither read nor written are left out.</summary>
internal static class NiftiField
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 348;

    /// <summary>Bytes of the header and of the flag behind it that announces extensions: the first place for voxels in a single file.</summary>
    public const int MinimumVoxelOffset = 352;

    /// <summary>Int32 sizeof_hdr: 348; tells the byte order.</summary>
    public const int HeaderSize = 0;

    /// <summary>Int16 dim[8]: the number of dimensions, then their sizes, the first varying fastest.</summary>
    public const int Dimensions = 40;

    /// <summary>Int16 datatype.</summary>
    public const int DataType = 70;

    /// <summary>Int16 bitpix: bits a voxel.</summary>
    public const int BitsPerVoxel = 72;

    /// <summary>Float32 pixdim[8]: qfac, then the grid spacings in the units of xyzt_units.</summary>
    public const int PixelDimensions = 76;

    /// <summary>Float32 vox_offset: where the voxels begin.</summary>
    public const int VoxelOffset = 108;

    /// <summary>Float32 scl_slope.</summary>
    public const int Slope = 112;

    /// <summary>Float32 scl_inter.</summary>
    public const int Intercept = 116;

    /// <summary>Byte xyzt_units: bits 0 to 2 the unit of space, bits 3 to 5 that of time.</summary>
    public const int Units = 123;

    /// <summary>80 bytes descrip.</summary>
    public const int Description = 148;

    /// <summary>Bytes of descrip.</summary>
    public const int DescriptionLength = 80;

    /// <summary>Int16 qform_code.</summary>
    public const int QformCode = 252;

    /// <summary>Int16 sform_code.</summary>
    public const int SformCode = 254;

    /// <summary>Float32 quatern_b, quatern_c, quatern_d.</summary>
    public const int Quaternion = 256;

    /// <summary>Float32 qoffset_x, qoffset_y, qoffset_z.</summary>
    public const int QuaternionOffset = 268;

    /// <summary>Float32 srow_x[4], srow_y[4], srow_z[4].</summary>
    public const int SformRows = 280;

    /// <summary>4 bytes magic: <c>n+1\0</c> with the voxels in the same file, <c>ni1\0</c> with the voxels in an .img file.</summary>
    public const int Magic = 344;
}
