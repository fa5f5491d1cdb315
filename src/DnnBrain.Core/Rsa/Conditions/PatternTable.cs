using System.Globalization;

namespace DnnBrain.Rsa.Conditions;

/// <summary>A table of measurements, such as behaviour: rows with named cells, numbers or text.</summary>
/// <param name="rows">One dictionary a row; names of columns are matched without regard to case.</param>
public sealed class PatternTable(IReadOnlyList<IReadOnlyDictionary<string, object?>> rows)
{
    /// <summary>What columns of ids are called.</summary>
    public static IReadOnlyList<string> IdNames { get; } = Array.AsReadOnly(["Id", "stimID", "StimulusId"]);

    /// <summary>All columns, in the order in which they first occur.</summary>
    public IReadOnlyList<string> Columns { get; } = [.. rows.SelectMany(row => row.Keys).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Number of rows.</summary>
    public int RowCount => rows.Count;

    /// <summary>The rows as patterns, one set a combination of the columns in <see cref="PatternTableOptions.By"/>.</summary>
    /// <param name="options">What the columns mean.</param>
    /// <param name="warn">Told of columns that are no units although most of their cells are numbers.</param>
    /// <exception cref="DnnBrainException">
    /// A column does not exist (<c>ColumnNotFound</c>), a cell of a unit is not a number (<c>CellInvalid</c>; the message names row and
    /// column), there is no column of ids (<c>ColumnMissing</c>) or of units (<c>UnitTooFew</c>), a row has no id
    /// (<c>StimulusIdMissing</c>), or an id occurs twice in a set (<c>StimulusDuplicate</c>).
    /// </exception>
    /// <remarks>Numbers in text are in the invariant culture. An empty cell and NA are NaN.</remarks>
    public IReadOnlyList<TablePatterns> ToPatterns(PatternTableOptions options, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        string? id = FindId(options.Id);
        string? condition = options.Condition is null ? null : Column(options.Condition);
        string? run = options.Run is null ? null : Column(options.Run);
        string[] by = [.. options.By.Select(Column)];
        if (id is null && condition is null && run is null)
        {
            throw NoId();
        }

        string?[] taken = [id, condition, run, .. by];
        string[] others = [.. Columns.Where(column => !taken.Contains(column, StringComparer.OrdinalIgnoreCase))];
        if (options.Property is null && warn is not null)
        {
            Array.ForEach(others, column => WarnOfAlmostNumeric(column, warn));
        }

        string[] property = options.Property is null ? [.. others.Where(IsNumeric)] : [.. options.Property.Select(Column)];
        if (property.Length == 0)
        {
            throw new DnnBrainException("UnitTooFew", ErrorKind.InvalidData, $"No column of '{options.Name}' is left as a unit: none is numeric throughout. There are: {string.Join(", ", Columns)}.", options.Name);
        }

        return [.. Enumerable.Range(0, rows.Count).GroupBy(row => string.Join('\u001f', by.Select(column => Text(row, column))), StringComparer.Ordinal)
            .Select(group => Set([.. group], options.Name, id, condition, run, by, property))];
    }

    /// <summary>A table of some of the rows.</summary>
    /// <param name="members">0-based rows.</param>
    public PatternTable Of(IEnumerable<int> members) => new([.. members.Select(row => rows[row])]);

    /// <summary>The conditions and runs of rows, by id.</summary>
    /// <param name="id">The column of ids; null for Id, stimID or StimulusId.</param>
    /// <param name="condition">The column of conditions; null where all rows are of one.</param>
    /// <param name="run">The column of runs; null for none.</param>
    /// <exception cref="DnnBrainException">As for <see cref="ToPatterns"/>.</exception>
    public PatternDesign ToDesign(string? id, string? condition, string? run)
    {
        return Design([.. Enumerable.Range(0, rows.Count)], [.. Ids(id)], condition is null ? null : Column(condition), run is null ? null : Column(run))!;
    }

    /// <summary>The ids of all rows.</summary>
    /// <param name="column">The column of ids; null for Id, stimID or StimulusId.</param>
    /// <exception cref="DnnBrainException">
    /// There is no such column (<c>ColumnNotFound</c>), or none of these (<c>ColumnMissing</c>); a row has no id (<c>StimulusIdMissing</c>).
    /// </exception>
    public IReadOnlyList<string> Ids(string? column)
    {
        string name = FindId(column) ?? throw NoId();
        return [.. Enumerable.Range(0, rows.Count).Select(row => IdOf(row, name))];
    }

    /// <summary>The texts of a column; empty where a row has none.</summary>
    /// <exception cref="DnnBrainException">There is no such column (<c>ColumnNotFound</c>).</exception>
    public IReadOnlyList<string> Texts(string column)
    {
        string name = Column(column);
        return [.. Enumerable.Range(0, rows.Count).Select(row => Text(row, name))];
    }

    /// <summary>The numbers of a column; NaN where a row has none.</summary>
    /// <exception cref="DnnBrainException">
    /// There is no such column (<c>ColumnNotFound</c>), or a cell is not a number (<c>CellInvalid</c>).
    /// </exception>
    public IReadOnlyList<double> Numbers(string column)
    {
        string name = Column(column);
        return [.. Enumerable.Range(0, rows.Count).Select(row => Number(row, name))];
    }

    private TablePatterns Set(int[] members, string name, string? id, string? condition, string? run, string[] by, string[] property)
    {
        double[] values = new double[members.Length * property.Length];
        for (int i = 0; i < members.Length; i++)
        {
            for (int k = 0; k < property.Length; k++)
            {
                values[(i * property.Length) + k] = Number(members[i], property[k]);
            }
        }

        // Ids of measurements mean nothing once conditions are averaged, and a table of trials often has none.
        string[] ids = [.. members.Select((row, i) => condition is not null || run is not null ? (i + 1).ToString(CultureInfo.InvariantCulture) : IdOf(row, id!))];
        string? subject = by.FirstOrDefault(column => column.Equals("Subject", StringComparison.OrdinalIgnoreCase));
        string? time = by.FirstOrDefault(column => column.Equals("Time", StringComparison.OrdinalIgnoreCase));
        string[] parts = [.. by.Where(column => column != subject && column != time).Select(column => Text(members[0], column))];
        return new TablePatterns(
            parts.Length > 0 ? string.Join(' ', parts) : name, subject is null ? null : Text(members[0], subject), ids, property, values, Design(members, ids, condition, run))
        {
            BinTime = time is null ? null : Number(members[0], time),
        };
    }

    private PatternDesign? Design(int[] members, string[] ids, string? condition, string? run) => condition is null && run is null
        ? null
        : new PatternDesign(
            ids,
            [.. members.Select(row => condition is null ? "all" : Text(row, condition))],
            run is null ? null : [.. members.Select(row => Text(row, run))]);

    private string? FindId(string? id) => id is not null ? Column(id) : IdNames.FirstOrDefault(name => Columns.Contains(name, StringComparer.OrdinalIgnoreCase));

    private DnnBrainException NoId() => new(
        "ColumnMissing", ErrorKind.InvalidData, $"A column of ids is needed: {string.Join(", ", IdNames)}, or the one that is named. There are: {string.Join(", ", Columns)}.", null);

    private string Column(string name) =>
        Columns.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DnnBrainException("ColumnNotFound", ErrorKind.NotFound, $"There is no column '{name}'; there are: {string.Join(", ", Columns)}.", name);

    private string IdOf(int row, string column) => Text(row, column) is { Length: > 0 } id
        ? id
        : throw new DnnBrainException("StimulusIdMissing", ErrorKind.InvalidData, $"Row {row + 1} has no id: its column '{column}' is empty. Rows are matched by their ids.", row + 1);

    // One stray text, a decimal comma or a lost sensor would take a whole unit away unseen.
    private void WarnOfAlmostNumeric(string column, Action<string> warn)
    {
        string[] cells = [.. Enumerable.Range(0, rows.Count).Where(row => Cell(row, column) is not (null or bool or DateTime)).Select(row => Text(row, column)).Where(text => text.Length > 0)];
        string[] other = [.. cells.Where(cell => !TryNumber(cell, out _))];
        bool hasNumber = cells.Any(cell => TryNumber(cell, out double number) && !double.IsNaN(number));
        if (cells.Length > 0 && other.Length == 0 && !hasNumber)
        {
            warn($"The column '{column}' holds no number but NaN and is left out. -Property takes it as a unit.");
        }
        else if (other.Length > 0 && 2 * other.Count(cell => !TryNumber(cell.Replace(',', '.'), out _)) < cells.Length)
        {
            warn($"The column '{column}' is no unit: {other.Length} of its {cells.Length} cells are not numbers, such as '{other[0]}'. Numbers have a decimal point; where one is missing stands nothing, NA or NaN.");
        }
    }

    private bool IsNumeric(string column)
    {
        bool any = false;
        for (int row = 0; row < rows.Count; row++)
        {
            if (!TryNumber(Cell(row, column), out double number))
            {
                return false;
            }

            any |= !double.IsNaN(number);
        }

        return any;
    }

    private double Number(int row, string column) => TryNumber(Cell(row, column), out double number)
        ? number
        : throw new DnnBrainException("CellInvalid", ErrorKind.InvalidData, $"Row {row + 1}, column '{column}': '{Text(row, column)}' is not a number.", Cell(row, column));

    private string Text(int row, string column) => Convert.ToString(Cell(row, column), CultureInfo.InvariantCulture) ?? "";

    private object? Cell(int row, string column)
    {
        if (rows[row].TryGetValue(column, out object? value))
        {
            return value;
        }

        return rows[row].FirstOrDefault(cell => cell.Key.Equals(column, StringComparison.OrdinalIgnoreCase)).Value;
    }

    private static bool TryNumber(object? cell, out double number)
    {
        number = double.NaN;
        switch (cell)
        {
            case null or "":
                return true;
            case string text:
                // NA first: a TryParse that fails makes the number 0.
                return text.Equals("NA", StringComparison.OrdinalIgnoreCase) || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
            case bool:
                return false;
            case IConvertible convertible and not DateTime and not char:
                number = convertible.ToDouble(CultureInfo.InvariantCulture);
                return true;
            default:
                return false;
        }
    }
}
