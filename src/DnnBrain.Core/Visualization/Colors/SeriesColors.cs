namespace DnnBrain.Visualization.Colors;

/// <summary>Colours of curves and points on white.</summary>
internal static class SeriesColors
{
    // The seventh colour of the palette, yellow, is hard to see as a thin line on white.
    private const int Distinct = 6;
    private const double LightestShare = 0.88;

    /// <summary>
    /// So many colours: up to six that everybody tells apart; more are steps of viridis, whose order shows that of layers.
    /// </summary>
    public static IReadOnlyList<Rgb> Take(int count) => count <= Distinct
        ? [.. Palette.OkabeIto.Take(count)]
        : [.. Enumerable.Range(0, count).Select(i => ColorMap.Viridis[LightestShare * i / (count - 1)])];
}
