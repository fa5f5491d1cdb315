using System.Globalization;
using DnnBrain.Visualization.Bars;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.TimeCourses;

/// <summary>Draws a <see cref="TimeCourseFigure"/>: ceiling, zero, bands, curves, bars of significance, axes, in this order.</summary>
internal sealed class TimeCourseBody(TimeCourseFigure figure) : IFigureBody
{
    private const double BandOpacity = 0.22;
    private const double LineWidth = 1.3;
    private const double BarThickness = 2.2;

    /// <summary>The bar of a stretch of one point has this width, so that it is seen.</summary>
    private const double ShortestBar = 1.5;

    private const string Faint = "#8C8C8C";
    private readonly TimeCourseLayout _layout = new(figure);

    public double Width => _layout.Width;

    public double Height => _layout.Height;

    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"{figure.ValueLabel} over time of {_layout.Names.Count} curve{(_layout.Names.Count == 1 ? "" : "s")} in {string.Join(", ", figure.Panels.Select(panel => panel.Name))}").TrimStart();

    public string Caption
    {
        get
        {
            TimeCourse[] courses = [.. figure.Panels.SelectMany(panel => panel.Courses)];
            int[] subjects = [.. courses.Select(course => course.SubjectCount).Where(count => count > 0).Distinct().Order()];
            var sentences = new List<string>();
            if (subjects.Length > 0)
            {
                string range = subjects.Length == 1 ? Number(subjects[0]) : $"{Number(subjects[0])} to {Number(subjects[^1])}";
                sentences.Add(subjects[^1] == 1 ? "Curves: one subject." : $"Curves: mean over {range} subjects.");
            }

            if (courses.Any(course => Enumerable.Range(0, course.Values.Count).Any(i => double.IsFinite(_layout.Band.Half(course, i)))))
            {
                sentences.Add(string.Create(CultureInfo.InvariantCulture, $"Bands: {100 * figure.ConfidenceLevel:0.##}\u00A0% confidence interval of the mean over subjects (Student’s t), each time by itself."));
            }

            if (figure.Panels.Any(panel => panel.HasCeiling))
            {
                sentences.Add("Grey band: noise ceiling, lower to upper bound.");
            }

            if (figure.Correction.Length > 0)
            {
                sentences.Add(_layout.Marked.Count > 0 ? $"Bars below the curves: adjusted p\u00A0≤\u00A0.05 ({figure.Correction})." : $"No adjusted p\u00A0≤\u00A0.05 ({figure.Correction}).");
            }

            return string.Join(' ', sentences);
        }
    }

    public void Draw(SvgWriter svg, double left, double top)
    {
        _layout.Legend.Draw(svg, left + _layout.LegendX, top);
        for (int i = 0; i < figure.Panels.Count; i++)
        {
            (double x, double y) = _layout.Plot(i);
            DrawPanel(svg, figure.Panels[i], i, left + x, top + y);
        }

        (_, double first) = _layout.Plot(0);
        (_, double last) = _layout.Plot(figure.Panels.Count - 1);
        svg.BeginGroup("axis-title");
        if (figure.ValueLabel.Length > 0)
        {
            double middle = top + ((first + last + _layout.ValueHeight) / 2);
            svg.Text(left + _layout.AxisTitleX, middle, figure.ValueLabel, TextStyle.Axis, TextAnchor.Middle, -90);
        }

        double across = left + _layout.Left + (_layout.Grid.Across(_layout.PlotWidth) / 2);
        svg.Text(across, top + _layout.Height - 2, figure.TimeLabel, TextStyle.Axis, TextAnchor.Middle);
        svg.EndGroup();
    }

    private void DrawPanel(SvgWriter svg, TimePanel panel, int index, double x, double y)
    {
        svg.BeginGroup("panel", panel.Name);
        svg.Text(x, y - TimeCourseLayout.PanelTitleHeight + TextStyle.Panel.Size, TextMetrics.Shorten(panel.Name, TextStyle.Panel, _layout.PlotWidth), TextStyle.Panel);
        if (panel.HasCeiling)
        {
            svg.BeginGroup("ceiling", $"{panel.Name}: noise ceiling");
            DrawBand(svg, panel.Time, i => panel.CeilingLower[i], i => panel.CeilingUpper[i], BarLayout.BandFill, 1, x, y);
            svg.EndGroup();
        }

        double zero = y + _layout.Values[0];
        svg.BeginGroup("zero");
        svg.Line(x, zero, x + _layout.PlotWidth, zero, 0.5, Faint);
        if (_layout.Times.DomainStart < 0 && _layout.Times.DomainEnd > 0)
        {
            svg.Line(x + _layout.Times[0], y, x + _layout.Times[0], y + _layout.PlotHeight, 0.5, Faint, "2 2");
        }

        svg.EndGroup();
        foreach (TimeCourse course in panel.Courses)
        {
            svg.BeginGroup("band");
            DrawBand(svg, panel.Time, i => course.Values[i] - _layout.Band.Half(course, i), i => course.Values[i] + _layout.Band.Half(course, i), _layout.Colors[course.Name].ToString(), BandOpacity, x, y);
            svg.EndGroup();
        }

        foreach (TimeCourse course in panel.Courses)
        {
            DrawCourse(svg, panel, course, x, y);
        }

        DrawAxes(svg, index, x, y);
        svg.EndGroup();
    }

    private void DrawCourse(SvgWriter svg, TimePanel panel, TimeCourse course, double x, double y)
    {
        string color = _layout.Colors[course.Name].ToString();
        svg.BeginGroup("course", Tip(panel, course));
        foreach ((int first, int end) in Stretches(panel.Time.Count, i => double.IsFinite(course.Values[i])))
        {
            if (end - first == 1)
            {
                svg.Circle(x + _layout.Times[panel.Time[first]], y + _layout.Values[course.Values[first]], LineWidth, color);
                continue;
            }

            var path = new PathData().Move(x + _layout.Times[panel.Time[first]], y + _layout.Values[course.Values[first]]);
            for (int i = first + 1; i < end; i++)
            {
                path.Line(x + _layout.Times[panel.Time[i]], y + _layout.Values[course.Values[i]]);
            }

            svg.Stroke(path, color, LineWidth);
        }

        svg.EndGroup();
        if (course.Significant.Count == 0)
        {
            return;
        }

        double strip = y + _layout.Strip(course.Name);
        svg.BeginGroup("significance");
        foreach ((double start, double end) in course.Significant)
        {
            double middle = (_layout.Times[start] + _layout.Times[end]) / 2;
            double half = Math.Max(ShortestBar, _layout.Times[end] - _layout.Times[start]) / 2;
            svg.Rect(x + middle - half, strip - (BarThickness / 2), 2 * half, BarThickness, color);
        }

        svg.EndGroup();
    }

    private void DrawBand(SvgWriter svg, IReadOnlyList<double> time, Func<int, double> lower, Func<int, double> upper, string fill, double opacity, double x, double y)
    {
        foreach ((int first, int end) in Stretches(time.Count, i => double.IsFinite(lower(i)) && double.IsFinite(upper(i))))
        {
            var path = new PathData();
            for (int i = first; i < end; i++)
            {
                (double at, double value) = (x + _layout.Times[time[i]], y + _layout.Values[upper(i)]);
                _ = i == first ? path.Move(at, value) : path.Line(at, value);
            }

            for (int i = end - 1; i >= first; i--)
            {
                path.Line(x + _layout.Times[time[i]], y + _layout.Values[lower(i)]);
            }

            svg.Area(path.Close(), fill, opacity);
        }
    }

    private void DrawAxes(SvgWriter svg, int index, double x, double y)
    {
        svg.BeginGroup("axis");
        svg.Line(x, y, x, y + _layout.ValueHeight);
        foreach (Tick tick in _layout.Ticks)
        {
            double at = y + _layout.Values[tick.Value];
            svg.Line(x - TimeCourseLayout.TickLength, at, x, at);
            if (_layout.Grid.IsFirst(index))
            {
                svg.Text(x - TimeCourseLayout.TickLength - TimeCourseLayout.TickGap, at + TextStyle.Tick.BaselineShift, tick.Label, TextStyle.Tick, TextAnchor.End);
            }
        }

        svg.EndGroup();
        double bottom = y + _layout.PlotHeight;
        svg.BeginGroup("time-axis");
        svg.Line(x, bottom, x + _layout.PlotWidth, bottom);
        foreach (Tick tick in _layout.TimeTicks)
        {
            double at = x + _layout.Times[tick.Value];
            svg.Line(at, bottom, at, bottom + TimeCourseLayout.TickLength);
            svg.Text(at, bottom + TimeCourseLayout.TickLength + TimeCourseLayout.TickGap + TextStyle.Tick.Size - 1, tick.Label, TextStyle.Tick, TextAnchor.Middle);
        }

        svg.EndGroup();
    }

    private static string Tip(TimePanel panel, TimeCourse course)
    {
        int peak = Enumerable.Range(0, course.Values.Count).Where(i => double.IsFinite(course.Values[i])).OrderByDescending(i => course.Values[i]).FirstOrDefault(-1);
        string name = course.Name.Length == 0 ? panel.Name : $"{panel.Name}, {course.Name}";
        return peak < 0 ? $"{name}: no value" : string.Create(CultureInfo.InvariantCulture, $"{name}: up to {course.Values[peak]:0.####} at {panel.Time[peak]:G5}");
    }

    /// <summary>Runs of indices that fulfil a condition.</summary>
    private static IEnumerable<(int First, int End)> Stretches(int count, Func<int, bool> condition)
    {
        int first = -1;
        for (int i = 0; i <= count; i++)
        {
            bool holds = i < count && condition(i);
            if (holds && first < 0)
            {
                first = i;
            }
            else if (!holds && first >= 0)
            {
                yield return (first, i);
                first = -1;
            }
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
