namespace DnnBrain.Visualization;

/// <summary>The slices of one map.</summary>
/// <param name="Title">What stands above them, for example a layer's name; may be empty.</param>
/// <param name="Slices">The slices, in the order in which they are drawn.</param>
public sealed record SlicePanel(string Title, IReadOnlyList<MapSlice> Slices);
