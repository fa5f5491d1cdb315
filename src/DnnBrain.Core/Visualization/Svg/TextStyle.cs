namespace DnnBrain.Visualization.Svg;

/// <summary>How text looks.</summary>
/// <param name="Size">Font size in points.</param>
/// <param name="Bold">Bold or regular.</param>
/// <param name="Color">Fill, as in style sheets.</param>
internal readonly record struct TextStyle(double Size, bool Bold = false, string Color = TextStyle.Ink)
{
    /// <summary>The colour of text and axes: not quite black, as print is.</summary>
    public const string Ink = "#222222";

    /// <summary>The title of the figure.</summary>
    public static TextStyle Title { get; } = new(11, Bold: true);

    /// <summary>The title of a panel.</summary>
    public static TextStyle Panel { get; } = new(9, Bold: true);

    /// <summary>What an axis shows.</summary>
    public static TextStyle Axis { get; } = new(8.5);

    /// <summary>Numbers and names along an axis, and legends.</summary>
    public static TextStyle Tick { get; } = new(7.5);

    /// <summary>The lines under a figure.</summary>
    public static TextStyle Caption { get; } = new(7.5, Color: "#444444");

    /// <summary>How far below the middle of a line of text its baseline lies.</summary>
    public double BaselineShift => Size * TextMetrics.CapHeight / 2;
}
