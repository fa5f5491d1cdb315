using System.Globalization;
using DnnBrain.Visualization.Colors;
using DnnBrain.Visualization.Rasters;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.TimeMatrices;

/// <summary>Draws a <see cref="TimeMatrixFigure"/>: cells, diagonal, outlines, axes, and one colour bar for all.</summary>
internal sealed class TimeMatrixBody : IFigureBody
{
    private const double MaxSide = 260;
    private const double ColumnGap = 16;
    private const double RowGap = 12;
    private const double TitleHeight = 15;
    private const double TickLength = 3;
    private const double TickGap = 3;
    private const double AxisTitleGap = 6;
    private const double BarWidth = 160;
    private const double BarGap = 8;
    private const int PixelsAcross = 900;
    private readonly TimeMatrixFigure _figure;
    private readonly ColorScale? _scale;
    private readonly PanelGrid _grid;
    private readonly double _left;
    private readonly double _side;
    private readonly double[] _heights;
    private readonly double _rowHeight;
    private readonly double _below;

    public TimeMatrixBody(TimeMatrixFigure figure)
    {
        _figure = figure;
        _scale = ColorScale.OverAll(figure.Panels.SelectMany(panel => panel.Values.Cast<double>()));
        int count = figure.Panels.Count;
        _grid = new PanelGrid(count, count == 4 ? 2 : Math.Min(3, count), ColumnGap, RowGap);
        double tickWidth = figure.Panels.Max(panel => TextMetrics.MaxWidth(new CellAxis(panel.RowTime, 1).Ticks(5).Select(tick => tick.Label), TextStyle.Tick));
        _left = AxisTitleGap + TextStyle.Axis.Size + tickWidth + TickLength + TickGap;
        _side = Math.Min(MaxSide, _grid.PanelWidth(PanelGrid.FullWidth - _left));
        _heights = [.. figure.Panels.Select(panel => panel.HasSameTimes ? _side : Math.Clamp(_side * panel.RowTime.Count / panel.ColumnTime.Count, _side / 3, _side))];
        _below = TickLength + TickGap + TextStyle.Tick.Size;
        _rowHeight = TitleHeight + _heights.Max() + _below;
        double lastTick = figure.Panels.Max(panel => TextMetrics.Width(new CellAxis(panel.ColumnTime, 1).Ticks(5)[^1].Label, TextStyle.Tick)) / 2;
        Width = Math.Max(_left + _grid.Across(_side) + lastTick, _left + BarWidth);
        Height = _grid.Down(_rowHeight) + TextStyle.Axis.Size + 5 + (_scale is null ? 0 : BarGap + ColorBar.Height);
    }

    public double Width { get; }

    public double Height { get; }

    public string Name => $"{_figure.ValueLabel} of times with times: {string.Join(", ", _figure.Panels.Select(panel => panel.Title))}".TrimStart();

    public string Caption
    {
        get
        {
            var sentences = new List<string>();
            if (_figure.SubjectCount > 1)
            {
                sentences.Add(string.Create(CultureInfo.InvariantCulture, $"Colours: mean over {_figure.SubjectCount} subjects."));
            }

            if (_figure.Correction.Length > 0)
            {
                bool any = _figure.Panels.Any(panel => panel.Significant is { } mask && CellOutline.Any(mask));
                sentences.Add(any ? $"Outlined: adjusted p\u00A0≤\u00A0.05 ({_figure.Correction})." : $"No adjusted p\u00A0≤\u00A0.05 ({_figure.Correction}).");
            }

            if (_figure.Panels.Any(panel => panel.HasSameTimes && panel.RowTime.Count > 1))
            {
                sentences.Add("Dashed: same time.");
            }

            if (_figure.Panels.Any(panel => panel.Values.Cast<double>().Any(value => !double.IsFinite(value))))
            {
                sentences.Add("Hatched: no value.");
            }

            return string.Join(' ', sentences);
        }
    }

    public void Draw(SvgWriter svg, double left, double top)
    {
        svg.Definitions(_scale is { } used ? [used.Map] : Array.Empty<ColorMap>());
        for (int i = 0; i < _figure.Panels.Count; i++)
        {
            // Panels of a row stand on one line.
            (double x, double y) = _grid.Corner(i, _side, _rowHeight);
            var frame = new CellFrame(left + _left + x, top + TitleHeight + y + _heights.Max() - _heights[i], _side, _heights[i]);
            DrawPanel(svg, _figure.Panels[i], frame, _grid.IsFirst(i));
        }

        double bottom = top + _grid.Down(_rowHeight);
        double across = _grid.Across(_side);
        svg.BeginGroup("axis-title");
        svg.Text(left + TextStyle.Axis.Size, top + TitleHeight + ((bottom - top - TitleHeight - _below) / 2), _figure.RowLabel, TextStyle.Axis, TextAnchor.Middle, -90);
        svg.Text(left + _left + (across / 2), bottom + TextStyle.Axis.Size + 3, _figure.ColumnLabel, TextStyle.Axis, TextAnchor.Middle);
        svg.EndGroup();
        if (_scale is { } scale)
        {
            double width = Math.Min(BarWidth, across);
            ColorBar.Draw(svg, scale, _figure.ValueLabel, left + _left + ((across - width) / 2), bottom + TextStyle.Axis.Size + 5 + BarGap, width);
        }
    }

    private void DrawPanel(SvgWriter svg, TimeMatrix panel, CellFrame frame, bool isFirst)
    {
        (double x, double y, double width, double height) = frame;
        var columns = new CellAxis(panel.ColumnTime, width);
        var rows = new CellAxis(panel.RowTime, height);
        double bottom = y + height;
        svg.BeginGroup("panel", panel.Title.Length == 0 ? null : panel.Title);
        frame.Draw(svg, panel.Title, TitleHeight, _scale is { } scale ? CellRaster.Encode(panel.Values, null, scale, fromBelow: true, PixelsAcross) : null);
        if (panel.HasSameTimes && panel.RowTime.Count > 1)
        {
            svg.BeginGroup("diagonal");
            svg.Line(x, bottom, x + width, y, 0.6, TextStyle.Ink, "2 2");
            svg.EndGroup();
        }

        if (panel.Significant is { } mask)
        {
            svg.BeginGroup("outline");
            PathData path = CellOutline.Trace(mask, j => x + columns.Edge(j), i => bottom - rows.Edge(i));
            if (!path.IsEmpty)
            {
                // White below black stands out from dark and light colours.
                svg.Stroke(path, "#FFFFFF", 2);
                svg.Stroke(path, "#000000", 0.9);
            }

            svg.EndGroup();
        }

        frame.DrawBorder(svg);
        svg.BeginGroup("time-axis");
        foreach (Tick tick in columns.Ticks(5))
        {
            double at = x + columns[tick.Value];
            svg.Line(at, bottom, at, bottom + TickLength);
            svg.Text(at, bottom + TickLength + TickGap + TextStyle.Tick.Size - 1, tick.Label, TextStyle.Tick, TextAnchor.Middle);
        }

        svg.EndGroup();
        svg.BeginGroup("axis");
        foreach (Tick tick in rows.Ticks(5))
        {
            double at = bottom - rows[tick.Value];
            svg.Line(x - TickLength, at, x, at);
            if (isFirst)
            {
                svg.Text(x - TickLength - TickGap, at + TextStyle.Tick.BaselineShift, tick.Label, TextStyle.Tick, TextAnchor.End);
            }
        }

        svg.EndGroup();
        svg.EndGroup();
    }
}
