using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace DnnBrain.Formats.Npy;

/// <summary>
/// An array of NumPy with its elements as they are stored. They are converted when they are asked for, always to row-major
/// order (C order, the last dimension varying fastest), whatever the order in the file.
/// </summary>
public sealed class NpyArray
{
    private readonly ReadOnlyMemory<byte> _data;

    internal NpyArray(string name, NpyElementType elementType, bool isFortranOrder, IReadOnlyList<int> shape, ReadOnlyMemory<byte> data)
    {
        Name = name;
        ElementType = elementType;
        IsFortranOrder = isFortranOrder;
        Shape = shape;
        Count = data.Length / elementType.ItemSize;
        _data = data;
    }

    /// <summary>The dimensions; empty for a single element.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>What the elements are.</summary>
    public NpyDataType DataType => ElementType.DataType;

    /// <summary>True for <see cref="NpyDataType.Unicode"/> and <see cref="NpyDataType.Bytes"/>.</summary>
    public bool IsText => ElementType.IsText;

    /// <summary>Where the array comes from, for errors.</summary>
    internal string Name { get; }

    internal NpyElementType ElementType { get; }

    internal bool IsFortranOrder { get; }

    internal ReadOnlySpan<byte> Data => _data.Span;

    /// <summary>Makes an array of doubles.</summary>
    /// <param name="values">The elements in row-major order; they are copied.</param>
    /// <param name="shape">The dimensions; none for a single element.</param>
    /// <exception cref="ArgumentException">The number of elements is not that of the shape.</exception>
    public static NpyArray FromDouble(ReadOnlySpan<double> values, params ReadOnlySpan<int> shape) => FromNumbers(values, NpyDataType.Float64, shape);

    /// <summary>Makes an array of singles; otherwise as <see cref="FromDouble"/>.</summary>
    public static NpyArray FromSingle(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) => FromNumbers(values, NpyDataType.Float32, shape);

    /// <summary>Makes an array of 64-bit integers; otherwise as <see cref="FromDouble"/>.</summary>
    public static NpyArray FromInt64(ReadOnlySpan<long> values, params ReadOnlySpan<int> shape) => FromNumbers(values, NpyDataType.Int64, shape);

    /// <summary>Makes an array of texts, each with the room of the longest; NULs at the end of a text are lost, as in NumPy.</summary>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The dimensions; none for a single element.</param>
    /// <exception cref="ArgumentException">The number of elements is not that of the shape.</exception>
    public static NpyArray FromText(IReadOnlyList<string> values, params ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckShape(values.Count, shape);
        int length = Math.Max(1, values.Select(v => v.EnumerateRunes().Count()).DefaultIfEmpty().Max());
        int[] characters = new int[checked(values.Count * length)];
        for (int i = 0; i < values.Count; i++)
        {
            int position = i * length;
            foreach (Rune rune in values[i].EnumerateRunes())
            {
                characters[position++] = rune.Value;
            }
        }

        return new NpyArray("array", NpyElementType.OfText(length), false, shape.ToArray().AsReadOnly(), MemoryMarshal.AsBytes(characters.AsSpan()).ToArray());
    }

    /// <summary>The numbers as doubles in row-major order; 64-bit integers above 2^53 are rounded, truth values are 0 and 1.</summary>
    /// <exception cref="DataFileException">The elements are texts (<c>ArrayTypeMismatch</c>).</exception>
    public double[] ToDouble() => ToNumbers<double>();

    /// <summary>The numbers as singles in row-major order, rounded to the nearest; truth values are 0 and 1.</summary>
    /// <exception cref="DataFileException">The elements are texts (<c>ArrayTypeMismatch</c>).</exception>
    public float[] ToSingle() => ToNumbers<float>();

    /// <summary>Integers and truth values in row-major order.</summary>
    /// <exception cref="DataFileException">
    /// The elements are texts or floating-point numbers, or one is above 2^63 − 1 (<c>ArrayTypeMismatch</c>).
    /// </exception>
    public long[] ToInt64()
    {
        if (DataType is NpyDataType.Float16 or NpyDataType.Float32 or NpyDataType.Float64)
        {
            throw TypeMismatch("integers were expected");
        }

        try
        {
            return ToNumbers<long>();
        }
        catch (OverflowException)
        {
            throw TypeMismatch($"an element is above {long.MaxValue}");
        }
    }

    /// <summary>The texts in row-major order.</summary>
    /// <exception cref="DataFileException">The elements are numbers (<c>ArrayTypeMismatch</c>).</exception>
    /// <exception cref="InvalidFileContentException">A character is not one of Unicode.</exception>
    public string[] ToText()
    {
        if (!IsText)
        {
            throw TypeMismatch("texts were expected");
        }

        string[] values = new string[Count];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> item = Data.Slice(i * ElementType.ItemSize, ElementType.ItemSize);
            values[i] = DataType == NpyDataType.Unicode ? DecodeUnicode(item) : System.Text.Encoding.UTF8.GetString(item.TrimEnd((byte)0));
        }

        return ToRowMajor(values);
    }

    /// <summary>Type and shape.</summary>
    public override string ToString() => $"{ElementType} ({string.Join(", ", Shape)})";

    private static NpyArray FromNumbers<T>(ReadOnlySpan<T> values, NpyDataType type, ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        CheckShape(values.Length, shape);
        return new NpyArray("array", NpyElementType.OfNumbers(type), false, shape.ToArray().AsReadOnly(), MemoryMarshal.AsBytes(values).ToArray());
    }

    private static void CheckShape(int count, ReadOnlySpan<int> shape)
    {
        long expected = 1;
        foreach (int size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            expected = checked(expected * size);
        }

        if (expected != count)
        {
            throw new ArgumentException($"A shape of ({string.Join(", ", shape.ToArray())}) has {expected} elements, not {count}.", nameof(shape));
        }
    }

    private T[] ToNumbers<T>()
        where T : unmanaged, INumberBase<T>
    {
        if (IsText)
        {
            throw TypeMismatch("numbers were expected");
        }

        ReadOnlySpan<byte> bytes = Data;
        if (ElementType.IsBigEndian == BitConverter.IsLittleEndian && ElementType.ItemSize > 1)
        {
            byte[] swapped = bytes.ToArray();
            ByteSwap.Reverse(swapped, ElementType.ItemSize);
            bytes = swapped;
        }

        T[] values = new T[Count];
        switch (DataType)
        {
            case NpyDataType.Bool or NpyDataType.UInt8:
                Convert<byte, T>(bytes, values);
                break;
            case NpyDataType.Int8:
                Convert<sbyte, T>(bytes, values);
                break;
            case NpyDataType.Int16:
                Convert<short, T>(bytes, values);
                break;
            case NpyDataType.Int32:
                Convert<int, T>(bytes, values);
                break;
            case NpyDataType.Int64:
                Convert<long, T>(bytes, values);
                break;
            case NpyDataType.UInt16:
                Convert<ushort, T>(bytes, values);
                break;
            case NpyDataType.UInt32:
                Convert<uint, T>(bytes, values);
                break;
            case NpyDataType.UInt64:
                Convert<ulong, T>(bytes, values);
                break;
            case NpyDataType.Float16:
                Convert<Half, T>(bytes, values);
                break;
            case NpyDataType.Float32:
                Convert<float, T>(bytes, values);
                break;
            default:
                Convert<double, T>(bytes, values);
                break;
        }

        return ToRowMajor(values);
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<byte> bytes, Span<TTo> destination)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo> =>
        TensorPrimitives.ConvertChecked<TFrom, TTo>(MemoryMarshal.Cast<byte, TFrom>(bytes), destination);

    /// <summary>Brings elements from column-major to row-major order; O(n).</summary>
    private T[] ToRowMajor<T>(T[] stored)
    {
        int rank = Shape.Count;
        if (!IsFortranOrder || rank < 2 || stored.Length == 0)
        {
            return stored;
        }

        int[] stride = new int[rank];
        stride[0] = 1;
        for (int d = 1; d < rank; d++)
        {
            stride[d] = stride[d - 1] * Shape[d - 1];
        }

        // Counts through the indices as an odometer, the last dimension fastest, and keeps the place in the file beside them.
        int[] index = new int[rank];
        T[] ordered = new T[stored.Length];
        int place = 0;
        for (int i = 0; i < ordered.Length; i++)
        {
            ordered[i] = stored[place];
            for (int d = rank - 1; d >= 0; d--)
            {
                place += stride[d];
                if (++index[d] < Shape[d])
                {
                    break;
                }

                place -= stride[d] * Shape[d];
                index[d] = 0;
            }
        }

        return ordered;
    }

    private string DecodeUnicode(ReadOnlySpan<byte> item)
    {
        var text = new StringBuilder(item.Length / 4);
        int length = item.Length / 4;
        ReadOnlySpan<int> characters = MemoryMarshal.Cast<byte, int>(item);
        for (; length > 0 && characters[length - 1] == 0; length--)
        {
        }

        for (int i = 0; i < length; i++)
        {
            int character = ElementType.IsBigEndian == BitConverter.IsLittleEndian
                ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(characters[i])
                : characters[i];
            if (!Rune.IsValid(character))
            {
                throw new InvalidFileContentException(Name, $"a text holds 0x{character:X}, which is no character of Unicode.");
            }

            text.Append(new Rune(character).ToString());
        }

        return text.ToString();
    }

    private DataFileException TypeMismatch(string reason) =>
        new("ArrayTypeMismatch", ErrorKind.InvalidData, Name, $"the array is {this}; {reason}.");
}
