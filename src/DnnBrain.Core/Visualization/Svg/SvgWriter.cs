using System.Globalization;
using System.Text;
using System.Xml;
using DnnBrain.Visualization.Colors;

namespace DnnBrain.Visualization.Svg;

/// <summary>
/// Writes a picture as SVG 1.1: text stays text, numbers are invariant and rounded to a thousandth of a point, and the same
/// picture is the same bytes. Lengths are points of 1/72 inch; y grows downwards.
/// </summary>
/// <remarks>
/// Only presentation attributes are used, no style sheet, so that drawing programs and office suites read the file as browsers
/// do. The title and the description are what a screen reader says.
/// </remarks>
internal sealed class SvgWriter : IDisposable
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private const string XLink = "http://www.w3.org/1999/xlink";
    private const string NoValuePattern = "no-value";
    private readonly XmlWriter _xml;

    /// <summary>Begins a picture on white ground. The stream stays open.</summary>
    public SvgWriter(Stream stream, double width, double height, string title, string description)
    {
        _xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        });
        _xml.WriteStartElement("svg", Svg);
        _xml.WriteAttributeString("xmlns", "xlink", null, XLink);
        Attribute("version", "1.1");
        Attribute("width", Number(width) + "pt");
        Attribute("height", Number(height) + "pt");
        Attribute("viewBox", $"0 0 {Number(width)} {Number(height)}");
        Attribute("role", "img");
        Attribute("font-family", "Arial, Helvetica, 'Liberation Sans', sans-serif");
        TextElement("title", title);
        TextElement("desc", description);
        Rect(0, 0, width, height, "#FFFFFF");
    }

    /// <summary>The fill of cells without a value: hatching, which no colour map contains.</summary>
    public static string NoValueFill => $"url(#{NoValuePattern})";

    /// <summary>The fill with all colours of a map.</summary>
    public static string GradientFill(ColorMap map) => $"url(#{map.Name})";

    /// <summary>Defines <see cref="NoValueFill"/> and <see cref="GradientFill"/> for the maps that are used.</summary>
    public void Definitions(IEnumerable<ColorMap> maps)
    {
        Start("defs");
        Start("pattern", ("id", NoValuePattern), ("patternUnits", "userSpaceOnUse"), ("width", "3"), ("height", "3"));
        Element("rect", ("width", "3"), ("height", "3"), ("fill", "#F2F2F2"));
        Element("path", ("d", "M-1,1 l2,-2 M0,3 l3,-3 M2,4 l2,-2"), ("stroke", "#8C8C8C"), ("stroke-width", "0.6"));
        _xml.WriteEndElement();
        foreach (ColorMap map in maps)
        {
            Start("linearGradient", ("id", map.Name));
            for (int i = 0; i < map.ControlPoints.Count; i++)
            {
                Element("stop", ("offset", Number((double)i / (map.ControlPoints.Count - 1))), ("stop-color", map.ControlPoints[i].ToString()));
            }

            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    /// <summary>Begins a group of one kind of mark; a tip is shown by the pointer and read by a screen reader.</summary>
    public void BeginGroup(string kind, string? tip = null)
    {
        Start("g", ("class", kind));
        if (tip is not null)
        {
            TextElement("title", tip);
        }
    }

    /// <summary>Ends the innermost group.</summary>
    public void EndGroup() => _xml.WriteEndElement();

    /// <summary>Draws a rectangle.</summary>
    public void Rect(double x, double y, double width, double height, string fill, string? stroke = null, double strokeWidth = 0.5)
    {
        Start("rect", ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), ("fill", fill));
        Stroke(stroke, strokeWidth);
        _xml.WriteEndElement();
    }

    /// <summary>Draws a line.</summary>
    public void Line(double x1, double y1, double x2, double y2, double strokeWidth = 0.7, string stroke = TextStyle.Ink, string? dashes = null)
    {
        Start("line", ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)));
        Stroke(stroke, strokeWidth);
        if (dashes is not null)
        {
            Attribute("stroke-dasharray", dashes);
        }

        _xml.WriteEndElement();
    }

    /// <summary>Fills an area; what lies below shows through.</summary>
    public void Area(PathData path, string fill, double opacity)
    {
        Start("path", ("d", path.ToString()), ("fill", fill), ("fill-opacity", Number(opacity)), ("stroke", "none"));
        _xml.WriteEndElement();
    }

    /// <summary>Draws lines.</summary>
    public void Stroke(PathData path, string stroke, double width)
    {
        Start("path", ("d", path.ToString()), ("fill", "none"), ("stroke-linejoin", "round"), ("stroke-linecap", "round"));
        Stroke(stroke, width);
        _xml.WriteEndElement();
    }

    /// <summary>Draws a disc.</summary>
    public void Circle(double x, double y, double radius, string fill, string? stroke = null, double strokeWidth = 0.4)
    {
        Start("circle", ("cx", Number(x)), ("cy", Number(y)), ("r", Number(radius)), ("fill", fill));
        Stroke(stroke, strokeWidth);
        _xml.WriteEndElement();
    }

    /// <summary>Writes one line of text.</summary>
    /// <param name="x">Where the anchor stands.</param>
    /// <param name="y">The baseline.</param>
    /// <param name="text">The text; line breaks become spaces.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="anchor">Which part of it stands at <paramref name="x"/>.</param>
    /// <param name="degrees">Turned by so much, clockwise, around its anchor.</param>
    public void Text(double x, double y, string text, TextStyle style, TextAnchor anchor = TextAnchor.Start, double degrees = 0)
    {
        Start("text", ("x", Number(x)), ("y", Number(y)), ("font-size", Number(style.Size)), ("fill", style.Color));
        if (style.Bold)
        {
            Attribute("font-weight", "bold");
        }

        if (anchor != TextAnchor.Start)
        {
            Attribute("text-anchor", anchor == TextAnchor.Middle ? "middle" : "end");
        }

        if (degrees != 0)
        {
            Attribute("transform", $"rotate({Number(degrees)} {Number(x)} {Number(y)})");
        }

        _xml.WriteString(Clean(text));
        _xml.WriteEndElement();
    }

    /// <summary>Embeds a PNG whose pixels are cells: viewers are asked not to smooth them.</summary>
    public void Image(double x, double y, double width, double height, byte[] png)
    {
        Start("image", ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), ("preserveAspectRatio", "none"));
        // The older word stands first for programs that do not know the newer one.
        Attribute("style", "image-rendering:optimizeSpeed;image-rendering:pixelated");
        _xml.WriteAttributeString("xlink", "href", XLink, "data:image/png;base64," + Convert.ToBase64String(png));
        _xml.WriteEndElement();
    }

    /// <summary>Ends the picture.</summary>
    public void Dispose()
    {
        _xml.WriteEndElement();
        _xml.Dispose();
    }

    /// <summary>A number as it stands in the file.</summary>
    internal static string Number(double value)
    {
        double rounded = Math.Round(value, 3);
        return (rounded == 0 ? 0 : rounded).ToString("0.###", CultureInfo.InvariantCulture);
    }

    /// <summary>Names come from users' files: what XML cannot hold becomes U+FFFD, as in a text that was decoded wrongly.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool valid = rune.IsBmp ? XmlConvert.IsXmlChar((char)rune.Value) : rune.Value <= 0x10FFFF;
            clean.Append(!valid ? "\uFFFD" : Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return clean.ToString();
    }

    private void Start(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name, Svg);
        foreach ((string attribute, string value) in attributes)
        {
            Attribute(attribute, value);
        }
    }

    private void Element(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        _xml.WriteEndElement();
    }

    private void Attribute(string name, string value) => _xml.WriteAttributeString(name, value);

    private void Stroke(string? stroke, double width)
    {
        if (stroke is not null)
        {
            Attribute("stroke", stroke);
            Attribute("stroke-width", Number(width));
        }
    }

    private void TextElement(string name, string text)
    {
        _xml.WriteStartElement(name, Svg);
        _xml.WriteString(Clean(text));
        _xml.WriteEndElement();
    }
}
