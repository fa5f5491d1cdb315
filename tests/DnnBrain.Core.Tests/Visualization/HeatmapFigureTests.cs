using System.Globalization;
using System.Xml.Linq;
using DnnBrain.Visualization.Colors;
using DnnBrain.Visualization;
using Xunit;
using static DnnBrain.Core.Tests.Visualization.SvgPicture;

namespace DnnBrain.Core.Tests.Visualization;

public sealed class HeatmapFigureTests
{
    [Fact]
    public void Cells_OfAMatrix_HaveTheColourOfTheirValue()
    {
        PngPicture png = Draw(new double[,] { { 0, 0.2, 0.6 }, { 0.2, 0, 1.0 }, { 0.6, 1.0, 0 } }, out SvgPicture _);
        Assert.Equal(Color(ColorMap.Viridis[0]), Cell(png, 0, 1, 3));
        Assert.Equal(Color(ColorMap.Viridis[1]), Cell(png, 1, 2, 3));
        Assert.Equal(Cell(png, 0, 2, 3), Cell(png, 2, 0, 3));
        // 254 colours: 0.6 is the middle of 0.2 to 1.0, and a step of the map is less than 3 levels.
        Rgb middle = ColorMap.Viridis[0.5];
        (byte red, byte green, byte blue) = Cell(png, 0, 2, 3);
        Assert.InRange(red, middle.Red - 3, middle.Red + 3);
        Assert.InRange(green, middle.Green - 3, middle.Green + 3);
        Assert.InRange(blue, middle.Blue - 3, middle.Blue + 3);
    }

    [Fact]
    public void Diagonal_OfAMatrix_IsWhiteAndDoesNotStretchTheColours()
    {
        PngPicture png = Draw(new double[,] { { 0, 5, 6 }, { 5, 0, 7 }, { 6, 7, 0 } }, out SvgPicture picture);
        Assert.Equal((255, 255, 255), Cell(png, 1, 1, 3));
        Assert.Equal(Color(ColorMap.Viridis[0]), Cell(png, 0, 1, 3));
        Assert.Equal(["5.0", "5.5", "6.0", "6.5", "7.0", "Distance"], picture.Texts("color-bar"));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Cell_WithoutAValue_LetsTheHatchingThrough(double value)
    {
        PngPicture png = Draw(new[,] { { 0, value, 1 }, { value, 0, 2 }, { 1, 2, 0 } }, out SvgPicture picture);
        Assert.True(png.IsTransparent(Middle(png, 1, 3), Middle(png, 0, 3)));
        Assert.False(png.IsTransparent(Middle(png, 2, 3), Middle(png, 0, 3)));
        Assert.Contains(picture.All("rect"), rect => (string?)rect.Attribute("fill") == "url(#no-value)");
        Assert.Contains(picture.All("pattern"), pattern => (string?)pattern.Attribute("id") == "no-value");
        Assert.Contains("Hatched: no value.", string.Join(' ', picture.Texts("caption")), StringComparison.Ordinal);
    }

    [Fact]
    public void Matrix_WithoutAnyValue_HasNoColourBar()
    {
        PngPicture png = Draw(new[,] { { 0, double.NaN }, { double.NaN, 0 } }, out SvgPicture picture);
        Assert.True(png.IsTransparent(Middle(png, 1, 2), Middle(png, 0, 2)));
        Assert.Empty(picture.Groups("color-bar"));
    }

    [Fact]
    public void Center_OfAMatrix_IsTheMiddleOfATwoSidedMap()
    {
        double[,] values = { { 0, -0.5, 1 }, { -0.5, 0, 0 }, { 1, 0, 0 } };
        var picture = new SvgPicture(new HeatmapFigure(["a", "b", "c"], [new HeatmapPanel("", values, "Crossnobis") { Center = 0 }]));
        var png = new PngPicture(picture.Png());
        Assert.Equal(Color(ColorMap.BlueRed[1]), Cell(png, 0, 2, 3));
        (byte red, _, byte blue) = Cell(png, 0, 1, 3);
        Assert.True(blue > red);
        // Zero falls between two of 254 colours, one on each side of the neutral grey.
        Assert.All(new[] { Cell(png, 1, 2, 3).Red, Cell(png, 1, 2, 3).Green, Cell(png, 1, 2, 3).Blue }, level => Assert.InRange(level, 0xF3, 0xF9));
    }

    [Fact]
    public void ColourBar_Ticks_StandWhereTheGradientHasTheirColour()
    {
        Draw(new double[,] { { 0, 5, 6 }, { 5, 0, 9 }, { 6, 9, 0 } }, out SvgPicture picture);
        XElement bar = picture.Groups("color-bar").Single();
        XElement gradient = Children(bar, "rect").Single();
        double[] at = [.. Children(bar, "line").Select(line => Number(line, "x1"))];
        Assert.Equal(["5", "6", "7", "8", "9"], Children(bar, "text").Select(text => text.Value).SkipLast(1));
        Assert.Equal(Number(gradient, "x"), at[0], 3);
        Assert.Equal(Number(gradient, "x") + (0.25 * Number(gradient, "width")), at[1], 2);
        Assert.Equal("url(#viridis)", (string?)gradient.Attribute("fill"));
        XElement[] stops = [.. picture.All("stop")];
        Assert.Equal(ColorMap.Viridis.ControlPoints.Select(color => color.ToString()), stops.Select(stop => (string)stop.Attribute("stop-color")!));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    [InlineData(92)]
    public void Image_OfAnySize_HasWholePixelsPerCell(int n)
    {
        PngPicture png = Draw(new double[n, n], out SvgPicture _);
        Assert.Equal(0, png.Width % n);
        Assert.Equal(png.Width, png.Height);
        Assert.InRange(png.Width, 1000, 1200);
    }

    [Fact]
    public void File_Of1000NoisyStimuli_IsSmallerThan1500Kilobytes()
    {
        var random = new Random(3);
        double[,] values = new double[1000, 1000];
        for (int i = 0; i < 1000; i++)
        {
            for (int j = 0; j < i; j++)
            {
                values[i, j] = values[j, i] = random.NextDouble();
            }
        }

        // The worst case: a million cells of pure noise over 254 colours hold almost one byte each, times 4/3 in base64.
        Assert.InRange(new HeatmapFigure(Ids(1000), [new HeatmapPanel("", values, "Distance")]).ToSvg().Length, 1_000_000, 1_500_000);
    }

    [Fact]
    public void Groups_OfRows_AreNamedOncePerRunWithABracketOverTheirRows()
    {
        string[] groups = [.. Enumerable.Repeat("face", 3), .. Enumerable.Repeat("<house>", 5)];
        var picture = new SvgPicture(new HeatmapFigure(Ids(8), [new HeatmapPanel("", new double[8, 8], "Distance")]) { Groups = groups });
        Assert.Equal(["face", "<house>"], picture.Texts("rows"));
        Assert.Equal(["face", "<house>"], picture.Texts("columns"));
        XElement matrix = picture.All("image").Single();
        XElement[] brackets = [.. Children(picture.Groups("rows").Single(), "line")];
        double border = Number(matrix, "y") + (Number(matrix, "height") * 3 / 8);
        Assert.InRange(Number(brackets[0], "y2"), border - 1, border);
        Assert.InRange(Number(brackets[1], "y1"), border, border + 1);
    }

    [Fact]
    public void Groups_OfOneRowEach_LeaveOutNamesThatWouldTouch()
    {
        var picture = new SvgPicture(new HeatmapFigure(Ids(200), [new HeatmapPanel("", new double[200, 200], "Distance")]) { Groups = Ids(200) });
        double[] y = [.. Children(picture.Groups("rows").Single(), "text").Select(text => Number(text, "y"))];
        Assert.InRange(y.Length, 20, 40);
        Assert.All(y.Zip(y.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 7.4));
    }

    [Fact]
    public void Names_OfFewStimuli_AreWrittenAndOfManyAreNumbered()
    {
        Assert.Equal(Ids(12), new SvgPicture(new HeatmapFigure(Ids(12), [new HeatmapPanel("", new double[12, 12], "")])).Texts("rows"));
        Assert.Equal(["20", "40", "60", "80", "100", "120", "stimulus"], new SvgPicture(new HeatmapFigure(Ids(120), [new HeatmapPanel("", new double[120, 120], "")])).Texts("rows"));
    }

    [Fact]
    public void Panels_OfOneFigure_StandInRowsWithNamesAtTheFirst()
    {
        var picture = new SvgPicture(new HeatmapFigure(Ids(12), Enumerable.Range(1, 7).Select(i => new HeatmapPanel($"conv{i}", new double[12, 12], "Distance"))));
        Assert.Equal(Enumerable.Range(1, 7).Select(i => $"conv{i}"), picture.Texts("panel"));
        Assert.Equal(3, picture.Groups("rows").Count);
        XElement[] images = [.. picture.All("image")];
        Assert.Equal(7, images.Length);
        Assert.All(images, image => Assert.InRange(Number(image, "x") + Number(image, "width"), 0, picture.Width));
        Assert.Equal(3, images.Select(image => Number(image, "y")).Distinct().Count());
    }

    [Fact]
    public void Figure_InAnotherCulture_HasTheSameBytes()
    {
        HeatmapFigure figure = new(Ids(3), [new HeatmapPanel("IT", new double[,] { { 0, 0.25, 0.5 }, { 0.25, 0, 0.75 }, { 0.5, 0.75, 0 } }, "Distance")]) { Title = "T", Note = "N" };
        string invariant = figure.ToSvg();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(invariant, figure.ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Figure_WithoutRowsOrMatrices_IsRefused()
    {
        Assert.Equal("FigureEmpty", Assert.Throws<DnnBrainException>(() => new HeatmapFigure([], [])).ErrorId);
        Assert.Equal("FigureEmpty", Assert.Throws<DnnBrainException>(() => new HeatmapFigure(["a"], [])).ErrorId);
    }

    [Fact]
    public void Figure_OfAnotherShape_IsRefusedWithBothShapes()
    {
        DnnBrainException matrix = Assert.Throws<DnnBrainException>(() => new HeatmapFigure(Ids(3), [new HeatmapPanel("IT", new double[3, 2], "")]));
        Assert.Equal("ShapeMismatch", matrix.ErrorId);
        Assert.Contains("3×2", matrix.Message, StringComparison.Ordinal);
        Assert.Equal("ShapeMismatch", Assert.Throws<DnnBrainException>(() => new HeatmapFigure(["a"], [new HeatmapPanel("", new double[1, 1], "")]) { Groups = ["x", "y"] }).ErrorId);
    }

    private static string[] Ids(int n) => [.. Enumerable.Range(1, n).Select(i => $"s{i}")];

    private static PngPicture Draw(double[,] values, out SvgPicture picture)
    {
        picture = new SvgPicture(new HeatmapFigure(Ids(values.GetLength(0)), [new HeatmapPanel("", values, "Distance")]));
        return new PngPicture(picture.Png());
    }

    private static int Middle(PngPicture png, int cell, int n) => ((2 * cell) + 1) * png.Width / (2 * n);

    private static (byte Red, byte Green, byte Blue) Cell(PngPicture png, int row, int column, int n) => png.Color(Middle(png, column, n), Middle(png, row, n));

    private static (byte Red, byte Green, byte Blue) Color(Rgb color) => (color.Red, color.Green, color.Blue);
}
