namespace DnnBrain.Visualization.Colors;

/// <summary>Colours for the numbers from 0 to 1, between equally spaced control points, linear in sRGB.</summary>
internal sealed class ColorMap
{
    private readonly Rgb[] _points;

    private ColorMap(string name, params int[] points)
    {
        Name = name;
        _points = [.. points.Select(Rgb.FromHex)];
        ControlPoints = Array.AsReadOnly(_points);
    }

    /// <summary>
    /// Dark blue over green to yellow. Its lightness rises evenly, so that it keeps its order in greyscale print and for every
    /// kind of colour vision. Every 15th of the 256 colours of viridis (Smith and van der Walt, SciPy 2015), which it meets to
    /// within 5 of 255 levels.
    /// </summary>
    public static ColorMap Viridis { get; } = new(
        "viridis",
        0x440154, 0x481769, 0x472A7A, 0x433D84, 0x3D4E8A, 0x355E8D, 0x2E6D8E, 0x297B8E, 0x23898E,
        0x1F978B, 0x21A585, 0x2EB37C, 0x46C06F, 0x65CB5E, 0x89D548, 0xB0DD2F, 0xD8E219, 0xFDE725);

    /// <summary>
    /// Blue over near-white to red, for numbers on both sides of a centre: the eleven colours of RdBu (Harrower and Brewer,
    /// The Cartographic Journal 40, 2003), blue end first. Safe for red-green colour blindness.
    /// </summary>
    public static ColorMap BlueRed { get; } = new(
        "blue-red",
        0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B, 0x67001F);

    /// <summary>Dark to light grey, for anatomy beneath a map: neither end is lost on paper.</summary>
    public static ColorMap Grey { get; } = new("grey", 0x262626, 0xF2F2F2);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The colours at 0, 1/(m−1), …, 1.</summary>
    public IReadOnlyList<Rgb> ControlPoints { get; }

    /// <summary>The colour of a number; numbers outside 0 to 1 take the colour of the nearer end.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is NaN: what has no value has no colour.</exception>
    public Rgb this[double value]
    {
        get
        {
            if (double.IsNaN(value))
            {
                throw new ArgumentOutOfRangeException(nameof(value), "NaN has no colour.");
            }

            double position = Math.Clamp(value, 0, 1) * (_points.Length - 1);
            int lower = Math.Min((int)position, _points.Length - 2);
            return _points[lower].Mix(_points[lower + 1], position - lower);
        }
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
