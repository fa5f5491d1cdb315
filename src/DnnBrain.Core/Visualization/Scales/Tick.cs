using System.Globalization;

namespace DnnBrain.Visualization.Scales;

/// <summary>A number on an axis and how it is written.</summary>
internal readonly record struct Tick(double Value, string Label)
{
    /// <summary>Beyond this many decimals or this size, numbers are written with a power of ten.</summary>
    private const int MaxDecimals = 4;
    private const double MaxPlain = 1e5;

    /// <summary>
    /// The multiples of 1, 2 or 5 times a power of ten that lie within a range. The step is the one that gives the number of
    /// intervals nearest to the target without exceeding it.
    /// </summary>
    public static IReadOnlyList<Tick> Nice(double min, double max, int targetIntervals)
    {
        double step = Step(max - min, targetIntervals);
        // The ends may miss a multiple by rounding only.
        double slack = step * 1e-9;
        long first = (long)Math.Ceiling((min - slack) / step);
        long last = (long)Math.Floor((max + slack) / step);
        int exponent = (int)Math.Floor(Math.Log10(step) + 1e-9);
        double largest = Math.Max(Math.Abs(min), Math.Abs(max));
        bool plain = -exponent <= MaxDecimals && largest < MaxPlain;
        // So many digits of the largest number that one step more can be told from it.
        int digits = plain ? 0 : Math.Max(0, (int)Math.Floor(Math.Log10(largest)) - exponent);
        var ticks = new List<Tick>();
        for (long i = first; i <= last; i++)
        {
            double value = i * step;
            ticks.Add(new Tick(value, plain ? Fixed(value, Math.Max(0, -exponent)) : Scientific(value, digits)));
        }

        return ticks;
    }

    /// <summary>Writes a number with a fixed count of decimals and a true minus sign.</summary>
    public static string Fixed(double value, int decimals)
    {
        string text = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        // -0.00 is zero to whoever reads it.
        bool negative = text.StartsWith('-') && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0;
        return (negative ? "−" : "") + text.TrimStart('-');
    }

    private static string Scientific(double value, int digits) =>
        value == 0 ? "0" : value.ToString($"0.{new string('#', digits)}e0", CultureInfo.InvariantCulture).Replace('-', '−');

    private static double Step(double span, int targetIntervals)
    {
        double raw = span / targetIntervals;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double lead = raw / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }
}
