using System.Globalization;
using System.Text.RegularExpressions;
using DnnBrain.Activations;

namespace DnnBrain.Formats.ActivationCsv;

/// <summary>What the columns of a table of activations are called, and what such names tell of a layer's shape.</summary>
internal sealed partial class UnitColumns
{
    private readonly ActivationShape _shape;
    private readonly string[]? _axes;

    private UnitColumns(ActivationShape shape)
    {
        _shape = shape;
        string?[] names = [shape.Axes.Channel, shape.Axes.Row, shape.Axes.Column];
        _axes = shape.Axes != ActivationAxes.Map && Holds(shape) ? [.. names.OfType<string>()] : null;
    }

    /// <summary>The names for a shape.</summary>
    public static UnitColumns Of(ActivationShape shape) => new(shape);

    /// <summary>Whether names can tell what the axes are: their own names then have letters alone, and an axis without one has one place.</summary>
    public static bool Holds(ActivationShape shape) =>
        shape.Axes == ActivationAxes.Map
        || (new[] { shape.Axes.Channel, shape.Axes.Row, shape.Axes.Column ?? "none" }.All(name => name.Length > 0 && name.All(char.IsAsciiLetter))
            && (shape.Axes.Column is not null || shape.Columns == 1));

    /// <summary>The names of all units, in their order.</summary>
    public IEnumerable<string> Names()
    {
        for (int channel = 1; channel <= _shape.Channels; channel++)
        {
            for (int row = 1; row <= _shape.Rows; row++)
            {
                for (int column = 1; column <= _shape.Columns; column++)
                {
                    yield return NameOf(channel, row, column);
                }
            }
        }
    }

    private string NameOf(int channel, int row, int column) => _axes switch
    {
        [var a, var b, var c] => FormattableString.Invariant($"{a}{channel}.{b}{row}.{c}{column}"),
        [var a, var b] => FormattableString.Invariant($"{a}{channel}.{b}{row}"),
        _ => _shape is { Rows: 1, Columns: 1 } ? channel.ToString(CultureInfo.InvariantCulture) : FormattableString.Invariant($"{channel}.{row}.{column}"),
    };

    /// <summary>Whether a name is that of a unit, and not of the column of ids.</summary>
    public static bool IsUnit(string name) => Parse(name) is { } parts && (parts.Length != 2 || parts[0].Axis.Length > 0);

    /// <summary>
    /// The shape that names tell of which the last is such as <c>64.7.7</c> or <c>feature768.token50</c>; null where they tell none.
    /// </summary>
    /// <param name="rows">Number of stimuli.</param>
    /// <param name="names">The names of the units.</param>
    public static ActivationShape? ShapeOf(int rows, IReadOnlyList<string> names)
    {
        if (Parse(names[^1]) is not { Length: 2 or 3 } parts)
        {
            return null;
        }

        bool isMap = parts[0].Axis.Length == 0;
        int columns = parts.Length == 3 ? parts[2].Place : 1;
        if ((isMap && parts.Length == 2) || (Int128)parts[0].Place * parts[1].Place * columns != names.Count)
        {
            return null;
        }

        ActivationAxes axes = isMap ? ActivationAxes.Map : new ActivationAxes(parts[0].Axis, parts[1].Axis, parts.Length == 3 ? parts[2].Axis : null);
        var shape = new ActivationShape(rows, parts[0].Place, parts[1].Place, columns) { Axes = axes };

        // Words and numbers may mean anything in another program's table, unless they count as ours do.
        return isMap || Of(shape).Names().SequenceEqual(names, StringComparer.Ordinal) ? shape : null;
    }

    /// <summary>Names and numbers between the dots, either all with a name or none; null for any other text.</summary>
    private static (string Axis, int Place)[]? Parse(string name)
    {
        Match[] matches = [.. name.Split('.').Select(part => Part().Match(part))];
        if (matches.Any(match => !match.Success) || matches.Select(match => match.Groups[1].Length > 0).Distinct().Count() > 1 || (matches.Length == 1 && matches[0].Groups[1].Length > 0))
        {
            return null;
        }

        var parts = new (string, int)[matches.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(matches[i].Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int place))
            {
                return null;
            }

            parts[i] = (matches[i].Groups[1].Value, place);
        }

        return parts;
    }

    [GeneratedRegex("^([A-Za-z]*)([0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
