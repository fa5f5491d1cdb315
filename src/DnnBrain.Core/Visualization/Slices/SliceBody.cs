using System.Globalization;
using DnnBrain.Visualization.Colors;
using DnnBrain.Visualization.Rasters;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.Slices;

/// <summary>Draws a <see cref="SliceFigure"/>: anatomy, map, border of the mask, outlines, heights, and one colour bar.</summary>
internal sealed class SliceBody : IFigureBody
{
    private const int PixelsAcross = 360;
    // Half a number may stand left of the bar.
    private const double BarInset = 10;
    private const string MaskColor = "#8C8C8C";

    /// <summary>
    /// The darkest and the lightest share of an anatomical image lose their differences, as a few voxels of vessels are much brighter than
    /// the brain.
    /// </summary>
    private const double Extremes = 0.02;

    private readonly SliceFigure _figure;
    private readonly SliceLayout _layout;
    private readonly ColorScale? _scale;
    private readonly ColorScale? _greys;

    public SliceBody(SliceFigure figure)
    {
        _figure = figure;
        _layout = new SliceLayout(figure);
        _scale = ColorScale.OverAll(figure.Panels.SelectMany(panel => panel.Slices).SelectMany(slice => slice.Plane.Values.Cast<double>()));
        _greys = Greys(figure);
    }

    public double Width => _layout.Width;

    public double Height => _layout.Height;

    public string Name => $"{_figure.ValueLabel} in axial slices: {string.Join(", ", _figure.Panels.Select(panel => panel.Title))}".TrimStart();

    public string Caption
    {
        get
        {
            string space = _figure.Space.Length == 0 ? "" : $", {_figure.Space}";
            List<string> sentences = [$"Axial slices, left is left, front is up; z in mm{space}."];
            if (_figure.SubjectCount > 1)
            {
                sentences.Add(string.Create(CultureInfo.InvariantCulture, $"Colours: mean over {_figure.SubjectCount} subjects."));
            }

            MapSlice[] slices = [.. _figure.Panels.SelectMany(panel => panel.Slices)];
            if (_figure.Correction.Length > 0)
            {
                bool any = slices.Any(slice => slice.Significant is { } mask && CellOutline.Any(mask));
                sentences.Add(any
                    ? $"Outlined: adjusted p\u00A0≤\u00A0.05 ({_figure.Correction}); other voxels are faded."
                    : $"No voxel here has an adjusted p\u00A0≤\u00A0.05 ({_figure.Correction}); all are faded.");
            }

            if (slices.Any(slice => slice.Mask is { } mask && CellOutline.Any(mask)))
            {
                sentences.Add("Grey line: border of the mask.");
            }

            return string.Join(' ', sentences);
        }
    }

    public void Draw(SvgWriter svg, double left, double top)
    {
        svg.Definitions(_scale is { } used ? [used.Map] : Array.Empty<ColorMap>());
        for (int i = 0; i < _figure.Panels.Count; i++)
        {
            SlicePanel panel = _figure.Panels[i];
            svg.BeginGroup("panel", panel.Title.Length == 0 ? null : panel.Title);
            if (panel.Title.Length > 0)
            {
                string title = TextMetrics.Shorten(panel.Title, TextStyle.Panel, Math.Max(_layout.Width, 220));
                svg.Text(left, top + _layout.PanelTop(i) - SliceLayout.TitleHeight + TextStyle.Panel.Size, title, TextStyle.Panel);
            }

            for (int s = 0; s < panel.Slices.Count; s++)
            {
                (double x, double y) = _layout.Corner(i, s);
                DrawSlice(svg, panel.Slices[s], left + x, top + y, showsSides: s % _layout.Columns == 0);
            }

            svg.EndGroup();
        }

        if (_scale is { } scale)
        {
            ColorBar.Draw(svg, scale, _figure.ValueLabel, left + BarInset, top + _layout.BarTop, _layout.BarWidth);
        }
    }

    private void DrawSlice(SvgWriter svg, MapSlice slice, double x, double y, bool showsSides)
    {
        svg.BeginGroup("slice", SliceLayout.Label(slice));
        if (slice.Underlay is { } anatomy && _greys is { } greys)
        {
            DrawImage(svg, anatomy, null, greys, x, y);
        }

        if (_scale is { } scale)
        {
            DrawImage(svg, slice.Plane, slice.Significant, scale, x, y);
        }

        DrawOutline(svg, "mask", slice.Plane, slice.Mask, x, y, (MaskColor, 0.5));
        DrawOutline(svg, "outline", slice.Plane, slice.Significant, x, y, ("#FFFFFF", 1.5), ("#000000", 0.7));
        double baseline = y + _layout.SliceHeight + 1 + TextStyle.Tick.Size;
        svg.Text(x + (_layout.SliceWidth / 2), baseline, SliceLayout.Label(slice), TextStyle.Tick, TextAnchor.Middle);
        if (showsSides)
        {
            svg.Text(x, baseline, "L", TextStyle.Tick);
            svg.Text(x + _layout.SliceWidth, baseline, "R", TextStyle.Tick, TextAnchor.End);
        }

        svg.EndGroup();
    }

    private void DrawImage(SvgWriter svg, SlicePlane plane, bool[,]? full, ColorScale scale, double x, double y)
    {
        if (plane.Values.Length == 0)
        {
            return;
        }

        (double left, double right) = (_layout.X(plane.EdgeX(0)), _layout.X(plane.EdgeX(plane.ColumnCount)));
        (double upper, double lower) = (_layout.Y(plane.EdgeY(plane.RowCount)), _layout.Y(plane.EdgeY(0)));
        svg.Image(x + left, y + upper, right - left, lower - upper, CellRaster.Encode(plane.Values, full, scale, fromBelow: true, PixelsAcross));
    }

    private void DrawOutline(SvgWriter svg, string kind, SlicePlane plane, bool[,]? mask, double x, double y, params ReadOnlySpan<(string Color, double Width)> strokes)
    {
        if (mask is null || !CellOutline.Any(mask))
        {
            return;
        }

        PathData path = CellOutline.Trace(mask, column => x + _layout.X(plane.EdgeX(column)), row => y + _layout.Y(plane.EdgeY(row)));
        svg.BeginGroup(kind);
        foreach ((string color, double width) in strokes)
        {
            svg.Stroke(path, color, width);
        }

        svg.EndGroup();
    }

    private static ColorScale? Greys(SliceFigure figure)
    {
        double[] values = [.. figure.Panels.SelectMany(panel => panel.Slices).SelectMany(slice => slice.Underlay?.Values.Cast<double>() ?? []).Where(double.IsFinite).Order()];
        if (values.Length == 0)
        {
            return null;
        }

        double low = values[(int)(Extremes * (values.Length - 1))];
        double high = values[(int)((1 - Extremes) * (values.Length - 1))];
        return new ColorScale(ColorMap.Grey, low, high > low ? high : low + 1);
    }
}
