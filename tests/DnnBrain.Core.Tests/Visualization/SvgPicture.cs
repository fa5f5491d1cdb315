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

    public byte[] Png(int index = 0)
    {
        string data = (string)All("image").ElementAt(index).Attribute(s_xlink + "href")!;
        return Convert.FromBase64String(data["data:image/png;base64,".Length..]);
    }

    public static IEnumerable<XElement> Children(XElement group, string name) => group.Elements(s_svg + name);

    public static string Tip(XElement group) => group.Element(s_svg + "title")!.Value;

    public static double Number(XElement element, string attribute, int index = 0) =>
        double.Parse(((string)element.Attribute(attribute)!).Split(' ')[index], CultureInfo.InvariantCulture);
}
