using System.Globalization;

namespace DnnBrain.Stimuli;

/// <summary>
/// A table of stimuli as text: what a .stim.csv, a spreadsheet or any list of objects has in common. Column names are matched
/// without regard to case.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>stimID, Id, StimulusId</term><description>the id; without such a column the file's name</description></item>
/// <item><term>path, file, FullName</term><description>the file; without such a column the id is the file's name</description></item>
/// <item><term>onset, duration</term><description>seconds, invariant culture; empty means unknown</description></item>
/// <item><term>label, condition</term><description>text</description></item>
/// <item><term>any other</term><description>kept under its name: numbers where the whole column is numeric, otherwise text</description></item>
/// </list>
/// </remarks>
public sealed class StimulusTable
{
    private static readonly string[] s_idNames = ["stimID", "Id", "StimulusId"];
    private static readonly string[] s_pathNames = ["path", "file", "FullName"];
    private static readonly string[] s_knownNames = [.. s_idNames, .. s_pathNames, "onset", "duration", "label", "condition"];

    private readonly IReadOnlyList<string> _columns;
    private readonly IReadOnlyList<StimulusTableRow> _rows;
    private readonly int _id;
    private readonly int _path;

    /// <summary>Makes a table.</summary>
    /// <param name="name">The file, or a description of the objects, for messages.</param>
    /// <param name="columns">Column names.</param>
    /// <param name="rows">Rows; one with another number of cells than columns is refused in <see cref="ToStimuli"/>.</param>
    /// <exception cref="StimulusTableException">
    /// A column occurs twice (<c>StimulusColumnDuplicate</c>), or there is neither an id nor a path (<c>StimulusColumnMissing</c>).
    /// </exception>
    public StimulusTable(string name, IReadOnlyList<string> columns, IReadOnlyList<StimulusTableRow> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Name = name;
        _columns = columns;
        _rows = rows;
        string? twice = columns.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new StimulusTableException("StimulusColumnDuplicate", ErrorKind.InvalidData, name, 0, twice, "the column occurs more than once.");
        }

        _id = Find(s_idNames);
        _path = Find(s_pathNames);
        if (_id < 0 && _path < 0)
        {
            throw new StimulusTableException(
                "StimulusColumnMissing",
                ErrorKind.InvalidData,
                name,
                0,
                null,
                $"a column '{s_idNames[0]}' (or '{string.Join("', '", s_idNames.Skip(1).Concat(s_pathNames))}') is needed; there are: {string.Join(", ", columns)}.");
        }
    }

    /// <summary>The file, or a description of the objects.</summary>
    public string Name { get; }

    /// <summary>Makes stimuli of the rows, in their order.</summary>
    /// <param name="kind">What the stimuli are.</param>
    /// <param name="root">
    /// The folder that relative paths start from; for <see cref="StimulusKind.VideoFrame"/> the video file, whose 1-based frame
    /// numbers the ids are.
    /// </param>
    /// <param name="observer">
    /// Is told of every row that cannot be used, with line and column: <c>StimulusRowInvalid</c>, <c>StimulusDuplicate</c>, or
    /// <c>StimulusFileNotFound</c>.
    /// </param>
    public IEnumerable<Stimulus> ToStimuli(StimulusKind kind, string root, IRunObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var further = _columns
            .Select((column, index) => (Name: column, Index: index, IsNumeric: IsNumeric(index)))
            .Where(c => !s_knownNames.Contains(c.Name, StringComparer.OrdinalIgnoreCase))
            .ToArray();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (StimulusTableRow row in _rows)
        {
            Stimulus? stimulus = null;
            try
            {
                stimulus = ToStimulus(row, kind, root, further);
                if (!lines.TryAdd(stimulus.Id, row.Line))
                {
                    throw Invalid("StimulusDuplicate", row, s_idNames[0], $"stimulus '{stimulus.Id}' stands already in line {lines[stimulus.Id]}; each id may occur once.");
                }
            }
            catch (StimulusTableException e)
            {
                observer.ItemFailed(e);
                continue;
            }

            yield return stimulus;
        }
    }

    private Stimulus ToStimulus(StimulusTableRow row, StimulusKind kind, string root, (string Name, int Index, bool IsNumeric)[] further)
    {
        if (row.Cells.Count != _columns.Count)
        {
            throw Invalid("StimulusRowInvalid", row, null, $"{row.Cells.Count} cells where {_columns.Count} were expected ({string.Join(", ", _columns)}).");
        }

        string id = row.Cells[_id >= 0 ? _id : _path];
        string column = _columns[_id >= 0 ? _id : _path];
        if (id.Length == 0)
        {
            throw Invalid("StimulusRowInvalid", row, column, "the cell is empty.");
        }

        int? frame = kind == StimulusKind.VideoFrame ? Frame(row, id) : null;
        string path = frame is not null ? root : Path.GetFullPath(_path >= 0 ? row.Cells[_path] : id, root);
        if (!File.Exists(path))
        {
            throw Invalid("StimulusFileNotFound", row, _columns[_path >= 0 ? _path : _id], $"there is no file '{path}'.", ErrorKind.NotFound);
        }

        return new Stimulus
        {
            Id = _id >= 0 ? id : Path.GetFileName(path),
            Kind = kind,
            Path = path,
            Frame = frame,
            Onset = Seconds(row, "onset"),
            Duration = Seconds(row, "duration"),
            Label = Text(row, "label"),
            Condition = Text(row, "condition"),
            Properties = further.ToDictionary(
                c => c.Name,
                c => c.IsNumeric ? (object?)Number(row.Cells[c.Index]) : row.Cells[c.Index],
                StringComparer.OrdinalIgnoreCase),
        };
    }

    private int Frame(StimulusTableRow row, string id) =>
        Number(id) is >= 1 and <= int.MaxValue and var number && double.IsInteger(number)
            ? (int)number
            : throw Invalid("StimulusRowInvalid", row, _columns[_id >= 0 ? _id : _path], $"'{id}' is not a frame number of 1 or more.");

    private double? Seconds(StimulusTableRow row, string name)
    {
        if (Text(row, name) is not { } text)
        {
            return null;
        }

        double seconds = Number(text);
        return double.IsFinite(seconds)
            ? seconds
            : throw Invalid("StimulusRowInvalid", row, name, $"'{text}' is not a number of seconds.");
    }

    private string? Text(StimulusTableRow row, string name) =>
        Find([name]) is >= 0 and var index && row.Cells[index].Length > 0 ? row.Cells[index] : null;

    private bool IsNumeric(int column) =>
        _rows.All(r => column >= r.Cells.Count || r.Cells[column].Length == 0 || !double.IsNaN(Number(r.Cells[column])) || IsNaN(r.Cells[column]))
        && _rows.Any(r => column < r.Cells.Count && r.Cells[column].Length > 0);

    private static bool IsNaN(string cell) => cell.Equals("nan", StringComparison.OrdinalIgnoreCase);

    private static double Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;

    private int Find(string[] names)
    {
        foreach (string name in names)
        {
            for (int i = 0; i < _columns.Count; i++)
            {
                if (_columns[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private StimulusTableException Invalid(string id, StimulusTableRow row, string? column, string reason, ErrorKind kind = ErrorKind.InvalidData) =>
        new(id, kind, Name, row.Line, column, reason);
}
