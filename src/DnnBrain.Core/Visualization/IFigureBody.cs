using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization;

/// <summary>What stands between a figure's title and its caption; its size is known before it is drawn.</summary>
internal interface IFigureBody
{
    /// <summary>Width in points.</summary>
    double Width { get; }

    /// <summary>Height in points.</summary>
    double Height { get; }

    /// <summary>What it is, for readers who do not see it and where there is no title.</summary>
    string Name { get; }

    /// <summary>What the marks mean, in sentences.</summary>
    string Caption { get; }

    /// <summary>Draws it with its upper left corner at a position.</summary>
    void Draw(SvgWriter svg, double left, double top);
}
