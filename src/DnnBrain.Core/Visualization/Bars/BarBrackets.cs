namespace DnnBrain.Visualization.Bars;

/// <summary>Puts the brackets of a panel into rows in which none touches another: short ones below, and what does not fit left out.</summary>
internal sealed class BarBrackets
{
    /// <summary>From one row of brackets to the next.</summary>
    public const double RowHeight = 5;

    private const int MaxRows = 14;
    private const double Gap = 2;
    private readonly List<Place> _places = [];

    /// <param name="panel">The panel.</param>
    /// <param name="center">The middle of each of its bars, from the left edge of its plot.</param>
    public BarBrackets(BarPanel panel, Func<Bar, double> center)
    {
        var rows = new List<List<Place>>();
        IEnumerable<Place> spans = panel.Differences
            .Select(pair =>
            {
                (double a, double b) = (center(panel.Bars[pair.First]), center(panel.Bars[pair.Second]));
                return new Place(Math.Min(a, b), Math.Max(a, b), 0, pair);
            })
            .OrderBy(span => span.To - span.From)
            .ThenBy(span => span.From);
        foreach (Place span in spans)
        {
            int row = rows.FindIndex(others => others.All(other => other.To + Gap <= span.From || span.To + Gap <= other.From));
            if (row < 0 && rows.Count == MaxRows)
            {
                OmittedCount++;
                continue;
            }

            if (row < 0)
            {
                row = rows.Count;
                rows.Add([]);
            }

            rows[row].Add(span);
            _places.Add(span with { Row = row });
        }

        RowCount = rows.Count;
    }

    /// <summary>The brackets that are drawn.</summary>
    public IReadOnlyList<Place> Places => _places;

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of brackets for which there is no room.</summary>
    public int OmittedCount { get; }

    /// <summary>A bracket: from one bar's middle to another's, in a row above the plot, 0 the lowest.</summary>
    public readonly record struct Place(double From, double To, int Row, BarDifference Difference);
}
