namespace DnnBrain.Formats.Npy;

/// <summary>What the header of an array says.</summary>
public sealed class NpyHeader
{
    internal NpyHeader(NpyElementType elementType, bool isFortranOrder, int[] shape, long count, long dataOffset)
    {
        ElementType = elementType;
        IsFortranOrder = isFortranOrder;
        Shape = Array.AsReadOnly(shape);
        Count = count;
        DataOffset = dataOffset;
    }

    /// <summary>What the elements are.</summary>
    public NpyDataType DataType => ElementType.DataType;

    /// <summary>The dimensions; empty for a single element.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>True when elements are stored with the first dimension varying fastest.</summary>
    public bool IsFortranOrder { get; }

    /// <summary>True when numbers and characters are stored with the most significant byte first.</summary>
    public bool IsBigEndian => ElementType.IsBigEndian;

    internal NpyElementType ElementType { get; }

    /// <summary>Where the elements begin, from the start of the array.</summary>
    internal long DataOffset { get; }

    /// <summary>The bytes of all elements.</summary>
    internal long DataLength => Count * ElementType.ItemSize;

    /// <summary>Type and shape.</summary>
    public override string ToString() => $"{ElementType} ({string.Join(", ", Shape)})";
}
