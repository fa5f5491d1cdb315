namespace DnnBrain.Formats.Safetensors;

/// <summary>One tensor to be written.</summary>
public sealed class SafetensorsTensor
{
    /// <summary>Makes a tensor from its bytes, which must not be changed until it is written.</summary>
    /// <param name="name">The tensor's name; <c>__metadata__</c> is taken by the format.</param>
    /// <param name="dataType">What its numbers are.</param>
    /// <param name="shape">Its dimensions; empty for a single number.</param>
    /// <param name="data">Its bytes: little-endian, row-major.</param>
    /// <exception cref="ArgumentException">The name is empty or taken, or the number of bytes is not that of shape and type.</exception>
    public SafetensorsTensor(string name, SafetensorsDataType dataType, IReadOnlyList<long> shape, ReadOnlyMemory<byte> data)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        if (name == SafetensorsHeader.MetadataKey)
        {
            throw new ArgumentException($"No tensor may be called '{name}': the format keeps its texts under this name.", nameof(name));
        }

        long[] dimensions = [.. shape];
        long bytes = SafetensorsElement.SizeOf(dataType);
        foreach (long dimension in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            bytes = checked(bytes * dimension);
        }

        if (bytes != data.Length)
        {
            throw new ArgumentException($"{dataType} [{string.Join(", ", dimensions)}] takes {bytes} bytes, not {data.Length}.", nameof(data));
        }

        Name = name;
        DataType = dataType;
        Shape = Array.AsReadOnly(dimensions);
        Data = data;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>What its numbers are.</summary>
    public SafetensorsDataType DataType { get; }

    /// <summary>Its dimensions, the last one varying fastest; empty for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Its bytes: little-endian, row-major.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Makes a tensor from single precision, stored as F32, F16, BF16 or F64: rounded to the nearest value, ties to even.</summary>
    /// <exception cref="ArgumentException">The type is no floating-point type, or the number of values is not that of the shape.</exception>
    public static SafetensorsTensor FromSingle(
        string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values, SafetensorsDataType dataType = SafetensorsDataType.F32) =>
        new(name, dataType, shape, SafetensorsElement.FromSingle(dataType, values));

    /// <summary>Name, type and shape.</summary>
    public override string ToString() => $"{Name} {DataType} [{string.Join(", ", Shape)}]";
}
