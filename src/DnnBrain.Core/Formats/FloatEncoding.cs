namespace DnnBrain.Formats;

/// <summary>How a file stores a floating-point number, little-endian.</summary>
internal enum FloatEncoding
{
    /// <summary>64-bit IEEE 754.</summary>
    Float64,

    /// <summary>32-bit IEEE 754.</summary>
    Float32,

    /// <summary>16-bit IEEE 754.</summary>
    Float16,

    /// <summary>The upper half of a <see cref="Float32"/>.</summary>
    BFloat16,
}
