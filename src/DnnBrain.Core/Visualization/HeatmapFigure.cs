using DnnBrain.Visualization.Heatmaps;

namespace DnnBrain.Visualization;

/// <summary>Dissimilarity matrices over the same stimuli, side by side, each with its own colour bar.</summary>
/// <remarks>
/// Colours span the finite numbers off the diagonal. The diagonal is zero by definition and stays white; a pair without a value
/// is hatched. The cells are one embedded PNG a matrix, O(n²) bytes before compression: 1000 × 1000 take about a megabyte.
/// </remarks>
public sealed class HeatmapFigure : Figure
{
    /// <summary>Makes the figure.</summary>
    /// <param name="labels">The names of rows and columns, in order.</param>
    /// <param name="panels">The matrices.</param>
    /// <exception cref="DnnBrainException">
    /// There is no label or no matrix (<c>FigureEmpty</c>), or a matrix or <see cref="Groups"/> does not fit the labels
    /// (<c>ShapeMismatch</c>).
    /// </exception>
    public HeatmapFigure(IEnumerable<string> labels, IEnumerable<HeatmapPanel> panels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(panels);
        Labels = Array.AsReadOnly(labels.ToArray());
        Panels = Array.AsReadOnly(panels.ToArray());
        if (Labels.Count == 0 || Panels.Count == 0)
        {
            throw FigureErrors.Empty(Labels.Count == 0 ? "row" : "matrix");
        }

        foreach (HeatmapPanel panel in Panels)
        {
            (int rows, int columns) = (panel.Values.GetLength(0), panel.Values.GetLength(1));
            if (rows != Labels.Count || columns != Labels.Count)
            {
                throw FigureErrors.Shape(panel.Title, rows, columns, Labels.Count);
            }
        }
    }

    /// <summary>The names of rows and columns.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The matrices.</summary>
    public IReadOnlyList<HeatmapPanel> Panels { get; }

    /// <summary>
    /// The condition of each row, in the order of <see cref="Labels"/>; neighbours of the same condition share one bracket and
    /// one name. Empty for none.
    /// </summary>
    public IReadOnlyList<string> Groups
    {
        get;
        init => field = value.Count == 0 || value.Count == Labels.Count
            ? value
            : throw new DnnBrainException("ShapeMismatch", ErrorKind.InvalidData, $"There are {value.Count} conditions for {Labels.Count} rows; one for each was expected.");
    } = [];

    private protected override IFigureBody CreateBody() => new HeatmapBody(this);
}
