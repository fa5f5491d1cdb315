namespace DnnBrain.Formats.Nifti;

/// <summary>How an image is written.</summary>
public sealed record NiftiWriteOptions
{
    /// <summary>How a voxel is stored: Float32, UInt8, Int16 or Int32. Numbers are stored as they are, without scaling.</summary>
    public NiftiDataType DataType { get; init; } = NiftiDataType.Float32;

    /// <summary>The file's own description; what goes beyond 79 bytes of UTF-8 is cut off.</summary>
    public string Description { get; init; } = "";

    /// <summary>Seconds from volume to volume (TR); null where volumes are no time series.</summary>
    public double? RepetitionTime { get; init; }
}
