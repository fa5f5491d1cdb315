using System.Globalization;
using System.Xml.Linq;
using DnnBrain.Visualization;

namespace DnnBrain.Core.Tests.Visualization;

/// <summary>A figure as a reader of SVG sees it. Parsing fails on anything that is not well-formed XML.</summary>
internal sealed class SvgPicture(Figure figure)
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";
    private static readonly XNamespace s_xlink = "http://www.w3.org/1999/xlink";

    public XElement Root { get; } = XDocument.Parse(figure.ToSvg()).Root!;

    public double Width => Number(Root, "viewBox", 2);

    public double Height => Number(Root, "viewBox", 3);

    public IEnumerable<XElement> All(string name) => Root.Descendants(s_svg + name);

    public IReadOnlyList<XElement> Groups(string kind) => [.. All("g").Where(g => (string?)g.Attribute("class") == kind)];

    public IReadOnlyList<string> Texts(string kind) => [.. Groups(kind).SelectMany(g => Children(g, "text")).Select(text => text.Value)];

    /// <summary>The caption with plain spaces.</summary>
    public string Caption => string.Join(' ', Texts("caption")).Replace('\u00A0', ' ');

    public byte[] Png(int index = 0)
    {
        string data = (string)All("image").ElementAt(index).Attribute(s_xlink + "href")!;
        return Convert.FromBase64String(data["data:image/png;base64,".Length..]);
    }

    public static IEnumerable<XElement> Children(XElement group, string name) => group.Elements(s_svg + name);

    /// <summary>The points of a path, in order; its commands are M, L and Z.</summary>
    public static IReadOnlyList<(double X, double Y)> Points(XElement path) =>
    [
        .. ((string)path.Attribute("d")!)
            .Split(['M', 'L', 'Z'], StringSplitOptions.RemoveEmptyEntries)
            .Select(point => point.Split(' '))
            .Select(point => (double.Parse(point[0], CultureInfo.InvariantCulture), double.Parse(point[1], CultureInfo.InvariantCulture))),
    ];

    /// <summary>Where numbers of an axis lie, read off its ticks and their labels: position = at + number × per unit.</summary>
    /// <param name="axis">The group of the axis: a line along it, then a line a tick, and their labels.</param>
    /// <param name="attribute">The coordinate that tells ticks apart, <c>x1</c> or <c>y1</c>.</param>
    /// <param name="hasLine">Whether the first line is the axis itself.</param>
    public static Func<double, double> Axis(XElement axis, string attribute, bool hasLine = true)
    {
        double[] at = [.. Children(axis, "line").Skip(hasLine ? 1 : 0).Select(line => Number(line, attribute))];
        double[] values = [.. Children(axis, "text").Select(text => double.Parse(text.Value.Replace('−', '-'), CultureInfo.InvariantCulture))];
        double perUnit = (at[^1] - at[0]) / (values[^1] - values[0]);
        return value => at[0] + ((value - values[0]) * perUnit);
    }

    public static string Tip(XElement group) => group.Element(s_svg + "title")!.Value;

    public static double Number(XElement element, string attribute, int index = 0) =>
        double.Parse(((string)element.Attribute(attribute)!).Split(' ')[index], CultureInfo.InvariantCulture);
}
