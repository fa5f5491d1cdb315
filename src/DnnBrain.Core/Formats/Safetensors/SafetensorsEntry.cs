namespace DnnBrain.Formats.Safetensors;

/// <summary>One tensor as the header of a file describes it.</summary>
public sealed class SafetensorsEntry
{
    internal SafetensorsEntry(string name, SafetensorsDataType dataType, long[] shape, long byteOffset, long byteLength)
    {
        Name = name;
        DataType = dataType;
        Shape = Array.AsReadOnly(shape);
        ByteOffset = byteOffset;
        ByteLength = byteLength;
    }

    /// <summary>The tensor's name, for example <c>features.0.weight</c>.</summary>
    public string Name { get; }

    /// <summary>What its numbers are.</summary>
    public SafetensorsDataType DataType { get; }

    /// <summary>Its dimensions, the last one varying fastest; empty for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The number of its elements: the product of <see cref="Shape"/>, 1 for a single number.</summary>
    public long ElementCount => ByteLength / SafetensorsElement.SizeOf(DataType);

    /// <summary>The number of its bytes.</summary>
    public long ByteLength { get; }

    /// <summary>Where its bytes begin, counted from the first byte behind the header.</summary>
    internal long ByteOffset { get; }

    /// <summary>Name, type and shape.</summary>
    public override string ToString() => $"{Name} {DataType} [{string.Join(", ", Shape)}]";
}
