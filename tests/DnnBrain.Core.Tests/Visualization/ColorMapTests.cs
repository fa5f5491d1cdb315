using DnnBrain.Visualization.Colors;
using Xunit;

namespace DnnBrain.Core.Tests.Visualization;

public sealed class ColorMapTests
{
    [Fact]
    public void Viridis_All256Colours_AreThoseOfMatplotlibWithin5Levels()
    {
        byte[][] expected = [.. TestData.Json("figures.json").GetProperty("viridis").EnumerateArray().Select(color => color.EnumerateArray().Select(c => c.GetByte()).ToArray())];
        for (int i = 0; i < 256; i++)
        {
            Rgb actual = ColorMap.Viridis[i / 255.0];
            // Linear pieces between every 15th colour leave at most 4.8 levels, which no eye sees.
            Assert.InRange(actual.Red, expected[i][0] - 5, expected[i][0] + 5);
            Assert.InRange(actual.Green, expected[i][1] - 5, expected[i][1] + 5);
            Assert.InRange(actual.Blue, expected[i][2] - 5, expected[i][2] + 5);
            if (i % 15 == 0)
            {
                Assert.Equal(new Rgb(expected[i][0], expected[i][1], expected[i][2]), actual);
            }
        }
    }

    [Fact]
    public void Viridis_Lightness_RisesAllTheWay()
    {
        double[] lightness = [.. Enumerable.Range(0, 256).Select(i => Lightness(ColorMap.Viridis[i / 255.0]))];
        for (int i = 15; i < lightness.Length; i += 15)
        {
            // Even steps: 75 units of L* over 17 pieces are 4.4 a piece.
            Assert.InRange(lightness[i] - lightness[i - 15], 3.5, 5.5);
        }
    }

    [Fact]
    public void BlueRed_BothSides_AreEquallyDarkAndMeetInGrey()
    {
        Assert.Equal(new Rgb(0xF7, 0xF7, 0xF7), ColorMap.BlueRed[0.5]);
        foreach (double d in new[] { 0.1, 0.2, 0.3, 0.4, 0.5 })
        {
            // Equal distance from the centre must look equally far: within 8 of 100 units of L*.
            Assert.InRange(Lightness(ColorMap.BlueRed[0.5 - d]) - Lightness(ColorMap.BlueRed[0.5 + d]), -8, 8);
        }
    }

    [Fact]
    public void Item_BeyondTheEnds_IsTheEnd()
    {
        Assert.Equal(ColorMap.Viridis[0], ColorMap.Viridis[-3]);
        Assert.Equal(ColorMap.Viridis[1], ColorMap.Viridis[double.PositiveInfinity]);
    }

    [Fact]
    public void Item_NaN_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => ColorMap.Viridis[double.NaN]);

    [Fact]
    public void OkabeIto_Palette_HasTheirEightColours() => Assert.Equal(
        ["#000000", "#0072B2", "#009E73", "#56B4E9", "#CC79A7", "#D55E00", "#E69F00", "#F0E442"],
        Palette.OkabeIto.Select(color => color.ToString()).Order(StringComparer.Ordinal));

    /// <summary>CIE L* of an sRGB colour (IEC 61966-2-1, CIE 15).</summary>
    private static double Lightness(Rgb color)
    {
        double y = (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));
        return y > 216.0 / 24389 ? (116 * Math.Cbrt(y)) - 16 : y * 24389 / 27;
    }

    private static double Linear(byte level)
    {
        double c = level / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
