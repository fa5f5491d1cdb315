using DnnBrain.Visualization.Colors;

namespace DnnBrain.Visualization.Scales;

/// <summary>From numbers to positions on a colour map.</summary>
internal readonly record struct ColorScale(ColorMap Map, double Min, double Max)
{
    private const double Rounding = 1e-6;

    /// <summary>Where a number lies on the map: 0 at <see cref="Min"/>, 1 at <see cref="Max"/>.</summary>
    public double Position(double value) => (value - Min) / (Max - Min);

    /// <summary>A one-sided scale from the smallest to the largest number, or a two-sided one around <paramref name="center"/>.</summary>
    public static ColorScale Over(double min, double max, double? center)
    {
        if (center is { } middle)
        {
            double reach = Math.Max(Math.Abs(max - middle), Math.Abs(min - middle));
            reach = reach > 0 ? reach : 1;
            return new ColorScale(ColorMap.BlueRed, middle - reach, middle + reach);
        }

        // One number, or several that differ by rounding only, takes the middle of the map.
        double half = Math.Max(Math.Abs(min), Math.Abs(max)) * 1e-9;
        return max - min > half
            ? new ColorScale(ColorMap.Viridis, min, max)
            : new ColorScale(ColorMap.Viridis, min - Wide(min), max + Wide(min));
    }

    /// <summary>
    /// One scale for all numbers of a figure: two-sided around zero where some are negative, beyond rounding; null where none is finite.
    /// </summary>
    public static ColorScale? OverAll(IEnumerable<double> values)
    {
        (double min, double max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in values.Where(double.IsFinite))
        {
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }

        return min <= max ? Over(min, max, min < -Rounding * Math.Abs(max) ? 0 : null) : null;
    }

    private static double Wide(double value) => value == 0 ? 0.5 : Math.Abs(value) / 2;
}
