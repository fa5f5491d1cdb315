using DnnBrain.Visualization.Colors;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.Heatmaps;

/// <summary>The cells of one matrix as an image.</summary>
internal static class HeatmapRaster
{
    private const byte NoValue = 0;
    private const byte Diagonal = 1;
    private const int FirstColor = 2;
    private const int LastColor = 255;

    /// <summary>
    /// Cells become blocks of whole pixels, since some programs smooth images however they are asked: at this many pixels the
    /// smoothing is thinner than a printed line. Repeated pixels cost next to nothing once compressed.
    /// </summary>
    private const int PixelsAcross = 1200;

    /// <summary>The scale over the finite numbers off the diagonal; null where there is none.</summary>
    public static ColorScale? Scale(HeatmapPanel panel)
    {
        (double min, double max) = (double.PositiveInfinity, double.NegativeInfinity);
        int n = panel.Values.GetLength(0);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double value = panel.Values[i, j];
                if (i != j && double.IsFinite(value))
                {
                    min = Math.Min(min, value);
                    max = Math.Max(max, value);
                }
            }
        }

        return min <= max ? ColorScale.Over(min, max, panel.Center) : null;
    }

    /// <summary>Whether a pair has no value.</summary>
    public static bool HasGaps(HeatmapPanel panel)
    {
        int n = panel.Values.GetLength(0);
        return Enumerable.Range(0, n).Any(i => Enumerable.Range(0, n).Any(j => i != j && !double.IsFinite(panel.Values[i, j])));
    }

    /// <summary>Draws the cells; those without a value are transparent, the diagonal is white.</summary>
    public static byte[] Encode(HeatmapPanel panel, ColorScale? scale)
    {
        int n = panel.Values.GetLength(0);
        int block = Math.Max(1, PixelsAcross / n);
        int size = n * block;
        byte[] pixels = new byte[checked(size * size)];
        for (int i = 0; i < n; i++)
        {
            Span<byte> row = pixels.AsSpan(i * block * size, size);
            for (int j = 0; j < n; j++)
            {
                row.Slice(j * block, block).Fill(i == j ? Diagonal : Index(panel.Values[i, j], scale));
            }

            for (int repeat = 1; repeat < block; repeat++)
            {
                row.CopyTo(pixels.AsSpan(((i * block) + repeat) * size, size));
            }
        }

        return PngEncoder.Encode(size, size, pixels, Colors(scale), NoValue);
    }

    private static byte Index(double value, ColorScale? scale) => scale is { } s && double.IsFinite(value)
        ? (byte)(FirstColor + Math.Round(s.Position(value) * (LastColor - FirstColor)))
        : NoValue;

    private static Rgb[] Colors(ColorScale? scale)
    {
        var palette = new Rgb[LastColor + 1];
        palette[NoValue] = palette[Diagonal] = Rgb.White;
        for (int i = FirstColor; i <= LastColor; i++)
        {
            palette[i] = scale is { } s ? s.Map[(double)(i - FirstColor) / (LastColor - FirstColor)] : Rgb.White;
        }

        return palette;
    }
}
