using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.Scales;

/// <summary>The colours of a scale with their numbers below and what they are under these.</summary>
internal static class ColorBar
{
    private const double BarHeight = 6;
    private const double TickLength = 2.5;
    private const double WideBar = 200;

    /// <summary>Height with ticks and label, in points.</summary>
    public static double Height => BarHeight + TickLength + 2 + TextStyle.Tick.Size + 3 + TextStyle.Tick.Size + 2;

    /// <summary>Draws it with its upper left corner at a position; the map must be among the picture's definitions.</summary>
    public static void Draw(SvgWriter svg, ColorScale scale, string label, double x, double y, double width)
    {
        svg.BeginGroup("color-bar");
        svg.Rect(x, y, width, BarHeight, SvgWriter.GradientFill(scale.Map));
        var positions = new LinearScale(scale.Min, scale.Max, x, x + width);
        double bottom = y + BarHeight;
        foreach (Tick tick in Tick.Nice(scale.Min, scale.Max, width > WideBar ? 7 : 5))
        {
            double at = positions[tick.Value];
            svg.Line(at, bottom, at, bottom + TickLength, 0.5);
            svg.Text(at, bottom + TickLength + 1 + TextStyle.Tick.Size, tick.Label, TextStyle.Tick, TextAnchor.Middle);
        }

        svg.Text(x + (width / 2), bottom + TickLength + 3 + (2 * TextStyle.Tick.Size) + 2, label, TextStyle.Tick, TextAnchor.Middle);
        svg.EndGroup();
    }
}
