using DnnBrain.Visualization.Colors;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.Bars;

/// <summary>
/// Where the panels, bars and labels of a <see cref="BarFigure"/> stand, relative to the upper left corner of its body. Panels
/// fill rows of equal length; categories are written under the lowest panel of each column.
/// </summary>
internal sealed class BarLayout
{
    /// <summary>From the upper edge of a panel to its plot: the region's name.</summary>
    public const double PanelTitleHeight = 16;

    public const string BandFill = "#DDDDDD";
    public const string BandEdge = "#A6A6A6";
    public const double TickLength = 3;
    public const double TickGap = 3;
    public const double LabelGap = 4;
    private const double Tint = 0.45;
    private const double AxisTitleGap = 6;
    private const double MinLegendWidth = 180;
    private const double ColumnGap = 14;
    private const double RowGap = 10;
    private const double MinBarWidth = 5;
    private const double PreferredBarWidth = 7;
    private const double MaxBarWidth = 20;
    private const int FewPanels = 4;
    private const double MaxLabelWidth = 110;

    /// <summary>The gap between two categories, in bar widths.</summary>
    private const double CategoryGap = 0.6;

    /// <summary>Room from one label to the next that 45° needs.</summary>
    private const double SlantedSlot = 10.5;

    public BarLayout(BarFigure figure)
    {
        Categories = Distinct(figure, bar => bar.Category);
        Series = Distinct(figure, bar => bar.Series);
        CategoryLabels = [.. Categories.Select(name => TextMetrics.Shorten(name, TextStyle.Tick, MaxLabelWidth))];
        int panels = figure.Panels.Count;
        double barsPerSlot = Series.Count + CategoryGap;
        double minSlot = Math.Max(MinBarWidth * barsPerSlot, TextStyle.Tick.Size + 1);
        double maxSlot = MaxBarWidth * barsPerSlot;

        (double min, double max) = BarDomain.Of(figure);
        PlotHeight = panels <= 3 ? 165 : 120;
        Ticks = Tick.Nice(min, max, 6);
        Values = new LinearScale(max, min, 0, PlotHeight);
        double tickWidth = TextMetrics.MaxWidth(Ticks.Select(tick => tick.Label), TextStyle.Tick) + TickLength + TickGap;
        double axisWidth = tickWidth + (figure.ValueLabel.Length == 0 ? 0 : AxisTitleGap + TextStyle.Axis.Size);

        double available = PanelGrid.FullWidth - axisWidth;
        // A few panels may spread over two rows for the sake of their bars; many must share a page.
        double preferredSlot = panels <= FewPanels ? Math.Max(SlantedSlot, PreferredBarWidth * barsPerSlot) : minSlot;
        double comfortable = Categories.Count * Math.Max(minSlot, Math.Min(maxSlot, preferredSlot));
        int fitting = Math.Clamp((int)((available + ColumnGap) / (comfortable + ColumnGap)), 1, panels);
        int rows = (panels + fitting - 1) / fitting;
        Grid = new PanelGrid(panels, (panels + rows - 1) / rows, ColumnGap, RowGap);
        double roomPerPanel = Grid.PanelWidth(available);
        SlotWidth = Math.Clamp(roomPerPanel / Categories.Count, minSlot, maxSlot);
        BarWidth = SlotWidth / barsPerSlot;
        Shades = [.. figure.Panels.SelectMany(panel => panel.Bars).Select(bar => bar.Shade).Where(shade => shade.Length > 0).Distinct(StringComparer.Ordinal)];
        // A panel of one or two bars still has to carry its region's name.
        double names = Math.Min(roomPerPanel, TextMetrics.MaxWidth(figure.Panels.Select(panel => panel.Name), TextStyle.Panel));
        PlotWidth = Math.Max(SlotWidth * Categories.Count, names);

        Brackets = [.. figure.Panels.Select(panel => new BarBrackets(panel, BarCenter))];
        BracketHeight = Brackets.Max(brackets => brackets.RowCount) * BarBrackets.RowHeight;
        PanelHeight = PanelTitleHeight + BracketHeight + PlotHeight;

        double longest = TextMetrics.MaxWidth(CategoryLabels, TextStyle.Tick);
        // With more than one row, slanted names could reach into the panel beside the last one.
        Slant = longest <= SlotWidth - 3 ? 0 : Grid.Rows == 1 && SlotWidth >= SlantedSlot ? 45 : 90;
        double slope = Math.Sin(Slant * Math.PI / 180);
        double labelHeight = LabelGap + TextStyle.Tick.Size + (longest * slope);
        // Slanted, the first label reaches left of its bar and maybe left of the axis.
        double reach = Slant == 45 ? (longest * slope) + TextStyle.Tick.Size - (SlotWidth / 2) : 0;
        Left = Math.Max(axisWidth, reach);
        AxisTitleX = Left - tickWidth - AxisTitleGap;
        double plots = Grid.Across(PlotWidth);
        Legend = new Legend(Marks(figure), PanelGrid.FullWidth);
        // Above the plots where it fits there, else from the figure's edge.
        LegendX = Legend.Width <= Math.Max(plots, MinLegendWidth) ? Left : 0;
        Top = Legend.Height;
        Width = Math.Max(Left + plots, LegendX + Legend.Width);
        Height = Top + Grid.Down(PanelHeight) + labelHeight;
    }

    public IReadOnlyList<string> Categories { get; }

    public IReadOnlyList<string> CategoryLabels { get; }

    public IReadOnlyList<string> Series { get; }

    /// <summary>What gives bars their colours in place of their series.</summary>
    public IReadOnlyList<string> Shades { get; }

    /// <summary>The brackets of each panel.</summary>
    public IReadOnlyList<BarBrackets> Brackets { get; }

    /// <summary>Room for brackets between a panel's name and its plot.</summary>
    public double BracketHeight { get; }

    /// <summary>Name, brackets and plot.</summary>
    public double PanelHeight { get; }

    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>From values to points below the upper edge of a plot.</summary>
    public LinearScale Values { get; }

    public PanelGrid Grid { get; }

    public double Left { get; }

    /// <summary>Baseline of the upright title of the vertical axis.</summary>
    public double AxisTitleX { get; }

    public double Top { get; }

    public Legend Legend { get; }

    public double LegendX { get; }

    public double Width { get; }

    public double Height { get; }

    public double PlotWidth { get; }

    public double PlotHeight { get; }

    public double SlotWidth { get; }

    public double BarWidth { get; }

    /// <summary>By how many degrees the categories' names are turned: 0, 45 or 90.</summary>
    public double Slant { get; }

    /// <summary>The upper left corner of a panel's plot.</summary>
    public (double X, double Y) Plot(int panel)
    {
        (double x, double y) = Grid.Corner(panel, PlotWidth, PanelHeight);
        return (Left + x, Top + PanelTitleHeight + BracketHeight + y);
    }

    /// <summary>Middle of a category's slot, from the left edge of its plot.</summary>
    public double SlotCenter(int category) => (PlotWidth * (category + 0.5)) / Categories.Count;

    /// <summary>Middle of a bar, from the left edge of its plot.</summary>
    public double BarCenter(int category, int series) => SlotCenter(category) + ((series - ((Series.Count - 1) / 2.0)) * BarWidth);

    /// <summary>Middle of a bar, from the left edge of its plot.</summary>
    public double BarCenter(Bar bar) => BarCenter(IndexOf(Categories, bar.Category), IndexOf(Series, bar.Series));

    /// <summary>The colour of a bar: that of its shade where it has one, else that of its series.</summary>
    public Rgb Color(Bar bar) => Colors(bar.Shade.Length > 0 ? IndexOf(Shades, bar.Shade) : IndexOf(Series, bar.Series));

    /// <summary>The fill of a bar: light enough for dots to be seen on it.</summary>
    public static Rgb Tinted(Rgb color) => color.Mix(Rgb.White, Tint);

    private static Rgb Colors(int index) => Palette.OkabeIto[index % Palette.OkabeIto.Count];

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private List<LegendMark> Marks(BarFigure figure)
    {
        var marks = new List<LegendMark>();
        marks.AddRange((Shades.Count > 0 ? Shades : Series.Count > 1 ? Series : []).Select((name, i) => new LegendMark(name, Tinted(Colors(i)).ToString())));

        if (figure.Panels.Any(panel => panel.HasCeiling))
        {
            marks.Add(new LegendMark("noise ceiling", BandFill, BandEdge));
        }

        return marks;
    }

    private static string[] Distinct(BarFigure figure, Func<Bar, string> key) =>
        [.. figure.Panels.SelectMany(panel => panel.Bars).Select(key).Distinct(StringComparer.Ordinal)];
}
