using DnnBrain.Visualization.Colors;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.Rasters;

/// <summary>A table of numbers as an image: blocks of whole pixels, so that programs which smooth images still show cells.</summary>
internal static class CellRaster
{
    /// <summary>How much of the colour of a faded cell is left.</summary>
    public const byte FadedAlpha = 80;

    private const byte NoValue = 0;
    private const int FirstFaded = 1;
    private const int Levels = 127;
    private const int FirstFull = FirstFaded + Levels;

    /// <summary>Draws the cells; those without a value are transparent.</summary>
    /// <param name="values">Row × column.</param>
    /// <param name="full">Which cells have their full colour; null for all.</param>
    /// <param name="scale">The colours.</param>
    /// <param name="fromBelow">Whether row 0 is the lowest.</param>
    /// <param name="pixelsAcross">About how many pixels the longer side has, at least one a cell.</param>
    public static byte[] Encode(double[,] values, bool[,]? full, ColorScale scale, bool fromBelow, int pixelsAcross)
    {
        (int rows, int columns) = (values.GetLength(0), values.GetLength(1));
        int block = Math.Max(1, pixelsAcross / Math.Max(rows, columns));
        (int width, int height) = (columns * block, rows * block);
        byte[] pixels = new byte[checked(width * height)];
        for (int i = 0; i < rows; i++)
        {
            int row = fromBelow ? rows - 1 - i : i;
            Span<byte> line = pixels.AsSpan(i * block * width, width);
            for (int j = 0; j < columns; j++)
            {
                line.Slice(j * block, block).Fill(Index(values[row, j], full?[row, j] ?? true, scale));
            }

            for (int repeat = 1; repeat < block; repeat++)
            {
                line.CopyTo(pixels.AsSpan(((i * block) + repeat) * width, width));
            }
        }

        return PngEncoder.Encode(width, height, pixels, Colors(scale), Alpha());
    }

    private static byte Index(double value, bool isFull, ColorScale scale) => double.IsFinite(value)
        ? (byte)((isFull ? FirstFull : FirstFaded) + Math.Round(Math.Clamp(scale.Position(value), 0, 1) * (Levels - 1)))
        : NoValue;

    private static Rgb[] Colors(ColorScale scale)
    {
        var palette = new Rgb[FirstFull + Levels];
        palette[NoValue] = Rgb.White;
        for (int i = 0; i < Levels; i++)
        {
            palette[FirstFaded + i] = palette[FirstFull + i] = scale.Map[(double)i / (Levels - 1)];
        }

        return palette;
    }

    private static byte[] Alpha()
    {
        byte[] alpha = new byte[FirstFull];
        alpha.AsSpan(FirstFaded).Fill(FadedAlpha);
        alpha[NoValue] = 0;
        return alpha;
    }
}
