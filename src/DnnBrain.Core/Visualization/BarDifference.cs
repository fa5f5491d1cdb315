namespace DnnBrain.Visualization;

/// <summary>Two bars of a panel that differ significantly.</summary>
/// <param name="First">The 0-based position of one in <see cref="BarPanel.Bars"/>.</param>
/// <param name="Second">The position of the other.</param>
/// <param name="AdjustedP">The adjusted p-value of their difference.</param>
public sealed record BarDifference(int First, int Second, double AdjustedP);
