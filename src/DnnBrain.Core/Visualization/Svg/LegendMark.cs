namespace DnnBrain.Visualization.Svg;

/// <summary>What stands before the name of an entry of a legend.</summary>
/// <param name="Name">The name.</param>
/// <param name="Fill">The colour of a square, or of a line.</param>
/// <param name="Edge">The colour of the square's edge; null for none.</param>
/// <param name="IsLine">A line instead of a square.</param>
internal readonly record struct LegendMark(string Name, string Fill, string? Edge = null, bool IsLine = false);
