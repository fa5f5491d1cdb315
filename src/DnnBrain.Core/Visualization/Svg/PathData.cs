using System.Text;

namespace DnnBrain.Visualization.Svg;

/// <summary>Lines and areas as the <c>d</c> of an SVG path. Numbers are rounded as everywhere in the file.</summary>
internal sealed class PathData
{
    private readonly StringBuilder _text = new();

    /// <summary>Whether nothing was drawn.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Begins a line.</summary>
    public PathData Move(double x, double y) => Append('M', x, y);

    /// <summary>Goes on with a straight line.</summary>
    public PathData Line(double x, double y) => Append('L', x, y);

    /// <summary>Goes back to where the line began.</summary>
    public PathData Close()
    {
        _text.Append('Z');
        return this;
    }

    /// <summary>The path data.</summary>
    public override string ToString() => _text.ToString();

    private PathData Append(char command, double x, double y)
    {
        _text.Append(command).Append(SvgWriter.Number(x)).Append(' ').Append(SvgWriter.Number(y));
        return this;
    }
}
