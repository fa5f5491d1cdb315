using System.Xml.Linq;
using DnnBrain.Visualization.Svg;
using Xunit;

namespace DnnBrain.Core.Tests.Visualization;

public sealed class SvgWriterTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("<g> & \"quotes\" ]]> 'a'", "<g> & \"quotes\" ]]> 'a'")]
    [InlineData("line\nbreak\ttab", "line break tab")]
    [InlineData("bell\u0007", "bell\uFFFD")]
    [InlineData("noncharacter \uFFFF", "noncharacter \uFFFD")]
    [InlineData("emoji 🐕 日本", "emoji 🐕 日本")]
    public void Text_AnyName_IsWellFormedAndReadBack(string text, string expected)
    {
        XElement root = Draw(svg => svg.Text(1, 2, text, TextStyle.Tick), title: text);
        Assert.Equal(expected, root.Element(s_svg + "text")!.Value);
        Assert.Equal(expected, root.Element(s_svg + "title")!.Value);
    }

    [Fact]
    public void Text_HalfASurrogatePair_IsReadBackAsReplacement()
    {
        // As text of an attribute it would not reach the test.
        string half = "half " + (char)0xD83D + " pair";
        Assert.Equal("half \uFFFD pair", Draw(svg => svg.Text(1, 2, half, TextStyle.Tick)).Element(s_svg + "text")!.Value);
    }

    [Theory]
    [InlineData(-0.0001, "0")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(1234567.0004, "1234567")]
    [InlineData(-12.3456, "-12.346")]
    public void Numbers_InAttributes_AreInvariantAndRoundedToThousandths(double x, string expected) =>
        Assert.Equal(expected, (string?)Draw(svg => svg.Line(x, 0, 0, 0)).Element(s_svg + "line")!.Attribute("x1"));

    [Fact]
    public void Picture_Root_IsNamedAndDescribedForReadersWhoDoNotSeeIt()
    {
        XElement root = Draw(_ => { }, title: "RDM", description: "What it shows");
        Assert.Equal("img", (string?)root.Attribute("role"));
        Assert.Equal("0 0 30 20", (string?)root.Attribute("viewBox"));
        Assert.Equal(["title", "desc", "rect"], root.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("What it shows", root.Element(s_svg + "desc")!.Value);
    }

    [Fact]
    public void Stream_AfterThePicture_IsOpenAndBeginsWithoutByteOrderMark()
    {
        using var stream = new MemoryStream();
        using (new SvgWriter(stream, 1, 1, "", ""))
        {
        }

        Assert.True(stream.CanWrite);
        Assert.Equal((byte)'<', stream.ToArray()[0]);
    }

    private static XElement Draw(Action<SvgWriter> draw, string title = "", string description = "")
    {
        using var stream = new MemoryStream();
        using (var svg = new SvgWriter(stream, 30, 20, title, description))
        {
            draw(svg);
        }

        return XDocument.Parse(System.Text.Encoding.UTF8.GetString(stream.ToArray())).Root!;
    }
}
