namespace DnnBrain.Formats.Npy;

/// <summary>What the elements of an array are; the letters are those of NumPy's type strings.</summary>
public enum NpyDataType
{
    /// <summary>Truth values, <c>|b1</c>.</summary>
    Bool,

    /// <summary>Signed 8-bit integers, <c>|i1</c>.</summary>
    Int8,

    /// <summary>Signed 16-bit integers, <c>i2</c>.</summary>
    Int16,

    /// <summary>Signed 32-bit integers, <c>i4</c>.</summary>
    Int32,

    /// <summary>Signed 64-bit integers, <c>i8</c>.</summary>
    Int64,

    /// <summary>Unsigned 8-bit integers, <c>|u1</c>.</summary>
    UInt8,

    /// <summary>Unsigned 16-bit integers, <c>u2</c>.</summary>
    UInt16,

    /// <summary>Unsigned 32-bit integers, <c>u4</c>.</summary>
    UInt32,

    /// <summary>Unsigned 64-bit integers, <c>u8</c>.</summary>
    UInt64,

    /// <summary>Half precision, <c>f2</c>.</summary>
    Float16,

    /// <summary>Single precision, <c>f4</c>.</summary>
    Float32,

    /// <summary>Double precision, <c>f8</c>.</summary>
    Float64,

    /// <summary>Texts of a fixed number of Unicode characters, <c>U</c>; shorter ones are filled up with NUL.</summary>
    Unicode,

    /// <summary>Texts of a fixed number of bytes, <c>S</c>; shorter ones are filled up with NUL. Read as UTF-8.</summary>
    Bytes,
}
