using System.Xml.Linq;
using DnnBrain.Visualization;
using Xunit;
using static DnnBrain.Core.Tests.Visualization.SvgPicture;

namespace DnnBrain.Core.Tests.Visualization;

public sealed class TimeMatrixFigureTests
{
    private const double Rounding = 0.01;
    private static readonly double[] s_rows = [0, 10];
    private static readonly double[] s_columns = [-100, 0, 100];

    // Largest at model time 10 and time −100.
    private static readonly double[,] s_values = { { 0.1, 0.2, double.NaN }, { 0.5, -0.1, 0.3 } };

    [Fact]
    public void Cells_OfATable_StandAtTheirTimesWithTheFirstRowLowest()
    {
        var picture = new SvgPicture(new TimeMatrixFigure([new TimeMatrix("a", s_values, s_rows, s_columns)]));
        var png = new PngPicture(picture.Png());
        int block = png.Width / 3;
        Assert.Equal(2 * block, png.Height);

        // The darkest red of the blue-red map for the largest value, on the upper left.
        Assert.Equal((0x67, 0x00, 0x1F), png.Color(block / 2, block / 2));
        Assert.True(png.IsTransparent(png.Width - 1, png.Height - 1));

        XElement image = picture.All("image").Single();
        Func<double, double> x = Axis(picture.Groups("time-axis").Single(), "x1", hasLine: false);
        double cell = Number(image, "width") / 3;
        Assert.Equal(Number(image, "x") + (0.5 * cell), x(-100), Rounding);
        Assert.Equal(Number(image, "x") + (2.5 * cell), x(100), Rounding);
        Func<double, double> y = Axis(picture.Groups("axis").Single(), "y1", hasLine: false);
        double row = Number(image, "height") / 2;
        Assert.Equal(Number(image, "y") + (1.5 * row), y(0), Rounding);
        Assert.Equal(Number(image, "y") + (0.5 * row), y(10), Rounding);
        Assert.Contains("Hatched: no value.", picture.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Outline_OfSignificantCells_GoesAlongTheirEdges()
    {
        var table = new TimeMatrix("a", s_values, s_rows, s_columns) { Significant = new[,] { { false, true, false }, { true, true, false } } };
        var picture = new SvgPicture(new TimeMatrixFigure([table]) { Correction = "TFCE" });
        XElement image = picture.All("image").Single();
        (double left, double cell) = (Number(image, "x"), Number(image, "width") / 3);
        (double bottom, double row) = (Number(image, "y") + Number(image, "height"), Number(image, "height") / 2);
        XElement path = Children(picture.Groups("outline").Single(), "path").Last();
        (int X, int Y)[] corners = [.. Points(path).Select(point => ((int)Math.Round((point.X - left) / cell), (int)Math.Round((bottom - point.Y) / row)))];

        // Upwards from the first row: one edge below cell (0, 1), one above (0, 0), one above both; then the upright ones.
        (int, int)[] expected = [(1, 0), (2, 0), (0, 1), (1, 1), (0, 2), (2, 2), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0), (2, 2)];
        Assert.Equal(expected, corners);
        Assert.Contains("Outlined: adjusted p ≤ .05 (TFCE).", picture.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Diagonal_OfTheSameTimes_IsDrawnFromCornerToCorner()
    {
        var same = new TimeMatrix("a", new double[3, 3], s_columns, s_columns);
        var picture = new SvgPicture(new TimeMatrixFigure([same]));
        Assert.Single(picture.Groups("diagonal"));
        Assert.Equal(Number(picture.All("image").Single(), "width"), Number(picture.All("image").Single(), "height"), Rounding);
        Assert.Empty(new SvgPicture(new TimeMatrixFigure([new TimeMatrix("a", s_values, s_rows, s_columns)])).Groups("diagonal"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Layout_OfSeveralTables_StaysInside(int count)
    {
        var picture = new SvgPicture(new TimeMatrixFigure([.. Enumerable.Range(0, count).Select(i => new TimeMatrix($"table {i}", s_values, s_rows, s_columns))]) { ValueLabel = "r" });
        Assert.All(picture.All("image").Concat(picture.All("rect").Where(rect => rect.Attribute("x") is not null)), mark =>
        {
            Assert.InRange(Number(mark, "x") + Number(mark, "width"), 0, picture.Width + Rounding);
            Assert.InRange(Number(mark, "y") + Number(mark, "height"), 0, picture.Height + Rounding);
        });
    }

    [Fact]
    public void Figure_UnusableInput_IsRefused()
    {
        Assert.Equal("FigureEmpty", Refused(() => new TimeMatrixFigure([])));
        Assert.Equal("ShapeMismatch", Refused(() => new TimeMatrixFigure([new TimeMatrix("a", s_values, s_columns, s_rows)])));
        Assert.Equal("ShapeMismatch", Refused(() => new TimeMatrixFigure([new TimeMatrix("a", s_values, s_rows, s_columns) { Significant = new bool[1, 1] }])));
        Assert.Equal("TimeUnordered", Refused(() => new TimeMatrixFigure([new TimeMatrix("a", s_values, [1, 0], s_columns)])));
    }

    private static string Refused(Func<object> make) => Assert.Throws<DnnBrainException>(make).ErrorId;
}
