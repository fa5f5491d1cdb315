using System.Text.Json;
using DnnBrain.Visualization.Svg;
using Xunit;

namespace DnnBrain.Core.Tests.Visualization;

public sealed class TextMetricsTests
{
    private static readonly TextStyle s_regular = new(1);
    private static readonly TextStyle s_bold = new(1, Bold: true);

    [Fact]
    public void Width_Text_IsThatOfLiberationSans()
    {
        foreach (JsonProperty text in TestData.Json("figures.json").GetProperty("widths").EnumerateObject())
        {
            // The font gives thousandths of its size.
            Assert.Equal(text.Value.GetDouble(), TextMetrics.Width(text.Name, s_regular), 3);
        }
    }

    [Fact]
    public void Width_BoldText_IsWithin10PercentOfLiberationSans()
    {
        foreach (JsonProperty text in TestData.Json("figures.json").GetProperty("bold_widths").EnumerateObject())
        {
            double expected = text.Value.GetDouble();
            // One factor stands for the bold font's own table: layouts must not be too narrow by more than a hundredth.
            Assert.InRange(TextMetrics.Width(text.Name, s_bold), 0.99 * expected, 1.1 * expected);
        }
    }

    [Fact]
    public void Shorten_LongName_KeepsBothEndsWithinTheWidth()
    {
        const string Name = "n02084071_dog_in_the_garden_0042.JPEG";
        string shorter = TextMetrics.Shorten(Name, s_regular, 9);
        Assert.InRange(TextMetrics.Width(shorter, s_regular), 7, 9);
        string[] ends = shorter.Split('…');
        Assert.StartsWith(ends[0], Name);
        Assert.EndsWith(ends[1], Name);
        Assert.Equal(Name, TextMetrics.Shorten(Name, s_regular, 100));
        Assert.Equal("…", TextMetrics.Shorten(Name, s_regular, 0.5));
    }

    [Fact]
    public void Wrap_Text_BreaksAtSpacesButNotAtNoBreakSpaces()
    {
        // A digit is 0.556 wide, a space 0.278.
        Assert.Equal(["00 00", "00"], TextMetrics.Wrap(" 00 00\n00", s_regular, 3));
        Assert.Equal(["00", "00\u00A000"], TextMetrics.Wrap("00 00\u00A000", s_regular, 3));
        Assert.Equal(["0000000000"], TextMetrics.Wrap("0000000000", s_regular, 1));
        Assert.Empty(TextMetrics.Wrap("", s_regular, 1));
    }
}
