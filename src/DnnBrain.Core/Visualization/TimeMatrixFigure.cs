using DnnBrain.Visualization.TimeMatrices;

namespace DnnBrain.Visualization;

/// <summary>
/// Tables of times × times, as of generalisation over time: one heat map a table, time upwards and to the right, significant cells
/// outlined. All share one scale of colours.
/// </summary>
public sealed class TimeMatrixFigure : Figure
{
    /// <summary>Makes the figure.</summary>
    /// <exception cref="DnnBrainException">
    /// There is no table (<c>FigureEmpty</c>), one does not fit its times (<c>ShapeMismatch</c>), or times do not ascend (<c>TimeUnordered</c>).
    /// </exception>
    public TimeMatrixFigure(IEnumerable<TimeMatrix> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        Panels = Array.AsReadOnly(panels.ToArray());
        if (!Panels.Any(panel => panel.Values.Length > 0))
        {
            throw FigureErrors.Empty("table");
        }

        foreach (TimeMatrix panel in Panels)
        {
            FigureErrors.ThrowIfUnordered(panel.Title, panel.RowTime);
            FigureErrors.ThrowIfUnordered(panel.Title, panel.ColumnTime);
            ThrowIfUneven(panel, panel.Values.GetLength(0), panel.Values.GetLength(1));
            if (panel.Significant is { } significant)
            {
                ThrowIfUneven(panel, significant.GetLength(0), significant.GetLength(1));
            }
        }
    }

    /// <summary>The tables.</summary>
    public IReadOnlyList<TimeMatrix> Panels { get; }

    /// <summary>What the values are.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>What the times of the rows are.</summary>
    public string RowLabel { get; init; } = "Model time";

    /// <summary>What the times of the columns are.</summary>
    public string ColumnLabel { get; init; } = "Time";

    /// <summary>What the outlines stand for, for the caption; empty where nothing was tested.</summary>
    public string Correction { get; init; } = "";

    /// <summary>How many subjects the values are means over; 0 where that is not known.</summary>
    public int SubjectCount { get; init; }

    private protected override IFigureBody CreateBody() => new TimeMatrixBody(this);

    private static void ThrowIfUneven(TimeMatrix panel, int rows, int columns)
    {
        if (rows != panel.RowTime.Count || columns != panel.ColumnTime.Count)
        {
            throw new DnnBrainException(
                "ShapeMismatch", ErrorKind.InvalidData, $"Table '{panel.Title}' is {rows}×{columns}, but its times are {panel.RowTime.Count}×{panel.ColumnTime.Count}.", panel.Title);
        }
    }
}
