namespace DnnBrain.Formats.Mat;

/// <summary>Turns the bytes of one matrix element (miMATRIX) into a variable.</summary>
/// <remarks>MAT-File Format, The MathWorks, "Level 5 MAT-File Format": array flags, dimensions, name, then what the class says.</remarks>
internal sealed class Mat5Parser(string path, bool bigEndian)
{
    // Nested deeper than any data that people keep; each level costs stack.
    private const int MaxDepth = 32;

    // The least that an element of a cell or a field takes: an empty matrix is a tag.
    private const int LeastElement = 8;

    private enum Class5
    {
        Cell = 1,
        Struct = 2,
        Char = 4,
        Double = 6,
        UInt64 = 15,
    }

    /// <summary>The name and what follows it.</summary>
    /// <param name="matrix">The element's data.</param>
    /// <param name="name">The variable's name; empty within a cell or struct.</param>
    /// <param name="depth">How many cells and structs it lies in.</param>
    public MatVariable Parse(ReadOnlyMemory<byte> matrix, out string name, int depth = 0)
    {
        name = "";
        if (matrix.IsEmpty)
        {
            return MatVariable.FromNumbers([0, 0], []);
        }

        if (depth > MaxDepth)
        {
            throw new InvalidFileContentException(path, $"cells and structs lie in one another more than {MaxDepth} deep.");
        }

        (int[]? shape, int flags) = ReadHeader(ref matrix, out name);
        const int Complex = 0x800;
        return (Class5)(flags & 0xff) switch
        {
            _ when shape is null || (flags & Complex) != 0 => MatVariable.Unread,
            Class5.Cell => MatVariable.FromCells(shape, ReadMatrices(ref matrix, Count(shape), depth)),
            Class5.Struct => ReadStruct(ref matrix, shape, depth),
            Class5.Char => MatVariable.FromCharacters(shape, ReadCharacters(ref matrix, Count(shape))),
            >= Class5.Double and <= Class5.UInt64 => MatVariable.FromNumbers(shape, ReadNumbers(ref matrix, Count(shape))),
            _ => MatVariable.Unread,
        };
    }

    /// <summary>The name alone, from as many bytes as are needed for it.</summary>
    public string ParseName(ReadOnlyMemory<byte> start)
    {
        ReadHeader(ref start, out string name);
        return name;
    }

    private (int[]? Shape, int Flags) ReadHeader(ref ReadOnlyMemory<byte> matrix, out string name)
    {
        Mat5Element flags = Mat5Element.Take(ref matrix, bigEndian, path);
        if (flags.Type != MatType.UInt32 || flags.Data.Length < 4)
        {
            throw new InvalidFileContentException(path, "a variable does not begin with its flags.");
        }

        int bits = (int)Mat5Element.ReadUInt32(flags.Data.Span, bigEndian);
        const int Opaque = 17;
        if ((bits & 0xff) == Opaque)
        {
            // An object has its name where others have dimensions.
            name = Name(Mat5Element.Take(ref matrix, bigEndian, path));
            return (null, bits);
        }

        double[] shape = Mat5Element.Take(ref matrix, bigEndian, path).ToNumbers(path);
        name = Name(Mat5Element.Take(ref matrix, bigEndian, path));
        return shape.Length >= 2 && Array.TrueForAll(shape, size => size is >= 0 and <= int.MaxValue)
            ? ([.. shape.Select(size => (int)size)], bits)
            : throw new InvalidFileContentException(path, $"the variable '{name}' has the dimensions {string.Join("×", shape)}.");
    }

    private int Count(int[] shape)
    {
        double count = shape.Aggregate(1.0, (a, b) => a * b);
        return count <= Array.MaxLength
            ? (int)count
            : throw new UnsupportedFileContentException(path, $"a variable has {count:N0} elements; at most {Array.MaxLength:N0} are read.");
    }

    private double[] ReadNumbers(ref ReadOnlyMemory<byte> matrix, int count)
    {
        if (count == 0)
        {
            return [];
        }

        double[] values = Mat5Element.Take(ref matrix, bigEndian, path).ToNumbers(path);
        return values.Length == count
            ? values
            : throw new InvalidFileContentException(path, $"a variable should have {count} numbers and has {values.Length}.");
    }

    private double[] ReadCharacters(ref ReadOnlyMemory<byte> matrix, int count)
    {
        if (count == 0)
        {
            return [];
        }

        Mat5Element element = Mat5Element.Take(ref matrix, bigEndian, path);
        double[] units = element.Type is MatType.Utf8
            ? [.. System.Text.Encoding.UTF8.GetString(element.Data.Span).Select(c => (double)c)]
            : element.ToNumbers(path);
        return units.Length == count && Array.TrueForAll(units, unit => unit is >= 0 and <= char.MaxValue)
            ? units
            : throw new InvalidFileContentException(path, $"a text should have {count} characters and has {units.Length}.");
    }

    private MatVariable[] ReadMatrices(ref ReadOnlyMemory<byte> matrix, long count, int depth)
    {
        if (count > matrix.Length / LeastElement)
        {
            throw new InvalidFileContentException(path, $"a cell or struct should have {count} elements, more than its bytes can hold.");
        }

        var matrices = new MatVariable[count];
        for (int i = 0; i < count; i++)
        {
            Mat5Element element = Mat5Element.Take(ref matrix, bigEndian, path);
            matrices[i] = element.Type == MatType.Matrix ? Parse(element.Data, out _, depth + 1) : MatVariable.Unread;
        }

        return matrices;
    }

    private MatVariable ReadStruct(ref ReadOnlyMemory<byte> matrix, int[] shape, int depth)
    {
        int nameLength = Mat5Element.Take(ref matrix, bigEndian, path).ToNumbers(path) is [>= 1 and <= 4096 and var length]
            ? (int)length
            : throw new InvalidFileContentException(path, "a struct does not say how long the names of its fields are.");
        ReadOnlyMemory<byte> text = Mat5Element.Take(ref matrix, bigEndian, path).Data;
        string[] names = [.. Enumerable.Range(0, text.Length / nameLength).Select(i => Text(text.Span.Slice(i * nameLength, nameLength)))];
        int count = Count(shape);
        MatVariable[] values = ReadMatrices(ref matrix, (long)count * names.Length, depth);
        return MatVariable.FromFields(shape, [.. Enumerable.Range(0, names.Length == 0 ? 0 : count).Select(i => Row(names, values.AsSpan(i * names.Length, names.Length)))]);
    }

    private Dictionary<string, MatVariable> Row(string[] names, ReadOnlySpan<MatVariable> values)
    {
        var fields = new Dictionary<string, MatVariable>(StringComparer.Ordinal);
        for (int f = 0; f < names.Length; f++)
        {
            if (!fields.TryAdd(names[f], values[f]))
            {
                throw new InvalidFileContentException(path, $"a struct has two fields '{names[f]}'.");
            }
        }

        return fields;
    }

    // MATLAB's own names are ASCII; SciPy writes others in Latin-1.
    private static string Name(Mat5Element element) => System.Text.Encoding.Latin1.GetString(element.Data.Span).TrimEnd('\0');

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return System.Text.Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
