using System.Globalization;
using DnnBrain.Visualization.Rasters;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.Heatmaps;

/// <summary>
/// Draws a <see cref="HeatmapFigure"/>: matrices in rows of equal length, names left of the first one of a row (a matrix alone
/// has them below too), a colour bar under each.
/// </summary>
internal sealed class HeatmapBody : IFigureBody
{
    private const double MaxSide = 300;
    private const double MaxCell = 60;
    private const double ColumnGap = 16;
    private const double RowGap = 12;
    private const double TitleHeight = 14;
    private const double BarGap = 8;
    private readonly HeatmapFigure _figure;
    private readonly ColorScale?[] _scales;
    private readonly HeatmapAxis _axis;
    private readonly PanelGrid _grid;
    private readonly double _side;
    private readonly double _titleHeight;
    private readonly double _bottom;
    private readonly double _barBlock;
    private readonly double _rowHeight;

    public HeatmapBody(HeatmapFigure figure)
    {
        _figure = figure;
        _scales = [.. figure.Panels.Select(HeatmapRaster.Scale)];
        int count = figure.Panels.Count;
        _grid = new PanelGrid(count, count <= 3 ? count : count == 4 ? 2 : count <= 9 ? 3 : 4, ColumnGap, RowGap);

        // Names need room that depends on the size of the cells, which depends on that room: a first guess settles it.
        double widest = Math.Min(MaxSide, MaxCell * figure.Labels.Count);
        double guess = Math.Min(widest, _grid.PanelWidth(PanelGrid.FullWidth));
        _side = Math.Min(widest, _grid.PanelWidth(PanelGrid.FullWidth - new HeatmapAxis(figure, guess).LeftWidth));
        _axis = new HeatmapAxis(figure, _side);
        _titleHeight = figure.Panels.Any(panel => panel.Title.Length > 0) ? TitleHeight : 0;
        _bottom = count == 1 ? _axis.BottomHeight : 0;
        _barBlock = _scales.Any(scale => scale is not null) ? BarGap + ColorBar.Height : 0;
        _rowHeight = _titleHeight + _side + _bottom + _barBlock;
        Width = _axis.LeftWidth + _grid.Across(_side);
        Height = _grid.Down(_rowHeight);
    }

    public double Width { get; }

    public double Height { get; }

    public string Name
    {
        get
        {
            string titles = string.Join(", ", _figure.Panels.Select(panel => panel.Title).Where(title => title.Length > 0));
            string matrices = _figure.Panels.Count == 1 ? "Dissimilarity matrix" : $"{Number(_figure.Panels.Count)} dissimilarity matrices";
            return titles.Length == 0 ? matrices : $"{matrices}: {titles}";
        }
    }

    public string Caption
    {
        get
        {
            string stimuli = $"{Number(_figure.Labels.Count)} {(_figure.Labels.Count == 1 ? "stimulus" : "stimuli")}, columns in the order of the rows.";
            string scales = _figure.Panels.Count == 1 ? "" : " Each matrix has its own colour scale.";
            string gaps = _figure.Panels.Any(HeatmapRaster.HasGaps) ? " Hatched: no value." : "";
            return stimuli + scales + gaps;
        }
    }

    public void Draw(SvgWriter svg, double left, double top)
    {
        svg.Definitions(_scales.OfType<ColorScale>().Select(scale => scale.Map).Distinct());
        for (int i = 0; i < _figure.Panels.Count; i++)
        {
            (double x, double y) = _grid.Corner(i, _side, _rowHeight);
            (x, y) = (left + _axis.LeftWidth + x, top + _titleHeight + y);
            HeatmapPanel panel = _figure.Panels[i];
            svg.BeginGroup("panel", panel.Title.Length == 0 ? null : panel.Title);
            var frame = new CellFrame(x, y, _side, _side);
            frame.Draw(svg, panel.Title, TitleHeight, HeatmapRaster.Encode(panel, _scales[i]));
            frame.DrawBorder(svg);
            if (_grid.IsFirst(i))
            {
                _axis.DrawLeft(svg, x, y);
            }

            if (_figure.Panels.Count == 1)
            {
                _axis.DrawBottom(svg, x, y + _side);
            }

            if (_scales[i] is { } scale)
            {
                ColorBar.Draw(svg, scale, panel.ValueLabel, x, y + _side + _bottom + BarGap, _side);
            }

            svg.EndGroup();
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
