using DnnBrain.Formats.Hdf5;

namespace DnnBrain.Formats.Mat;

/// <summary>
/// A version 7.3 MAT-file: HDF5 behind a header of 512 bytes. Dimensions stand in reverse, so elements read row by row come column
/// by column; cells and struct arrays are references to objects in a group <c>#refs#</c>.
/// </summary>
internal sealed class Mat73File : IMatFile
{
    private const string ClassAttribute = "MATLAB_class";
    private const string EmptyAttribute = "MATLAB_empty";
    private const int MaxDepth = 32;

    private readonly Hdf5File _file;

    public Mat73File(string path)
    {
        Path = path;
        _file = Hdf5File.OpenRead(path);
    }

    public string Path { get; }

    // Names with # are MATLAB's own groups of referenced objects.
    public IReadOnlyList<string> Names => [.. _file.Names().Where(name => !name.StartsWith('#'))];

    public MatVariable Read(string name)
    {
        if (!_file.Contains(name))
        {
            throw new DataFileException("VariableNotFound", ErrorKind.NotFound, Path, $"there is no variable '{name}'; there are {string.Join(", ", Names)}.");
        }

        using Hdf5Object? item = _file.Open(name);
        return Convert(item, 0);
    }

    public void Dispose() => _file.Dispose();

    private MatVariable Convert(Hdf5Object? item, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidFileContentException(Path, $"cells and structs lie in one another more than {MaxDepth} deep.");
        }

        return item switch
        {
            Hdf5Dataset dataset => Convert(dataset, depth),
            Hdf5Group group => ConvertStruct(group, depth),
            _ => MatVariable.Unread,
        };
    }

    private MatVariable Convert(Hdf5Dataset dataset, int depth)
    {
        string? matClass = dataset.ReadText(ClassAttribute);
        if (dataset.HasAttribute(EmptyAttribute))
        {
            return matClass == "char" ? MatVariable.FromText("") : matClass == "cell" ? MatVariable.FromCells([0, 0], []) : MatVariable.FromNumbers([0, 0], []);
        }

        int[] shape = Shape(dataset);
        if (dataset.OpenReferences() is { } references)
        {
            return MatVariable.FromCells(shape, ConvertAll(references, depth));
        }

        if (!dataset.IsNumeric)
        {
            return MatVariable.Unread;
        }

        dataset.RequireStoredNumbers();
        double[] values = new double[Hdf5Shape.ElementCount([.. dataset.Shape], Path)];
        dataset.Read<double>(new long[dataset.Shape.Count], [.. dataset.Shape], values);
        return matClass == "char" ? MatVariable.FromCharacters(shape, values) : MatVariable.FromNumbers(shape, values);
    }

    private MatVariable[] ConvertAll(IReadOnlyList<Hdf5Object?> items, int depth)
    {
        var variables = new MatVariable[items.Count];
        for (int i = 0; i < items.Count; i++)
        {
            using Hdf5Object? item = items[i];
            variables[i] = Convert(item, depth + 1);
        }

        return variables;
    }

    /// <summary>A group is a struct; fields that are references of one shape make it a struct array.</summary>
    private MatVariable ConvertStruct(Hdf5Group group, int depth)
    {
        var fields = new Dictionary<string, MatVariable>(StringComparer.Ordinal);
        var isArray = new List<bool>();
        foreach (string name in group.Names())
        {
            using Hdf5Object? item = group.Open(name);
            fields[name] = Convert(item, depth + 1);

            // A field that is a cell says so; references without a class are the elements of a struct array.
            isArray.Add(fields[name].Class == MatClass.Cell && item!.ReadText(ClassAttribute) is null);
        }

        if (isArray.Count == 0 || isArray.Contains(false))
        {
            return MatVariable.FromFields([1, 1], [fields]);
        }

        MatVariable first = fields.Values.First();
        return fields.Values.All(field => field.Count == first.Count)
            ? MatVariable.FromFields(first.Shape, [.. Enumerable.Range(0, first.Count).Select(i => fields.ToDictionary(f => f.Key, f => f.Value.Cells[i], StringComparer.Ordinal))])
            : throw new InvalidFileContentException(Path, "the fields of a struct array differ in their number of elements.");
    }

    private int[] Shape(Hdf5Dataset dataset)
    {
        int[] shape = [.. dataset.Shape.Reverse().Select(size => size <= int.MaxValue
            ? (int)size
            : throw new UnsupportedFileContentException(Path, $"the variable '{dataset.Name}' has a dimension of {size:N0}."))];
        return shape.Length >= 2 ? shape : [shape.FirstOrDefault(1), 1];
    }
}
