namespace DnnBrain.Visualization;

/// <summary>One axial slice of a map.</summary>
/// <param name="Position">Its height, z in mm.</param>
/// <param name="Plane">The map's values in it.</param>
public sealed record MapSlice(double Position, SlicePlane Plane)
{
    /// <summary>Which cells of <see cref="Plane"/> are outlined; the others are faded. Null where nothing was tested.</summary>
    public bool[,]? Significant { get; init; }

    /// <summary>The cells of <see cref="Plane"/> whose border is drawn: a mask. Null for none.</summary>
    public bool[,]? Mask { get; init; }

    /// <summary>Anatomy in the same slice, on a grid of its own; null for none.</summary>
    public SlicePlane? Underlay { get; init; }
}
