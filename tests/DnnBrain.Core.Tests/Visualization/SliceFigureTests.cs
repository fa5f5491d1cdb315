using System.Xml.Linq;
using DnnBrain.Visualization;
using DnnBrain.Visualization.Rasters;
using Xunit;
using static DnnBrain.Core.Tests.Visualization.SvgPicture;

namespace DnnBrain.Core.Tests.Visualization;

public sealed class SliceFigureTests
{
    private const double Rounding = 0.01;

    // 3 mm cells from x = −3, y = −30: the largest value on the right at the back.
    private static readonly SlicePlane s_plane = new(new[,] { { 0.1, double.NaN, 0.5 }, { 0.2, 0.3, -0.4 } }, -3, -30, 3, 3);

    [Fact]
    public void Slice_OfAMap_HasLeftOnTheLeftAndFrontUp()
    {
        var picture = new SvgPicture(new SliceFigure([new SlicePanel("a", [new MapSlice(-12.5, s_plane)])]) { ValueLabel = "t", Space = "MNI 152" });
        var png = new PngPicture(picture.Png());
        int block = png.Width / 3;
        Assert.Equal((0x67, 0x00, 0x1F), png.Color(png.Width - 1, png.Height - 1));
        Assert.True(png.IsTransparent(block + (block / 2), png.Height - 1));
        Assert.False(png.IsTransparent(block + (block / 2), 0));
        XElement slice = picture.Groups("slice").Single();
        Assert.Equal(["z = −12.5 mm", "L", "R"], Children(slice, "text").Select(text => text.Value.Replace('\u00A0', ' ')));
        double[] x = [.. Children(slice, "text").Select(text => Number(text, "x"))];
        Assert.True(x[1] < x[0] && x[0] < x[2]);
        Assert.Contains("left is left, front is up; z in mm, MNI 152.", picture.Caption, StringComparison.Ordinal);
        Assert.Contains("t", picture.Texts("color-bar"));
    }

    [Fact]
    public void Slice_WithAnatomy_ShowsBothInTheSameMillimetres()
    {
        // Anatomy in 1 mm cells from x = −9.5 to 9.5, y = −40.5 to −20.5.
        var anatomy = new SlicePlane(new double[21, 20], -9.5, -40.5, 1, 1);
        var picture = new SvgPicture(new SliceFigure([new SlicePanel("a", [new MapSlice(0, s_plane) { Underlay = anatomy }])]));
        XElement below = picture.All("image").First();
        XElement above = picture.All("image").Last();
        double scale = Number(below, "width") / 20;
        Assert.Equal(9 * scale, Number(above, "width"), Rounding);
        Assert.Equal(6 * scale, Number(above, "height"), Rounding);

        // Edges at −4.5 and −10 mm; at −25.5 and −20 mm.
        Assert.Equal((-4.5 - -10) * scale, Number(above, "x") - Number(below, "x"), Rounding);
        Assert.Equal((-20 - -25.5) * scale, Number(above, "y") - Number(below, "y"), Rounding);
    }

    [Fact]
    public void Voxels_WithoutSignificance_AreFadedAndTheOthersOutlined()
    {
        var slice = new MapSlice(0, s_plane) { Significant = new[,] { { false, false, true }, { false, false, false } }, Mask = new[,] { { true, false, true }, { true, true, true } } };
        var picture = new SvgPicture(new SliceFigure([new SlicePanel("a", [slice])]) { Correction = "TFCE" });
        var png = new PngPicture(picture.Png());
        int block = png.Width / 3;
        Assert.Equal(CellRaster.FadedAlpha, png.Alpha[png.Index(block / 2, png.Height - 1)]);
        Assert.True(png.Index(png.Width - 1, png.Height - 1) >= png.Alpha.Length);
        XElement image = picture.All("image").Single();
        (double right, double bottom, double cell) = (Number(image, "x") + Number(image, "width"), Number(image, "y") + Number(image, "height"), Number(image, "width") / 3);
        IReadOnlyList<(double X, double Y)> outline = Points(Children(picture.Groups("outline").Single(), "path").Last());
        Assert.Equal(right - cell, outline.Min(point => point.X), Rounding);
        Assert.Equal(right, outline.Max(point => point.X), Rounding);
        Assert.Equal(bottom, outline.Max(point => point.Y), Rounding);
        Assert.Equal(bottom - cell, outline.Min(point => point.Y), Rounding);
        Assert.Single(picture.Groups("mask"));
        Assert.Contains("Outlined: adjusted p ≤ .05 (TFCE); other voxels are faded.", picture.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Figure_WithoutFindings_SaysSo()
    {
        var slice = new MapSlice(0, s_plane) { Significant = new bool[2, 3] };
        var picture = new SvgPicture(new SliceFigure([new SlicePanel("a", [slice])]) { Correction = "TFCE" });
        Assert.Empty(picture.Groups("outline"));
        Assert.Contains("No voxel here", picture.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_OfOneFigure_ShareTheirColours()
    {
        SlicePlane weak = s_plane with { Values = new[,] { { 0.1, 0.1, 0.1 }, { 0.1, 0.1, 0.1 } } };
        var both = new SvgPicture(new SliceFigure([new SlicePanel("a", [new MapSlice(0, s_plane)]), new SlicePanel("b", [new MapSlice(0, weak)])]));
        Assert.Equal(new PngPicture(both.Png(0)).Color(0, new PngPicture(both.Png(0)).Height - 1), new PngPicture(both.Png(1)).Color(0, 0));
        Assert.Single(both.Groups("color-bar"));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 2)]
    [InlineData(30, 1)]
    public void Layout_OfManySlices_KeepsThemInsideAndApart(int slices, int panels)
    {
        var plane = new SlicePlane(new double[60, 50], -75, -110, 3, 3);
        var picture = new SvgPicture(new SliceFigure([.. Enumerable.Range(0, panels).Select(i => new SlicePanel($"map {i}", [.. Enumerable.Range(0, slices).Select(s => new MapSlice(3 * s, plane))]))]));
        (double X, double Y, double Width, double Height)[] boxes = [.. picture.All("image").Select(image => (Number(image, "x"), Number(image, "y"), Number(image, "width"), Number(image, "height")))];
        Assert.Equal(slices * panels, boxes.Length);
        Assert.All(boxes, box => Assert.True(box.X >= 0 && box.X + box.Width <= picture.Width && box.Y >= 0 && box.Y + box.Height <= picture.Height));
        Assert.All(boxes.Zip(boxes.Skip(1)), pair => Assert.True(pair.Second.X >= pair.First.X + pair.First.Width || pair.Second.Y >= pair.First.Y + pair.First.Height));
    }

    [Fact]
    public void Figure_UnusableInput_IsRefused()
    {
        Assert.Equal("FigureEmpty", Assert.Throws<DnnBrainException>(() => new SliceFigure([new SlicePanel("a", [])])).ErrorId);
        Assert.Equal("ShapeMismatch", Assert.Throws<DnnBrainException>(() => new SliceFigure([new SlicePanel("a", [new MapSlice(0, s_plane) { Mask = new bool[3, 2] }])])).ErrorId);
    }

    [Fact]
    public void Figure_OnlyMissingValues_IsStillDrawn() =>
        Assert.Empty(new SvgPicture(new SliceFigure([new SlicePanel("a", [new MapSlice(0, s_plane with { Values = new[,] { { double.NaN } } })])])).All("image"));
}
