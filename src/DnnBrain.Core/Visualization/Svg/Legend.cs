namespace DnnBrain.Visualization.Svg;

/// <summary>Names with their colours, in lines no wider than the figure.</summary>
internal sealed class Legend
{
    private const double Swatch = 8;
    private const double Gap = 4;
    private const double Space = 12;
    private const double LineHeight = 11;
    private const double Below = 4;
    private const double MaxNameWidth = 160;
    private readonly List<(LegendMark Mark, string Name, double X, int Line)> _places = [];
    private readonly int _lines;

    public Legend(IReadOnlyList<LegendMark> marks, double width)
    {
        double x = 0;
        foreach (LegendMark mark in marks)
        {
            string name = TextMetrics.Shorten(mark.Name, TextStyle.Tick, MaxNameWidth);
            double own = Swatch + Gap + TextMetrics.Width(name, TextStyle.Tick);
            if (x > 0 && x + own > width)
            {
                x = 0;
                _lines++;
            }

            _places.Add((mark, name, x, _lines));
            x += own + Space;
            Width = Math.Max(Width, x - Space);
        }

        _lines += marks.Count > 0 ? 1 : 0;
    }

    /// <summary>Width of the longest line.</summary>
    public double Width { get; }

    /// <summary>Height with the gap below; 0 for no entries.</summary>
    public double Height => _lines == 0 ? 0 : (_lines * LineHeight) + Below;

    /// <summary>Draws it with its upper left corner at a position.</summary>
    public void Draw(SvgWriter svg, double left, double top)
    {
        if (_lines == 0)
        {
            return;
        }

        svg.BeginGroup("legend");
        foreach ((LegendMark mark, string name, double dx, int line) in _places)
        {
            double x = left + dx;
            double baseline = top + TextStyle.Tick.Size + (line * LineHeight);
            double middle = baseline - TextStyle.Tick.BaselineShift;
            if (mark.IsLine)
            {
                svg.Line(x, middle, x + Swatch, middle, 1.6, mark.Fill);
            }
            else
            {
                svg.Rect(x, middle - (Swatch / 2), Swatch, Swatch, mark.Fill, mark.Edge);
            }

            svg.Text(x + Swatch + Gap, baseline, name, TextStyle.Tick);
        }

        svg.EndGroup();
    }
}
