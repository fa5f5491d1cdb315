using System.Text;

namespace DnnBrain.Formats.Mat;

/// <summary>One MATLAB variable, or one element of a cell or a field of a struct. Elements lie column by column, as in MATLAB.</summary>
public sealed class MatVariable
{
    private readonly double[] _values;

    private MatVariable(MatClass matClass, IReadOnlyList<int> shape, double[] values)
    {
        Class = matClass;
        Shape = shape;
        _values = values;
    }

    /// <summary>What it holds.</summary>
    public MatClass Class { get; }

    /// <summary>The dimensions as MATLAB's <c>size</c> gives them: at least two.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Count => Shape.Aggregate(1, (a, b) => checked(a * b));

    /// <summary>The elements of a cell array, column by column; empty otherwise.</summary>
    public IReadOnlyList<MatVariable> Cells { get; private init; } = [];

    /// <summary>The fields of each element of a struct array, column by column; empty otherwise.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, MatVariable>> Fields { get; private init; } = [];

    /// <summary>The numbers, column by column; empty where it holds none.</summary>
    public ReadOnlySpan<double> Values => Class == MatClass.Numeric ? _values : [];

    /// <summary>Numbers.</summary>
    /// <param name="shape">The dimensions.</param>
    /// <param name="values">Column by column; taken over.</param>
    public static MatVariable FromNumbers(IReadOnlyList<int> shape, double[] values) => new(MatClass.Numeric, shape, values);

    /// <summary>Characters, as UTF-16 code units.</summary>
    internal static MatVariable FromCharacters(IReadOnlyList<int> shape, double[] units) => new(MatClass.Text, shape, units);

    /// <summary>One row of text.</summary>
    public static MatVariable FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(MatClass.Text, [text.Length == 0 ? 0 : 1, text.Length], [.. text.Select(c => (double)c)]);
    }

    /// <summary>A column of texts, as a cell array.</summary>
    public static MatVariable FromTexts(IEnumerable<string> texts)
    {
        MatVariable[] cells = [.. texts.Select(FromText)];
        return FromCells([cells.Length, 1], cells);
    }

    /// <summary>A cell array.</summary>
    internal static MatVariable FromCells(IReadOnlyList<int> shape, IReadOnlyList<MatVariable> cells) => new(MatClass.Cell, shape, []) { Cells = cells };

    /// <summary>A struct array.</summary>
    internal static MatVariable FromFields(IReadOnlyList<int> shape, IReadOnlyList<IReadOnlyDictionary<string, MatVariable>> fields) =>
        new(MatClass.Struct, shape, []) { Fields = fields };

    /// <summary>What is not read.</summary>
    internal static MatVariable Unread { get; } = new(MatClass.Other, [0, 0], []);

    /// <summary>
    /// The texts of a cell array of texts, or of a char matrix (a text a row, without the blanks at its end); null for what is
    /// neither.
    /// </summary>
    public string[]? ToTexts()
    {
        switch (Class)
        {
            case MatClass.Text:
                int rows = Shape[0];
                int columns = rows == 0 ? 0 : _values.Length / rows;
                return [.. Enumerable.Range(0, rows).Select(r => Row(r, rows, columns))];
            case MatClass.Cell when Cells.All(cell => cell.Class == MatClass.Text && cell.Shape[0] <= 1):
                return [.. Cells.Select(cell => cell.ToTexts()!.FirstOrDefault(""))];
            default:
                return null;
        }
    }

    private string Row(int row, int rows, int columns)
    {
        var text = new StringBuilder(columns);
        for (int c = 0; c < columns; c++)
        {
            text.Append((char)_values[row + (c * rows)]);
        }

        return text.ToString().TrimEnd(' ', '\0');
    }
}
