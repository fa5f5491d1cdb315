using System.Xml.Linq;
using DnnBrain.Visualization;
using DnnBrain.Visualization.Bars;
using DnnBrain.Visualization.Colors;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;
using Xunit;
using static DnnBrain.Core.Tests.Visualization.SvgPicture;

namespace DnnBrain.Core.Tests.Visualization;

/// <summary>Scales, colours and marks that figures are made of.</summary>
public sealed class FigurePartTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(-1, 3, 0, -3, 3)]
    [InlineData(5, 9, 8, 5, 11)]
    [InlineData(2, 3, -1, -5, 3)] // all numbers on one side
    [InlineData(-4, -2, 1, -4, 6)]
    [InlineData(2, 2, 2, 1, 3)] // nothing but the middle
    public void ColorScale_AroundAMiddle_ReachesAsFarOnBothSides(double min, double max, double middle, double lowest, double highest)
    {
        ColorScale scale = ColorScale.Over(min, max, middle);
        Assert.Equal((ColorMap.BlueRed, lowest, highest), (scale.Map, scale.Min, scale.Max));
        Assert.Equal(0.5, scale.Position(middle));
    }

    [Fact]
    public void BarDomain_HoldsMeansWithTheirErrorsOnBothSidesOfZero()
    {
        // 8 % of the range beyond the outermost whisker.
        (double Min, double Max) up = Domain(new Bar("a", 0.4) { StandardError = 0.1 }, new Bar("b", 0.2) { StandardError = 0.05 });
        Assert.Equal(0, up.Min);
        Assert.Equal(0.5 * 1.08, up.Max, 1e-12);
        (double Min, double Max) down = Domain(new Bar("a", -0.4) { StandardError = 0.1 });
        Assert.Equal(-0.5 * 1.08, down.Min, 1e-12);
        Assert.Equal(0, down.Max);
        (double Min, double Max) across = Domain(new Bar("a", 0.1) { StandardError = 0.3 });
        Assert.Equal(-0.2 - (0.08 * 0.6), across.Min, 1e-12);
        Assert.Equal(0.4 + (0.08 * 0.6), across.Max, 1e-12);
    }

    [Fact]
    public void Whisker_OfABar_HasACapOfOneWidthAtEachEnd()
    {
        var picture = new SvgPicture(new BarFigure([new BarPanel("V1", [new Bar("a", 0.4) { StandardError = 0.1 }, new Bar("b", -0.3) { StandardError = 0.05 }])]));
        foreach (XElement group in picture.Groups("bar"))
        {
            XElement[] lines = [.. Children(group, "line")];
            XElement bar = Children(group, "rect").Single();
            double center = Number(bar, "x") + (Number(bar, "width") / 2);
            Assert.Equal(3, lines.Length);
            Assert.Equal([center, center], [Number(lines[0], "x1"), Number(lines[0], "x2")], (a, b) => Math.Abs(a - b) < 0.002);
            double[] ends = [Number(lines[0], "y1"), Number(lines[0], "y2")];
            Assert.Equal(ends.Order(), lines[1..].Select(line => Number(line, "y1")).Order());
            foreach (XElement cap in lines[1..])
            {
                Assert.Equal(Number(cap, "y1"), Number(cap, "y2"));
                Assert.Equal(2 * center, Number(cap, "x1") + Number(cap, "x2"), 0.003);
                Assert.InRange(Number(cap, "x2") - Number(cap, "x1"), 0.5, Number(bar, "width"));
            }
        }
    }

    [Fact]
    public void BlueRed_HasTheElevenColoursOfRdBu()
    {
        // https://colorbrewer2.org/#type=diverging&scheme=RdBu&n=11, from the blue end.
        string[] published = ["#053061", "#2166AC", "#4393C3", "#92C5DE", "#D1E5F0", "#F7F7F7", "#FDDBC7", "#F4A582", "#D6604D", "#B2182B", "#67001F"];
        Assert.Equal(published, ColorMap.BlueRed.ControlPoints.Select(color => color.ToString()));
        Assert.Equal(published, Enumerable.Range(0, 11).Select(i => ColorMap.BlueRed[i / 10.0].ToString()));
    }

    [Fact]
    public void FromHex_IsRedGreenBlue() => Assert.Equal(new Rgb(0x12, 0x34, 0x56), Rgb.FromHex(0x123456));

    [Fact]
    public void Definitions_HoldTheHatchingAndAGradientForEachMap()
    {
        XElement root = Draw(svg =>
        {
            svg.Definitions([ColorMap.Viridis, ColorMap.BlueRed]);
            svg.Circle(1, 2, 3, "#000000");
        });

        Assert.Equal(["title", "desc", "rect", "defs", "circle"], root.Elements().Select(e => e.Name.LocalName));
        XElement definitions = root.Element(s_svg + "defs")!;
        Assert.Equal(["pattern", "linearGradient", "linearGradient"], definitions.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(["rect", "path"], definitions.Element(s_svg + "pattern")!.Elements().Select(e => e.Name.LocalName));
        XElement[] stops = [.. definitions.Elements(s_svg + "linearGradient").Last().Elements(s_svg + "stop")];
        Assert.Equal(["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"], stops.Select(stop => (string?)stop.Attribute("offset")));
        Assert.Equal(ColorMap.BlueRed.ControlPoints.Select(color => color.ToString()), stops.Select(stop => (string?)stop.Attribute("stop-color")));
    }

    [Fact]
    public void Text_StandsAtItsAnchor()
    {
        XElement root = Draw(svg =>
        {
            svg.Text(1, 2, "a", TextStyle.Tick);
            svg.Text(1, 2, "b", TextStyle.Tick, TextAnchor.Middle);
            svg.Text(1, 2, "c", TextStyle.Tick, TextAnchor.End, -45);
        });

        XElement[] texts = [.. root.Elements(s_svg + "text")];
        Assert.Equal([null, "middle", "end"], texts.Select(text => (string?)text.Attribute("text-anchor")));
        Assert.Equal([null, null, "rotate(-45 1 2)"], texts.Select(text => (string?)text.Attribute("transform")));
    }

    [Fact]
    public void Title_OfThePicture_IsTheFiguresOrWhatItIs()
    {
        Assert.Equal("My title", new SvgPicture(new BarFigure([new BarPanel("V1", [new Bar("a", 0.4)])]) { Title = "My title" }).Root.Element(s_svg + "title")!.Value);
        Assert.NotEqual("", new SvgPicture(new BarFigure([new BarPanel("V1", [new Bar("a", 0.4)])])).Root.Element(s_svg + "title")!.Value);
    }

    [Fact]
    public void Groups_OfAHeatmap_AreOneForEachRowOrNone()
    {
        Assert.Empty(Heatmap(1, []).Groups);
        Assert.Equal("ShapeMismatch", Assert.Throws<DnnBrainException>(() => Heatmap(1, ["face"])).ErrorId);
        Assert.Equal(["face", "face", "house"], Heatmap(1, ["face", "face", "house"]).Groups);
    }

    [Fact]
    public void Panels_OfAHeatmap_BeginANewRowOnlyWhereTheOldOneIsFull()
    {
        double[] heights = [.. Enumerable.Range(1, 7).Select(panels => new SvgPicture(Heatmap(panels, [])).Height)];
        // Up to 3 in a row, 4 as 2 and 2.
        Assert.Equal(heights[4], heights[5]);
        Assert.True(heights[2] < heights[4]);
        Assert.True(heights[5] < heights[6]);
    }

    [Fact]
    public void Shorten_KeepsAsMuchOfBothEnds()
    {
        string text = new('0', 40);
        string shorter = TextMetrics.Shorten(text, TextStyle.Tick, TextMetrics.Width(text, TextStyle.Tick) / 2);
        string[] ends = shorter.Split('…');
        Assert.InRange(ends[0].Length - ends[1].Length, 0, 1);
        Assert.InRange(ends[0].Length + ends[1].Length, 15, 20);
    }

    private static HeatmapFigure Heatmap(int panels, IReadOnlyList<string> groups) => new(
        ["a", "b", "c"],
        [.. Enumerable.Range(0, panels).Select(_ => new HeatmapPanel("", new double[,] { { 0, 1, 2 }, { 1, 0, 3 }, { 2, 3, 0 } }, "Distance"))])
    {
        Groups = groups,
    };

    private static (double Min, double Max) Domain(params Bar[] bars) => BarDomain.Of(new BarFigure([new BarPanel("V1", bars)]));

    private static XElement Draw(Action<SvgWriter> draw)
    {
        using var stream = new MemoryStream();
        using (var svg = new SvgWriter(stream, 30, 20, "", ""))
        {
            draw(svg);
        }

        return XDocument.Parse(System.Text.Encoding.UTF8.GetString(stream.ToArray())).Root!;
    }
}
