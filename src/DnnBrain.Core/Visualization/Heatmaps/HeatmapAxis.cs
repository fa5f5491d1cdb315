using System.Globalization;
using DnnBrain.Visualization.Scales;
using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.Heatmaps;

/// <summary>
/// The names along a matrix: conditions with brackets where rows are grouped, else every stimulus where there is room, else
/// 1-based numbers.
/// </summary>
internal sealed class HeatmapAxis
{
    private const double MaxNameWidth = 90;
    private const double MinNameSize = 5.5;
    private const double BracketGap = 3;
    private const double NameGap = 7;
    private const int IndexIntervals = 6;
    private readonly List<Mark> _marks = [];
    private readonly TextStyle _style = TextStyle.Tick;
    private readonly double _side;
    private readonly string _title = "";
    private readonly bool _brackets = true;
    private readonly bool _slanted;
    private readonly bool _upright;

    public HeatmapAxis(HeatmapFigure figure, double side)
    {
        _side = side;
        int n = figure.Labels.Count;
        double cell = side / n;
        double size = Math.Min(TextStyle.Tick.Size, cell / 1.05);
        if (figure.Groups.Count > 0)
        {
            foreach ((string name, int first, int count) in Runs(figure.Groups))
            {
                _marks.Add(new Mark(Shorten(name), first * cell, (first + count) * cell));
            }
        }
        else if (size >= MinNameSize)
        {
            _style = TextStyle.Tick with { Size = size };
            _brackets = false;
            _marks.AddRange(figure.Labels.Select((name, i) => new Mark(Shorten(name), i * cell, (i + 1) * cell)));
        }
        else
        {
            _title = "stimulus";
            foreach (Tick tick in Tick.Nice(1, n, IndexIntervals))
            {
                double middle = (tick.Value - 0.5) * cell;
                _marks.Add(new Mark(((long)tick.Value).ToString(CultureInfo.InvariantCulture), middle, middle));
            }
        }

        bool fits = _marks.All(mark => mark.Length == 0 || TextMetrics.Width(mark.Name, _style) <= mark.Length - 2);
        _slanted = !fits && _brackets;
        _upright = !fits && !_brackets;
        double names = TextMetrics.MaxWidth(_marks.Select(mark => mark.Name), _style);
        double title = _title.Length == 0 ? 0 : TextStyle.Axis.Size + 4;
        LeftWidth = NameGap + names + title;
        BottomHeight = NameGap + title + (_upright ? names : (_slanted ? names * Math.Sqrt(0.5) : 0) + _style.Size);
    }

    /// <summary>Room the names need left of the matrix.</summary>
    public double LeftWidth { get; }

    /// <summary>Room the names need below the matrix.</summary>
    public double BottomHeight { get; }

    /// <summary>Writes the names left of a matrix.</summary>
    public void DrawLeft(SvgWriter svg, double left, double top)
    {
        svg.BeginGroup("rows");
        double free = double.NegativeInfinity;
        foreach (Mark mark in _marks)
        {
            Bracket(svg, mark, left - BracketGap, top, vertical: true);
            // A name that would touch the one before it is left out; its bracket stays.
            if (mark.Middle - (_style.Size / 2) >= free - 0.01)
            {
                svg.Text(left - NameGap, top + mark.Middle + _style.BaselineShift, mark.Name, _style, TextAnchor.End);
                free = mark.Middle + (_style.Size / 2);
            }
        }

        if (_title.Length > 0)
        {
            svg.Text(left - LeftWidth + TextStyle.Axis.Size, top + (_side / 2), _title, TextStyle.Axis, TextAnchor.Middle, -90);
        }

        svg.EndGroup();
    }

    /// <summary>Writes the names below a matrix.</summary>
    public void DrawBottom(SvgWriter svg, double left, double bottom)
    {
        svg.BeginGroup("columns");
        double free = double.NegativeInfinity;
        double room = _slanted ? _style.Size * Math.Sqrt(2) : _style.Size;
        double shift = _style.BaselineShift;
        foreach (Mark mark in _marks)
        {
            Bracket(svg, mark, bottom + BracketGap, left, vertical: false);
            if (mark.Middle - (room / 2) < free - 0.01)
            {
                continue;
            }

            free = mark.Middle + (room / 2);
            double x = left + mark.Middle;
            if (_upright)
            {
                svg.Text(x + shift, bottom + NameGap, mark.Name, _style, TextAnchor.End, -90);
            }
            else if (_slanted)
            {
                svg.Text(x + shift, bottom + NameGap + shift, mark.Name, _style, TextAnchor.End, -45);
            }
            else
            {
                svg.Text(x, bottom + NameGap + _style.Size - 1, mark.Name, _style, TextAnchor.Middle);
            }
        }

        if (_title.Length > 0)
        {
            svg.Text(left + (_side / 2), bottom + BottomHeight - 2, _title, TextStyle.Axis, TextAnchor.Middle);
        }

        svg.EndGroup();
    }

    private void Bracket(SvgWriter svg, Mark mark, double across, double origin, bool vertical)
    {
        if (!_brackets)
        {
            return;
        }

        // A group is a line along its rows, a number a tick at its row.
        bool group = mark.Length > 0;
        double inset = Math.Min(0.8, mark.Length / 4);
        (double from, double to) = (origin + mark.From + inset, origin + mark.To - inset);
        double tick = vertical ? BracketGap : -BracketGap;
        (double x1, double y1, double x2, double y2) = (vertical, group) switch
        {
            (true, true) => (across, from, across, to),
            (false, true) => (from, across, to, across),
            (true, false) => (across, from, across + tick, from),
            (false, false) => (from, across, from, across + tick),
        };
        svg.Line(x1, y1, x2, y2);
    }

    private string Shorten(string name) => TextMetrics.Shorten(name, _style, MaxNameWidth);

    private static IEnumerable<(string Name, int First, int Count)> Runs(IReadOnlyList<string> groups)
    {
        int first = 0;
        for (int i = 1; i <= groups.Count; i++)
        {
            if (i == groups.Count || !string.Equals(groups[i], groups[first], StringComparison.Ordinal))
            {
                yield return (groups[first], first, i - first);
                first = i;
            }
        }
    }

    private readonly record struct Mark(string Name, double From, double To)
    {
        public double Length => To - From;

        public double Middle => (From + To) / 2;
    }
}
