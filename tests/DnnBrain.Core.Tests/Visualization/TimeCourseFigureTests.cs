using System.Globalization;
using System.Xml.Linq;
using DnnBrain.Visualization;
using Xunit;
using static DnnBrain.Core.Tests.Visualization.SvgPicture;

namespace DnnBrain.Core.Tests.Visualization;

public sealed class TimeCourseFigureTests
{
    // Positions are written in thousandths of a point, and the axis is read off two of them.
    private const double Rounding = 0.01;

    // scipy.stats.t.ppf(0.975, 7)
    private const double QuantileOfEight = 2.3646242515927844;

    private static readonly double[] s_time = [-100, 0, 100, 200, 300];
    private static readonly double[] s_values = [0.02, -0.05, 0.3, 0.25, 0.1];

    [Fact]
    public void Curve_OfAPanel_GoesThroughItsValuesAtTheirTimes()
    {
        var picture = new SvgPicture(new TimeCourseFigure([new TimePanel("V1", s_time, [new TimeCourse("conv1", s_values)])]));
        (Func<double, double> x, Func<double, double> y) = Axes(picture);
        IReadOnlyList<(double X, double Y)> points = Points(Children(picture.Groups("course")[0], "path").Single());
        Assert.Equal(5, points.Count);
        for (int i = 0; i < points.Count; i++)
        {
            Assert.Equal(x(s_time[i]), points[i].X, Rounding);
            Assert.Equal(y(s_values[i]), points[i].Y, Rounding);
        }

        XElement zero = Children(picture.Groups("zero").Single(), "line").First();
        Assert.Equal(y(0), Number(zero, "y1"), Rounding);
        XElement onset = Children(picture.Groups("zero").Single(), "line").Last();
        Assert.Equal(x(0), Number(onset, "x1"), Rounding);
    }

    [Fact]
    public void Band_OfACurve_IsTheStudentIntervalOfEachMean()
    {
        double[] error = [0.01, 0.02, 0.03, 0.02, 0.01];
        var picture = new SvgPicture(new TimeCourseFigure([new TimePanel("V1", s_time, [new TimeCourse("conv1", s_values) { StandardError = error, SubjectCount = 8 }])]));
        (_, Func<double, double> y) = Axes(picture);
        IReadOnlyList<(double X, double Y)> points = Points(Children(picture.Groups("band")[0], "path").Single());

        // The upper limits from left to right, then the lower ones back.
        Assert.Equal(10, points.Count);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(y(s_values[i] + (QuantileOfEight * error[i])), points[i].Y, Rounding);
            Assert.Equal(y(s_values[i] - (QuantileOfEight * error[i])), points[9 - i].Y, Rounding);
        }

        Assert.Contains("95 % confidence interval", picture.Caption, StringComparison.Ordinal);
        Assert.Contains("8 subjects", picture.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Significance_OfACurve_IsABarFromStartToEndBelowAllValues()
    {
        TimeCourse first = new("conv1", s_values) { Significant = [(100, 300)] };
        TimeCourse second = new("fc1", s_values) { Significant = [(-100, -100), (200, 300)] };
        var picture = new SvgPicture(new TimeCourseFigure([new TimePanel("V1", s_time, [first, second])]) { Correction = "cluster mass" });
        (Func<double, double> x, Func<double, double> y) = Axes(picture);
        XElement one = Children(picture.Groups("significance")[0], "rect").Single();
        Assert.Equal(x(100), Number(one, "x"), Rounding);
        Assert.Equal(x(300) - x(100), Number(one, "width"), Rounding);
        Assert.True(Number(one, "y") > y(-0.05));
        XElement[] two = [.. Children(picture.Groups("significance")[1], "rect")];
        // A stretch of one point is centred on it and can be seen.
        Assert.Equal(x(-100), Number(two[0], "x") + (Number(two[0], "width") / 2), Rounding);
        Assert.True(Number(two[0], "width") >= 1);
        Assert.True(Number(two[0], "y") > Number(one, "y"));
        Assert.NotEqual((string?)one.Attribute("fill"), (string?)two[0].Attribute("fill"));
        Assert.Contains("adjusted p ≤ .05 (cluster mass)", picture.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Ceiling_OfAPanel_IsABandBetweenItsBounds()
    {
        double[] lower = [0.1, 0.1, 0.4, 0.5, 0.4];
        double[] upper = [0.2, 0.2, 0.5, 0.6, 0.5];
        var panel = new TimePanel("V1", s_time, [new TimeCourse("conv1", s_values)]) { CeilingLower = lower, CeilingUpper = upper };
        var picture = new SvgPicture(new TimeCourseFigure([panel]));
        (_, Func<double, double> y) = Axes(picture);
        IReadOnlyList<(double X, double Y)> points = Points(Children(picture.Groups("ceiling").Single(), "path").Single());
        Assert.Equal(y(0.6), points[3].Y, Rounding);
        Assert.Equal(y(0.5), points[6].Y, Rounding);
        Assert.Contains("noise ceiling", picture.Texts("legend"));
    }

    [Fact]
    public void Curve_WithAGap_IsInterruptedAndALonePointIsSeen()
    {
        var picture = new SvgPicture(new TimeCourseFigure([new TimePanel("V1", s_time, [new TimeCourse("conv1", [0.1, 0.2, double.NaN, 0.3, double.NaN])])]));
        Assert.Equal(2, Points(Children(picture.Groups("course")[0], "path").Single()).Count);
        Assert.Single(Children(picture.Groups("course")[0], "circle"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(24)]
    public void Curves_OfAnyNumber_HaveColoursOfTheirOwnAndAreNamedInside(int count)
    {
        TimeCourse[] courses = [.. Enumerable.Range(0, count).Select(i => new TimeCourse($"features.{i}.block", s_values))];
        var picture = new SvgPicture(new TimeCourseFigure([new TimePanel("V1", s_time, courses), new TimePanel("IT", s_time, courses)]));
        Assert.Equal(count, picture.Texts("legend").Count);
        string?[] colors = [.. picture.Groups("course").Take(count).Select(group => (string?)Children(group, "path").Single().Attribute("stroke"))];
        Assert.Equal(count, colors.Distinct().Count());
        Assert.All(picture.Groups("legend").SelectMany(group => Children(group, "text")), text =>
        {
            Assert.InRange(Number(text, "x") + (0.5 * text.Value.Length * 7.5), 0, picture.Width);
            Assert.InRange(Number(text, "y"), 0, picture.Height);
        });
    }

    [Fact]
    public void Figure_UnusableInput_IsRefused()
    {
        Assert.Equal("FigureEmpty", Refused(() => new TimeCourseFigure([])));
        Assert.Equal("FigureEmpty", Refused(() => new TimeCourseFigure([new TimePanel("V1", s_time, [])])));
        Assert.Equal("ShapeMismatch", Refused(() => new TimeCourseFigure([new TimePanel("V1", s_time, [new TimeCourse("a", [1, 2])])])));
        Assert.Equal("ShapeMismatch", Refused(() => new TimeCourseFigure([new TimePanel("V1", s_time, [new TimeCourse("a", s_values)]) { CeilingLower = [1] }])));
        Assert.Equal("TimeUnordered", Refused(() => new TimeCourseFigure([new TimePanel("V1", [0, 0], [new TimeCourse("a", [1, 2])])])));
        Assert.Equal("TimeUnordered", Refused(() => new TimeCourseFigure([new TimePanel("V1", [0, double.NaN], [new TimeCourse("a", [1, 2])])])));
    }

    [Fact]
    public void Figure_OneTimeOrNoValue_IsStillDrawn()
    {
        Assert.Single(new SvgPicture(new TimeCourseFigure([new TimePanel("V1", [5], [new TimeCourse("a", [0.3])])])).Groups("course"));
        Assert.Single(new SvgPicture(new TimeCourseFigure([new TimePanel("V1", [5, 6], [new TimeCourse("a", [double.NaN, double.NaN])])])).Groups("course"));
    }

    [Fact]
    public void Figure_InAnotherCulture_HasTheSameBytes()
    {
        var figure = new TimeCourseFigure([new TimePanel("<V1>", s_time, [new TimeCourse("a&b", s_values) { StandardError = s_values, SubjectCount = 4 }])]) { ConfidenceLevel = 0.975 };
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

    private static string Refused(Func<object> make) => Assert.Throws<DnnBrainException>(make).ErrorId;

    private static (Func<double, double> X, Func<double, double> Y) Axes(SvgPicture picture) =>
        (Axis(picture.Groups("time-axis")[0], "x1"), Axis(picture.Groups("axis")[0], "y1"));
}
