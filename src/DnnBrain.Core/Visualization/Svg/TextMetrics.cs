using System.Text;

namespace DnnBrain.Visualization.Svg;

/// <summary>
/// Widths of text in Helvetica and in the fonts that share its widths (Arial, Liberation Sans, Nimbus Sans), so that a layout
/// is known before a viewer draws it. A fallback font may be wider: layouts leave some room.
/// </summary>
internal static class TextMetrics
{
    /// <summary>Height of a capital letter, in font sizes.</summary>
    public const double CapHeight = 0.72;

    /// <summary>From one line to the next, in font sizes.</summary>
    public const double LineHeight = 1.3;

    private const int EmUnits = 1000;
    private const double BoldFactor = 1.1;
    private const int FirstMeasured = ' ';
    private const int FirstWide = 0x2E80;
    private const int OtherWidth = 584;
    private const int EmDash = '—';
    private const int Ellipsis = '…';

    /// <summary>Advance widths of U+0020 to U+007E in thousandths of the font size.</summary>
    private static readonly short[] s_widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>The width of a text. Letters beyond ASCII count as wide as a minus sign, East Asian ones as a full square.</summary>
    public static double Width(string text, TextStyle style)
    {
        double units = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int index = rune.Value - FirstMeasured;
            bool wide = rune.Value is >= FirstWide or EmDash or Ellipsis;
            units += index >= 0 && index < s_widths.Length ? s_widths[index] : wide ? EmUnits : OtherWidth;
        }

        return units / EmUnits * style.Size * (style.Bold ? BoldFactor : 1);
    }

    /// <summary>The widest of some texts; 0 for none.</summary>
    public static double MaxWidth(IEnumerable<string> texts, TextStyle style) => texts.Select(text => Width(text, style)).DefaultIfEmpty(0).Max();

    /// <summary>A text that is no wider than <paramref name="width"/>: its middle gives way to an ellipsis.</summary>
    public static string Shorten(string text, TextStyle style, double width)
    {
        if (Width(text, style) <= width)
        {
            return text;
        }

        // The ends of a stimulus' name tell it apart; its middle seldom does.
        Rune[] runes = [.. text.EnumerateRunes()];
        for (int kept = runes.Length - 1; kept > 1; kept--)
        {
            string shorter = string.Concat(runes.Take((kept + 1) / 2)) + "…" + string.Concat(runes.TakeLast(kept / 2));
            if (Width(shorter, style) <= width)
            {
                return shorter;
            }
        }

        return "…";
    }

    /// <summary>
    /// Breaks a text at its spaces into lines no wider than <paramref name="width"/>; a longer word stands alone. No-break
    /// spaces (U+00A0) hold.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, TextStyle style, double width)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, style) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }
}
