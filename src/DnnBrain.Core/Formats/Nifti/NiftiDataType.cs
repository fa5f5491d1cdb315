namespace DnnBrain.Formats.Nifti;

/// <summary>
/// How a voxel is stored. The numbers are the <c>datatype</c> codes of the NIfTI-1 standard; what it defines beyond these (complex, colour,
/// 128-bit and 1-bit) is not read.
/// </summary>
public enum NiftiDataType
{
    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8 = 2,

    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 4,

    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 8,

    /// <summary>Single precision.</summary>
    Float32 = 16,

    /// <summary>Double precision.</summary>
    Float64 = 64,

    /// <summary>Signed 8-bit integer.</summary>
    Int8 = 256,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16 = 512,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32 = 768,

    /// <summary>Signed 64-bit integer.</summary>
    Int64 = 1024,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64 = 1280,
}
