using DnnBrain.Visualization.Bars;
using DnnBrain.Visualization.Colors;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.TimeCourses;

/// <summary>Where panels, curves and bars of a <see cref="TimeCourseFigure"/> stand, relative to the upper left corner of its body.</summary>
internal sealed class TimeCourseLayout
{
    public const double PanelTitleHeight = 16;
    public const double TickLength = 3;
    public const double TickGap = 3;

    /// <summary>From one row of bars of significance to the next.</summary>
    public const double StripStep = 4.5;

    /// <summary>Between the lowest value and the first row of bars.</summary>
    public const double StripGap = 5;

    private const double SingleWidth = 360;
    private const double AxisTitleGap = 6;
    private const double ColumnGap = 18;
    private const double RowGap = 12;
    private const double HeadRoom = 0.05;

    public TimeCourseLayout(TimeCourseFigure figure)
    {
        Band = new ConfidenceBand(figure.ConfidenceLevel);
        Names = [.. figure.Panels.SelectMany(panel => panel.Courses).Select(course => course.Name).Distinct(StringComparer.Ordinal)];
        IReadOnlyList<Rgb> colors = SeriesColors.Take(Names.Count);
        Colors = Names.Select((name, i) => (name, colors[i])).ToDictionary(pair => pair.name, pair => pair.Item2, StringComparer.Ordinal);
        Marked = [.. Names.Where(name => figure.Panels.Any(panel => panel.Courses.Any(course => course.Name == name && course.Significant.Count > 0)))];

        (double min, double max) = Domain(figure);
        ValueHeight = figure.Panels.Count <= 2 ? 165 : 120;
        Values = new LinearScale(max, min, 0, ValueHeight);
        Ticks = Tick.Nice(min, max, 6);
        PlotHeight = ValueHeight + (Marked.Count == 0 ? 0 : StripGap + (Marked.Count * StripStep));

        double tickWidth = TextMetrics.MaxWidth(Ticks.Select(tick => tick.Label), TextStyle.Tick) + TickLength + TickGap;
        Left = tickWidth + (figure.ValueLabel.Length == 0 ? 0 : AxisTitleGap + TextStyle.Axis.Size);
        AxisTitleX = Left - tickWidth - AxisTitleGap;
        Grid = new PanelGrid(figure.Panels.Count, Math.Min(2, figure.Panels.Count), ColumnGap, RowGap);
        PlotWidth = Grid.Columns == 1 ? SingleWidth : Grid.PanelWidth(PanelGrid.FullWidth - Left);

        double first = figure.Panels.Where(panel => panel.Time.Count > 0).Min(panel => panel.Time[0]);
        double last = figure.Panels.Where(panel => panel.Time.Count > 0).Max(panel => panel.Time[^1]);
        (first, last) = last > first ? (first, last) : (first - 0.5, last + 0.5);
        Times = new LinearScale(first, last, 0, PlotWidth);
        TimeTicks = Tick.Nice(first, last, Grid.Columns == 1 ? 8 : 5);

        Legend = new Legend(Marks(figure), Math.Max(PanelGrid.FullWidth, Left + PlotWidth));
        LegendX = Legend.Width <= PanelGrid.FullWidth - Left ? Left : 0;
        Top = Legend.Height;
        RowHeight = PanelTitleHeight + PlotHeight + TickLength + TickGap + TextStyle.Tick.Size + 3;
        Width = Math.Max(Left + Grid.Across(PlotWidth) + (TextMetrics.Width(TimeTicks[^1].Label, TextStyle.Tick) / 2), LegendX + Legend.Width);
        Height = Top + Grid.Down(RowHeight) + TextStyle.Axis.Size + 5;
    }

    public ConfidenceBand Band { get; }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyDictionary<string, Rgb> Colors { get; }

    /// <summary>The curves with a significant stretch in any panel: each has a row of bars.</summary>
    public IReadOnlyList<string> Marked { get; }

    public LinearScale Values { get; }

    public LinearScale Times { get; }

    public IReadOnlyList<Tick> Ticks { get; }

    public IReadOnlyList<Tick> TimeTicks { get; }

    public Legend Legend { get; }

    public double LegendX { get; }

    public double Left { get; }

    public double AxisTitleX { get; }

    public double Top { get; }

    public PanelGrid Grid { get; }

    public double PlotWidth { get; }

    /// <summary>Height of the part that shows values; bars of significance stand below it.</summary>
    public double ValueHeight { get; }

    public double PlotHeight { get; }

    public double RowHeight { get; }

    public double Width { get; }

    public double Height { get; }

    /// <summary>The upper left corner of a panel's plot.</summary>
    public (double X, double Y) Plot(int panel)
    {
        (double x, double y) = Grid.Corner(panel, PlotWidth, RowHeight);
        return (Left + x, Top + PanelTitleHeight + y);
    }

    /// <summary>The middle of a curve's row of bars, from the upper edge of a plot.</summary>
    public double Strip(string name) => ValueHeight + StripGap + (StripStep * (Marked.ToList().IndexOf(name) + 0.5));

    private (double Min, double Max) Domain(TimeCourseFigure figure)
    {
        double[] drawn = [.. figure.Panels.SelectMany(panel => panel.CeilingLower.Concat(panel.CeilingUpper).Concat(panel.Courses.SelectMany(Drawn))).Where(double.IsFinite), 0];
        (double min, double max) = (drawn.Min(), drawn.Max());
        double span = max - min;
        return span == 0 ? (0, 1) : (min < 0 ? min - (HeadRoom * span) : 0, max > 0 ? max + (HeadRoom * span) : 0);
    }

    private IEnumerable<double> Drawn(TimeCourse course)
    {
        for (int i = 0; i < course.Values.Count; i++)
        {
            yield return course.Values[i];
            yield return course.Values[i] + Band.Half(course, i);
            yield return course.Values[i] - Band.Half(course, i);
        }
    }

    private List<LegendMark> Marks(TimeCourseFigure figure)
    {
        List<LegendMark> marks = Names.Count < 2 && Names[0].Length == 0 ? [] : [.. Names.Select(name => new LegendMark(name, Colors[name].ToString(), IsLine: true))];
        if (figure.Panels.Any(panel => panel.HasCeiling))
        {
            marks.Add(new LegendMark("noise ceiling", BarLayout.BandFill, BarLayout.BandEdge));
        }

        return marks;
    }
}
