using System.Globalization;
using DnnBrain.Activations;

namespace DnnBrain.Formats.ActivationCsv;

/// <summary>Rows of a table, one after the other, as they become the values of a layer.</summary>
internal sealed class ActivationTable(string path)
{
    private readonly List<float> _values = [];
    private readonly List<string> _ids = [];
    private string[]? _names;
    private int _columns;
    private int _rows;
    private bool _hasIds;

    /// <summary>Takes the next row; the first may be the names of the columns.</summary>
    public void Add(string[] cells)
    {
        if (_columns == 0)
        {
            _columns = cells.Length;

            bool isNamed = cells[0].Length == 0 || cells.Skip(1).Any(cell => TryParse(cell) is null) || IsCount(cells);
            _hasIds = isNamed ? cells[0].Length == 0 || !UnitColumns.IsUnit(cells[0]) : TryParse(cells[0]) is null;
            if (isNamed)
            {
                _names = cells;
                return;
            }
        }

        _rows++;
        if (cells.Length != _columns)
        {
            throw new InvalidFileContentException(path, $"row {_rows} has {cells.Length} cells, the first line {_columns}.");
        }

        if (_hasIds)
        {
            _ids.Add(cells[0]);
        }

        for (int column = _hasIds ? 1 : 0; column < cells.Length; column++)
        {
            _values.Add(TryParse(cells[column]) ?? throw new InvalidFileContentException(path, $"'{Shorten(cells[column])}' in row {_rows}, column {column + 1}, is no number."));
        }
    }

    /// <summary>The whole.</summary>
    public (ActivationShape Shape, float[] Values, string[]? Ids) Finish()
    {
        int units = _columns - (_hasIds ? 1 : 0);
        if (units < 1 || _rows == 0)
        {
            throw new InvalidFileContentException(path, "there are no numbers in it.");
        }

        ActivationShape shape = (_names is null ? null : UnitColumns.ShapeOf(_rows, _names[^units..])) ?? new ActivationShape(_rows, units, 1, 1);
        return (shape, [.. _values], _hasIds ? [.. _ids] : null);
    }

    /// <summary>Whether a line is a word and 0, 1, … or 1, 2, …, which are names of columns although they are numbers.</summary>
    private static bool IsCount(string[] cells) =>
        cells.Length > 1 && TryParse(cells[0]) is null
        && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out int first) && first < 2
        && cells.Skip(1).Select((cell, i) => cell == (first + i).ToString(CultureInfo.InvariantCulture)).All(same => same);

    private static float? TryParse(string cell)
    {
        string text = cell.Trim();
        return text.Length == 0 || text.Equals("nan", StringComparison.OrdinalIgnoreCase) ? float.NaN
            : float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value
            : text.ToLowerInvariant() switch
            {
                "inf" or "+inf" => float.PositiveInfinity,
                "-inf" => float.NegativeInfinity,
                _ => null,
            };
    }

    private static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
