namespace DnnBrain.Visualization;

/// <summary>The bars of one region.</summary>
/// <param name="Name">The region's name.</param>
/// <param name="Bars">The bars, in the order of their categories.</param>
public sealed record BarPanel(string Name, IReadOnlyList<Bar> Bars)
{
    /// <summary>Lower bound of the noise ceiling; null or NaN where there is none.</summary>
    public double? CeilingLower { get; init; }

    /// <summary>Upper bound of the noise ceiling; null or NaN where there is none.</summary>
    public double? CeilingUpper { get; init; }

    /// <summary>Pairs of bars that differ significantly: brackets above the panel.</summary>
    public IReadOnlyList<BarDifference> Differences { get; init; } = [];

    internal bool HasCeiling => CeilingLower is { } lower && CeilingUpper is { } upper && double.IsFinite(lower) && double.IsFinite(upper);
}
