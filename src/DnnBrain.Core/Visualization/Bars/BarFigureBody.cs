using System.Globalization;
using DnnBrain.Visualization.Colors;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.Bars;

/// <summary>Draws a <see cref="BarFigure"/>: band, axes, bars, errors, dots, asterisks, labels, in this order.</summary>
internal sealed class BarFigureBody(BarFigure figure) : IFigureBody
{
    private const double Shade = 0.35;

    /// <summary>The share of a bar's width over which the subjects' dots are spread.</summary>
    private const double DotSpread = 0.72;

    private static readonly Rgb s_black = Rgb.FromHex(0);
    private static readonly TextStyle s_star = new(10, Bold: true);
    private readonly BarLayout _layout = new(figure);

    public double Width => _layout.Width;

    public double Height => _layout.Height;

    public string Name => $"{figure.ValueLabel} of {Count(_layout.Categories.Count, "bar")} in {string.Join(", ", figure.Panels.Select(panel => panel.Name))}".TrimStart();

    public string Caption => BarCaption.Of(figure, _layout.Brackets.Sum(brackets => brackets.OmittedCount));

    public void Draw(SvgWriter svg, double left, double top)
    {
        _layout.Legend.Draw(svg, left + _layout.LegendX, top);
        for (int i = 0; i < figure.Panels.Count; i++)
        {
            (double x, double y) = _layout.Plot(i);
            DrawPanel(svg, figure.Panels[i], i, left + x, top + y);
        }

        if (figure.ValueLabel.Length > 0)
        {
            (_, double first) = _layout.Plot(0);
            (_, double last) = _layout.Plot(figure.Panels.Count - 1);
            double middle = (first + last + _layout.PlotHeight) / 2;
            svg.BeginGroup("axis-title");
            svg.Text(left + _layout.AxisTitleX, top + middle, figure.ValueLabel, TextStyle.Axis, TextAnchor.Middle, -90);
            svg.EndGroup();
        }
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private void DrawPanel(SvgWriter svg, BarPanel panel, int index, double x, double y)
    {
        svg.BeginGroup("panel", panel.Name);
        svg.Text(x, y - _layout.BracketHeight - BarLayout.PanelTitleHeight + TextStyle.Panel.Size, panel.Name, TextStyle.Panel);
        DrawBrackets(svg, panel, _layout.Brackets[index], x, y);
        if (panel.HasCeiling)
        {
            DrawCeiling(svg, panel, x, y);
        }

        DrawAxis(svg, x, y, labelled: _layout.Grid.IsFirst(index));
        foreach (Bar bar in panel.Bars)
        {
            DrawBar(svg, panel, bar, x, y);
        }

        double zero = y + _layout.Values[0];
        svg.Line(x, zero, x + _layout.PlotWidth, zero);
        if (index + _layout.Grid.Columns >= figure.Panels.Count)
        {
            DrawCategories(svg, x, y + _layout.PlotHeight);
        }

        svg.EndGroup();
    }

    private static void DrawBrackets(SvgWriter svg, BarPanel panel, BarBrackets brackets, double x, double y)
    {
        const double Leg = 2;
        foreach (BarBrackets.Place place in brackets.Places)
        {
            (Bar first, Bar second) = (panel.Bars[place.Difference.First], panel.Bars[place.Difference.Second]);
            double at = y - ((place.Row + 0.5) * BarBrackets.RowHeight);
            svg.BeginGroup("difference", string.Create(CultureInfo.InvariantCulture, $"{panel.Name}, {first.Category} and {second.Category}: adjusted p = {place.Difference.AdjustedP:G2}"));
            svg.Line(x + place.From, at, x + place.To, at, 0.6);
            svg.Line(x + place.From, at, x + place.From, at + Leg, 0.6);
            svg.Line(x + place.To, at, x + place.To, at + Leg, 0.6);
            svg.EndGroup();
        }
    }

    private void DrawCeiling(SvgWriter svg, BarPanel panel, double x, double y)
    {
        double upper = y + _layout.Values[panel.CeilingUpper!.Value];
        double lower = y + _layout.Values[panel.CeilingLower!.Value];
        svg.BeginGroup("ceiling", string.Create(CultureInfo.InvariantCulture, $"{panel.Name}: noise ceiling {panel.CeilingLower:0.###} to {panel.CeilingUpper:0.###}"));
        svg.Rect(x, Math.Min(upper, lower), _layout.PlotWidth, Math.Abs(lower - upper), BarLayout.BandFill);
        svg.Line(x, upper, x + _layout.PlotWidth, upper, 0.5, BarLayout.BandEdge);
        svg.Line(x, lower, x + _layout.PlotWidth, lower, 0.5, BarLayout.BandEdge);
        svg.EndGroup();
    }

    private void DrawAxis(SvgWriter svg, double x, double y, bool labelled)
    {
        svg.BeginGroup("axis");
        svg.Line(x, y, x, y + _layout.PlotHeight);
        foreach (Tick tick in _layout.Ticks)
        {
            double at = y + _layout.Values[tick.Value];
            svg.Line(x - BarLayout.TickLength, at, x, at);
            if (labelled)
            {
                svg.Text(x - BarLayout.TickLength - BarLayout.TickGap, at + TextStyle.Tick.BaselineShift, tick.Label, TextStyle.Tick, TextAnchor.End);
            }
        }

        svg.EndGroup();
    }

    private void DrawBar(SvgWriter svg, BarPanel panel, Bar bar, double x, double y)
    {
        double center = x + _layout.BarCenter(bar);
        double width = _layout.BarWidth;
        svg.BeginGroup("bar", BarCaption.Tip(panel, bar));
        if (!double.IsFinite(bar.Mean))
        {
            svg.Text(center + TextStyle.Caption.BaselineShift, y + _layout.Values[0] - 3, "n/a", TextStyle.Caption, degrees: -90);
            svg.EndGroup();
            return;
        }

        double zero = y + _layout.Values[0];
        double mean = y + _layout.Values[bar.Mean];
        Rgb color = _layout.Color(bar);
        svg.Rect(center - (width / 2), Math.Min(zero, mean), width, Math.Abs(zero - mean), BarLayout.Tinted(color).ToString());
        double radius = Math.Clamp(width * 0.085, 0.8, 1.4);
        for (int k = 0; k < bar.Subjects.Count; k++)
        {
            if (double.IsFinite(bar.Subjects[k]))
            {
                double at = center + (width * DotSpread * (((k + 0.5) / bar.Subjects.Count) - 0.5));
                svg.Circle(at, y + _layout.Values[bar.Subjects[k]], radius, color.Mix(s_black, Shade).ToString(), "#FFFFFF", 0.3);
            }
        }

        if (bar.Whisker is { } whisker)
        {
            (double high, double low) = (y + _layout.Values[whisker.High], y + _layout.Values[whisker.Low]);
            double cap = Math.Min(2.2, width * 0.15);
            svg.Line(center, high, center, low, 1);
            svg.Line(center - cap, high, center + cap, high, 1);
            svg.Line(center - cap, low, center + cap, low, 1);
        }

        if (bar.AdjustedP < BarFigure.SignificanceLevel)
        {
            DrawStar(svg, bar, center, y);
        }

        svg.EndGroup();
    }

    /// <summary>The asterisk stands beyond everything else of its bar: above it, or below a negative one.</summary>
    private void DrawStar(SvgWriter svg, Bar bar, double center, double y)
    {
        (double low, double high) = bar.Whisker ?? (bar.Mean, bar.Mean);
        IEnumerable<double> marks = bar.Subjects.Where(double.IsFinite).Append(bar.Mean).Append(high).Append(low).Append(0);
        // The glyph fills the part of its line from 0.4 to 0.7 of its size above the baseline.
        double baseline = bar.Mean >= 0
            ? _layout.Values[marks.Max()] - 3 + (0.4 * s_star.Size)
            : _layout.Values[marks.Min()] + 3 + (0.7 * s_star.Size);
        svg.Text(center, y + baseline, "*", s_star, TextAnchor.Middle);
    }

    private void DrawCategories(SvgWriter svg, double x, double bottom)
    {
        svg.BeginGroup("categories");
        TextStyle style = TextStyle.Tick;
        for (int i = 0; i < _layout.Categories.Count; i++)
        {
            double center = x + _layout.SlotCenter(i);
            double y = bottom + BarLayout.LabelGap;
            string label = _layout.CategoryLabels[i];
            switch (_layout.Slant)
            {
                case 0:
                    svg.Text(center, y + style.Size, label, style, TextAnchor.Middle);
                    break;
                case 45:
                    svg.Text(center + style.BaselineShift, y + style.BaselineShift, label, style, TextAnchor.End, -45);
                    break;
                default:
                    svg.Text(center + style.BaselineShift, y, label, style, TextAnchor.End, -90);
                    break;
            }
        }

        svg.EndGroup();
    }
}
