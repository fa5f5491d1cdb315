using DnnBrain.Visualization.Slices;

namespace DnnBrain.Visualization;

/// <summary>
/// Maps of a brain: axial slices side by side, left on the left and front up, with their heights in mm. Significant voxels are outlined and
/// the others faded, not hidden.
/// </summary>
/// <remarks>
/// All maps share one scale of colours, around zero where values have both signs, and one scale of lengths. Faded instead of hidden: Taylor
/// et al. 2023, https://doi.org/10.1016/j.neuroimage.2023.120138.
/// </remarks>
public sealed class SliceFigure : Figure
{
    /// <summary>Makes the figure.</summary>
    /// <exception cref="DnnBrainException">There is no slice (<c>FigureEmpty</c>), or marks do not fit a slice (<c>ShapeMismatch</c>).</exception>
    public SliceFigure(IEnumerable<SlicePanel> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        Panels = Array.AsReadOnly(panels.ToArray());
        if (!Panels.Any(panel => panel.Slices.Any(slice => slice.Plane.Values.Length > 0)))
        {
            throw FigureErrors.Empty("slice");
        }

        foreach (MapSlice slice in Panels.SelectMany(panel => panel.Slices))
        {
            ThrowIfUneven(slice, slice.Significant);
            ThrowIfUneven(slice, slice.Mask);
        }
    }

    /// <summary>The maps.</summary>
    public IReadOnlyList<SlicePanel> Panels { get; }

    /// <summary>What the values are, for example <c>mean Spearman</c>.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>What the outlines stand for, for the caption; empty where nothing was tested.</summary>
    public string Correction { get; init; } = "";

    /// <summary>What millimetres are relative to, for example <c>MNI 152</c>; empty where it is not known.</summary>
    public string Space { get; init; } = "";

    /// <summary>How many subjects the values are means over; 0 where that is not known.</summary>
    public int SubjectCount { get; init; }

    private protected override IFigureBody CreateBody() => new SliceBody(this);

    private static void ThrowIfUneven(MapSlice slice, bool[,]? marks)
    {
        if (marks is not null && (marks.GetLength(0) != slice.Plane.RowCount || marks.GetLength(1) != slice.Plane.ColumnCount))
        {
            throw new DnnBrainException(
                "ShapeMismatch",
                ErrorKind.InvalidData,
                FormattableString.Invariant($"Marks of {marks.GetLength(0)}×{marks.GetLength(1)} cells do not fit the slice at {slice.Position} mm, which has {slice.Plane.RowCount}×{slice.Plane.ColumnCount}."),
                slice.Position);
        }
    }
}
