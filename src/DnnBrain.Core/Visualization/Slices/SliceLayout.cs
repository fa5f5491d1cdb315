using System.Globalization;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.Slices;

/// <summary>
/// Where the slices of a <see cref="SliceFigure"/> stand: one scale of lengths for all, rows of equal length, maps below each other.
/// </summary>
internal sealed class SliceLayout
{
    public const double TitleHeight = 15;
    public const double LabelHeight = 16;
    private const double MaxWidth = 150;
    private const double MaxHeight = 160;
    private const double FewestPoints = 55;
    private const double Gap = 6;
    private const double PanelGap = 10;
    private const double BarGap = 6;
    private const double WidestBar = 170;
    private readonly double _left;
    private readonly double _top;
    private readonly double _inset;
    private readonly double[] _panelTop;

    public SliceLayout(SliceFigure figure)
    {
        SlicePlane[] planes = [.. figure.Panels.SelectMany(panel => panel.Slices).SelectMany(slice => slice.Underlay is null ? [slice.Plane] : new[] { slice.Plane, slice.Underlay })];
        _left = planes.Min(plane => plane.EdgeX(0));
        double right = planes.Max(plane => plane.EdgeX(plane.ColumnCount));
        double back = planes.Min(plane => plane.EdgeY(0));
        _top = planes.Max(plane => plane.EdgeY(plane.RowCount));
        (double across, double along) = (right - _left, _top - back);

        int most = figure.Panels.Max(panel => panel.Slices.Count);
        // Rows of equal length: 9 slices are 5 and 4, not 8 and 1.
        int fitting = (int)((PanelGrid.FullWidth + Gap) / (FewestPoints + Gap));
        int rows = (most + fitting - 1) / fitting;
        Columns = (most + rows - 1) / rows;
        double room = Math.Min(MaxWidth, (PanelGrid.FullWidth - ((Columns - 1) * Gap)) / Columns);
        Scale = Math.Min(room / across, MaxHeight / along);
        SliceWidth = Math.Max(across * Scale, Math.Min(room, LabelWidth(figure)));
        SliceHeight = along * Scale;
        _inset = (SliceWidth - (across * Scale)) / 2;

        double titleHeight = figure.Panels.Any(panel => panel.Title.Length > 0) ? TitleHeight : 0;
        _panelTop = new double[figure.Panels.Count];
        double y = 0;
        for (int i = 0; i < _panelTop.Length; i++)
        {
            _panelTop[i] = y + titleHeight;
            int own = (figure.Panels[i].Slices.Count + Columns - 1) / Columns;
            y = _panelTop[i] + (own * (SliceHeight + LabelHeight)) + (i + 1 < _panelTop.Length ? PanelGap : 0);
        }

        Width = (Columns * SliceWidth) + ((Columns - 1) * Gap);
        BarWidth = Math.Min(WidestBar, Math.Max(Width, 100));
        BarTop = y + BarGap;
        Height = BarTop + ColorBar.Height;
    }

    public int Columns { get; }

    /// <summary>Points for a millimetre.</summary>
    public double Scale { get; }

    public double SliceWidth { get; }

    public double SliceHeight { get; }

    public double Width { get; }

    public double Height { get; }

    public double BarTop { get; }

    public double BarWidth { get; }

    /// <summary>The upper edge of a panel's first slice.</summary>
    public double PanelTop(int panel) => _panelTop[panel];

    /// <summary>The upper left corner of a slice.</summary>
    public (double X, double Y) Corner(int panel, int slice)
    {
        (int row, int column) = Math.DivRem(slice, Columns);
        return (column * (SliceWidth + Gap), _panelTop[panel] + (row * (SliceHeight + LabelHeight)));
    }

    /// <summary>From mm to points right of a slice's corner.</summary>
    public double X(double mm) => _inset + ((mm - _left) * Scale);

    /// <summary>From mm to points below a slice's corner.</summary>
    public double Y(double mm) => (_top - mm) * Scale;

    /// <summary>A slice's height as it is written.</summary>
    public static string Label(MapSlice slice) => "z\u00A0=\u00A0" + slice.Position.ToString("0.#", CultureInfo.InvariantCulture).Replace('-', '−') + "\u00A0mm";

    private static double LabelWidth(SliceFigure figure) =>
        TextMetrics.MaxWidth(figure.Panels.SelectMany(panel => panel.Slices).Select(Label), TextStyle.Tick) + (2 * TextMetrics.Width("R", TextStyle.Tick)) + 6;
}
