using System.Globalization;
using System.Xml.Linq;
using DnnBrain.Visualization;
using Xunit;
using static DnnBrain.Core.Tests.Visualization.SvgPicture;

namespace DnnBrain.Core.Tests.Visualization;

public sealed class BarFigureTests
{
    private static readonly string[] s_layers = ["conv1_relu", "conv2_relu", "fc1_relu"];

    [Theory]
    [InlineData(0.4)]
    [InlineData(-0.25)]
    public void Bar_AnyValue_HasAHeightOfValueTimesScale(double value)
    {
        var picture = new SvgPicture(new BarFigure([new BarPanel("V1", [new Bar("a", value), new Bar("b", 0.5), new Bar("c", -0.5)])]));
        (double zero, double perUnit) = Axis(picture);
        XElement bar = Children(picture.Groups("bar")[0], "rect").Single();
        // Positions are written in thousandths of a point.
        Assert.Equal(Math.Abs(value) * perUnit, Number(bar, "height"), 0.002);
        Assert.Equal(value > 0 ? zero - (value * perUnit) : zero, Number(bar, "y"), 0.002);
    }

    [Fact]
    public void ErrorBar_OfABar_SpansOneStandardErrorEitherSide()
    {
        var picture = new SvgPicture(new BarFigure([new BarPanel("V1", [new Bar("a", 0.4) { StandardError = 0.1 }])]));
        (double zero, double perUnit) = Axis(picture);
        XElement line = Children(picture.Groups("bar")[0], "line").First();
        Assert.Equal(zero - (0.5 * perUnit), Math.Min(Number(line, "y1"), Number(line, "y2")), 0.002);
        Assert.Equal(zero - (0.3 * perUnit), Math.Max(Number(line, "y1"), Number(line, "y2")), 0.002);
    }

    [Fact]
    public void ErrorBar_OfAnInterval_SpansItInPlaceOfTheStandardError()
    {
        Bar bar = new("a", 0.4) { StandardError = 0.01, Low = 0.25, High = 0.6 };
        var picture = new SvgPicture(new BarFigure([new BarPanel("V1", [bar])]) { ErrorLabel = "95 % intervals" });
        (double zero, double perUnit) = Axis(picture);
        XElement line = Children(picture.Groups("bar")[0], "line").First();
        Assert.Equal(zero - (0.6 * perUnit), Number(line, "y1"), 0.002);
        Assert.Equal(zero - (0.25 * perUnit), Number(line, "y2"), 0.002);
        Assert.Equal("Error bars: 95 % intervals.", Caption(picture));
    }

    [Fact]
    public void Brackets_OfDifferences_JoinTheirBarsAndDoNotTouch()
    {
        BarDifference[] pairs = [new(0, 2, 0.001), new(0, 1, 0.01), new(1, 2, 0.02), new(3, 2, 0.03)];
        var panel = new BarPanel("V1", [.. "abcd".Select(name => new Bar(name.ToString(), 0.4))]) { Differences = pairs };
        var picture = new SvgPicture(new BarFigure([panel]) { DifferenceCorrection = "Holm" });
        double[] center = [.. picture.Groups("bar").Select(bar => Children(bar, "rect").Single()).Select(bar => Number(bar, "x") + (Number(bar, "width") / 2))];
        (double From, double To, double Y)[] brackets = [.. picture.Groups("difference").Select(group => Children(group, "line").First()).Select(line => (Number(line, "x1"), Number(line, "x2"), Number(line, "y1")))];
        Assert.Equal(4, brackets.Length);
        Assert.All(pairs, pair => Assert.Contains(brackets, bracket =>
            Math.Abs(bracket.From - center[Math.Min(pair.First, pair.Second)]) < 0.01 && Math.Abs(bracket.To - center[Math.Max(pair.First, pair.Second)]) < 0.01));
        foreach (var row in brackets.GroupBy(bracket => bracket.Y))
        {
            (double From, double To, double Y)[] inRow = [.. row.OrderBy(bracket => bracket.From)];
            Assert.All(inRow.Zip(inRow.Skip(1)), neighbors => Assert.True(neighbors.First.To < neighbors.Second.From));
        }

        XElement plot = Children(picture.Groups("axis")[0], "line").First();
        Assert.All(brackets, bracket => Assert.True(bracket.Y < Number(plot, "y1")));
        Assert.Contains("Brackets: differences with adjusted p < .05 (Holm).", Caption(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void Brackets_BeyondTheRoomForThem_AreCountedInTheCaption()
    {
        Bar[] bars = [.. Enumerable.Range(0, 12).Select(i => new Bar($"layer {i}", 0.1))];
        BarDifference[] all = [.. Enumerable.Range(0, 12).SelectMany(i => Enumerable.Range(i + 1, 11 - i).Select(j => new BarDifference(i, j, 0.01)))];
        var picture = new SvgPicture(new BarFigure([new BarPanel("V1", bars) { Differences = all }]) { DifferenceCorrection = "Holm" });
        int drawn = picture.Groups("difference").Count;
        Assert.InRange(drawn, 20, 65);
        Assert.Contains($"{66 - drawn} more differences are not drawn.", Caption(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void Difference_OfABarThatIsNotThere_IsRefused() => Assert.Equal(
        "ShapeMismatch", Assert.Throws<DnnBrainException>(() => new BarFigure([new BarPanel("V1", [new Bar("a", 1)]) { Differences = [new(0, 1, 0.01)] }])).ErrorId);

    [Fact]
    public void Shade_OfBars_ColoursThemWithoutASlotOfItsOwn()
    {
        Bar[] bars = [new("a", 0.2) { Shade = "unique" }, new("b", 0.2) { Shade = "unique" }, new("c", 0.2) { Shade = "shared" }];
        var picture = new SvgPicture(new BarFigure([new BarPanel("V1", bars)]));
        XElement[] rects = [.. picture.Groups("bar").Select(bar => Children(bar, "rect").Single())];
        Assert.Equal((string?)rects[0].Attribute("fill"), (string?)rects[1].Attribute("fill"));
        Assert.NotEqual((string?)rects[0].Attribute("fill"), (string?)rects[2].Attribute("fill"));
        Assert.Equal(Number(rects[1], "x") - Number(rects[0], "x"), Number(rects[2], "x") - Number(rects[1], "x"), 0.002);
        Assert.Equal(["unique", "shared"], picture.Texts("legend"));
    }

    [Fact]
    public void Dots_OfSubjects_StandAtTheirValuesAndInOneOrderInEveryBar()
    {
        double[][] subjects = [[0.1, 0.3, double.NaN, 0.2], [0.4, 0.2, 0.1, -0.1]];
        var picture = new SvgPicture(new BarFigure([new BarPanel("V1", [.. subjects.Select((s, i) => new Bar(s_layers[i], 0.2) { Subjects = s })])]));
        (double zero, double perUnit) = Axis(picture);
        XElement[][] dots = [.. picture.Groups("bar").Select(bar => Children(bar, "circle").ToArray())];
        Assert.Equal([zero - (0.1 * perUnit), zero - (0.3 * perUnit), zero - (0.2 * perUnit)], dots[0].Select(dot => Number(dot, "cy")), Close(0.002));
        double step = Number(dots[1][0], "cx") - Number(dots[0][0], "cx");
        // The fourth subject keeps its place although the third one has no value in the first bar.
        Assert.Equal(step, Number(dots[1][3], "cx") - Number(dots[0][2], "cx"), 0.002);
    }

    [Fact]
    public void Ceiling_OfAPanel_IsABandFromLowerToUpperBound()
    {
        var picture = new SvgPicture(new BarFigure([Panel("V1") with { CeilingLower = 0.5, CeilingUpper = 0.6 }, Panel("IT")]));
        (double zero, double perUnit) = Axis(picture);
        XElement band = Children(picture.Groups("ceiling").Single(), "rect").Single();
        Assert.Equal(zero - (0.6 * perUnit), Number(band, "y"), 0.002);
        Assert.Equal(0.1 * perUnit, Number(band, "height"), 0.002);
        Assert.Contains("noise ceiling", picture.Texts("legend"));
    }

    [Fact]
    public void Asterisk_OfABar_StandsBeyondItsMarksOnlyWhereAdjustedPIsBelow05()
    {
        Bar[] bars =
        [
            new Bar("a", 0.4) { AdjustedP = 0.049, Subjects = [0.7, 0.1] },
            new Bar("b", -0.4) { AdjustedP = 0.001, StandardError = 0.1 },
            new Bar("c", 0.4) { AdjustedP = 0.05 },
            new Bar("d", 0.4),
            new Bar("e", 0.4) { AdjustedP = double.NaN },
        ];
        var picture = new SvgPicture(new BarFigure([new BarPanel("V1", bars)]) { Correction = "Holm over 5 tests" });
        (double zero, double perUnit) = Axis(picture);
        XElement?[] stars = [.. picture.Groups("bar").Select(bar => Children(bar, "text").SingleOrDefault(text => text.Value == "*"))];
        Assert.Equal([true, true, false, false, false], stars.Select(star => star is not null));
        Assert.True(Number(stars[0]!, "y") < zero - (0.68 * perUnit));
        Assert.True(Number(stars[1]!, "y") > zero + (0.5 * perUnit));
        Assert.Contains("* adjusted p < .05 (Holm over 5 tests).", Caption(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void Caption_OfAPlainBar_SpeaksOfNothingThatIsNotThere()
    {
        var picture = new SvgPicture(new BarFigure([new BarPanel("V1", [new Bar("a", 0.4) { StandardError = double.NaN }])]) { Note = "Simulated data" });
        Assert.Equal("Simulated data.", Caption(picture));
    }

    [Fact]
    public void Bar_WithoutAValue_IsWrittenNotDrawn()
    {
        var picture = new SvgPicture(new BarFigure([new BarPanel("V1", [new Bar("a", double.NaN), new Bar("b", 0.1)])]));
        Assert.Empty(Children(picture.Groups("bar")[0], "rect"));
        Assert.Equal("n/a", Children(picture.Groups("bar")[0], "text").Single().Value);
        Assert.Contains("n/a: no value.", Caption(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void Figure_OnlyValuesThatAreNotNumbers_IsStillDrawn() =>
        Assert.Single(new SvgPicture(new BarFigure([new BarPanel("V1", [new Bar("a", double.NaN) { StandardError = double.NaN }])])).Groups("bar"));

    [Fact]
    public void Figure_WithoutABar_IsRefused()
    {
        Assert.Equal("FigureEmpty", Assert.Throws<DnnBrainException>(() => new BarFigure([])).ErrorId);
        Assert.Equal("FigureEmpty", Assert.Throws<DnnBrainException>(() => new BarFigure([new BarPanel("V1", [])])).ErrorId);
    }

    [Fact]
    public void Names_WithMarkup_AreTextInLabelsTipsAndTitles()
    {
        const string Name = "<conv&\"1\">";
        var picture = new SvgPicture(new BarFigure([new BarPanel(Name, [new Bar(Name, 0.1) { Series = Name }, new Bar("b", 0.1) { Series = "x" }])]) { Title = Name, ValueLabel = Name });
        Assert.Contains(Name, picture.Texts("categories"));
        Assert.Contains(Name, picture.Texts("panel"));
        Assert.Contains(Name, picture.Texts("legend"));
        Assert.Contains(Name, Tip(picture.Groups("bar")[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Figure_InAnotherCulture_HasTheSameBytes()
    {
        BarFigure figure = new([Panel("V1") with { CeilingLower = 0.512, CeilingUpper = 0.634 }]) { ValueLabel = "Spearman correlation", Title = "Title" };
        string invariant = figure.ToSvg();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("0,5", 0.5.ToString(CultureInfo.CurrentCulture));
            Assert.Equal(invariant, figure.ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Series_InOnePanel_StandSideBySideInTheirOwnColours()
    {
        var picture = new SvgPicture(new BarFigure([new BarPanel("V1",
        [
            new Bar("a", 0.1) { Series = "alexnet" }, new Bar("b", 0.1) { Series = "alexnet" },
            new Bar("a", 0.1) { Series = "fashionnet" }, new Bar("b", 0.1) { Series = "fashionnet" },
        ])]));
        XElement[] bars = [.. picture.Groups("bar").Select(bar => Children(bar, "rect").Single())];
        Assert.Equal(Number(bars[0], "x") + Number(bars[0], "width"), Number(bars[2], "x"), 0.002);
        Assert.True(Number(bars[2], "x") + Number(bars[2], "width") < Number(bars[1], "x"));
        Assert.NotEqual((string?)bars[0].Attribute("fill"), (string?)bars[2].Attribute("fill"));
        Assert.Equal(["alexnet", "fashionnet"], picture.Texts("legend"));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 7)]
    [InlineData(15, 16)]
    [InlineData(2, 64)]
    [InlineData(3, 150)]
    public void Layout_ManyPanelsAndLayers_KeepsNamesApartAndInside(int panels, int layers)
    {
        string[] names = [.. Enumerable.Range(1, layers).Select(i => $"layer4.{i}.conv3_relu")];
        var picture = new SvgPicture(new BarFigure([.. Enumerable.Range(1, panels).Select(i => new BarPanel($"ROI {i}", [.. names.Select(name => new Bar(name, 0.1 * i))]))]));
        foreach (XElement group in picture.Groups("categories"))
        {
            double[] x = [.. Children(group, "text").Select(text => Number(text, "x"))];
            Assert.Equal(layers, x.Length);
            // Turned by 45° or 90°, lines of 7.5 points need at least their height across.
            double slant = Children(group, "text").First().Attribute("transform")!.Value.Contains("-45", StringComparison.Ordinal) ? Math.Sqrt(0.5) : 1;
            Assert.All(x.Zip(x.Skip(1)), pair => Assert.True((pair.Second - pair.First) * slant >= 7.4));
        }

        Assert.All(picture.All("rect"), rect =>
        {
            Assert.InRange(Number(rect, "x") + Number(rect, "width"), 0, picture.Width + 0.01);
            Assert.InRange(Number(rect, "y") + Number(rect, "height"), 0, picture.Height + 0.01);
        });
    }

    private static BarPanel Panel(string name) => new(name, [.. s_layers.Select((layer, i) => new Bar(layer, 0.1 * (i + 1)) { StandardError = 0.03, Subjects = [0.05, 0.3] })]);

    private static string Caption(SvgPicture picture) => string.Join(' ', picture.Texts("caption")).Replace('\u00A0', ' ');

    private static Func<double, double, bool> Close(double tolerance) => (a, b) => Math.Abs(a - b) <= tolerance;

    /// <summary>Position of zero and points for one unit, read off the ticks of the first panel.</summary>
    private static (double Zero, double PerUnit) Axis(SvgPicture picture)
    {
        XElement axis = picture.Groups("axis")[0];
        double[] at = [.. Children(axis, "line").Skip(1).Select(line => Number(line, "y1"))];
        double[] values = [.. Children(axis, "text").Select(text => double.Parse(text.Value.Replace('−', '-'), CultureInfo.InvariantCulture))];
        double perUnit = (at[0] - at[^1]) / (values[^1] - values[0]);
        return (at[0] + (values[0] * perUnit), perUnit);
    }
}
