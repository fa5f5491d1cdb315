namespace DnnBrain.Formats.PyTorch;

/// <summary>The types of elements in a PyTorch storage.</summary>
public enum PyTorchDataType
{
    /// <summary>64-bit floating point.</summary>
    Float64,

    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>16-bit floating point, IEEE.</summary>
    Float16,

    /// <summary>16-bit floating point, the upper half of a Float32.</summary>
    BFloat16,

    /// <summary>64-bit signed integer.</summary>
    Int64,

    /// <summary>32-bit signed integer.</summary>
    Int32,

    /// <summary>16-bit signed integer.</summary>
    Int16,

    /// <summary>8-bit signed integer.</summary>
    Int8,

    /// <summary>8-bit unsigned integer.</summary>
    UInt8,

    /// <summary>Truth value in one byte.</summary>
    Bool,
}
