using DnnBrain.Help;
using Xunit;

namespace DnnBrain.Architecture.Help;

public sealed class MarkdownTests : IDisposable
{
    private readonly HelpFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("`conv*` and `fc*`", "conv* and fc*")]
    [InlineData("the *signed* **r**", "the signed r")]
    [InlineData("3 * 4 * 5", "3 * 4 * 5")]
    [InlineData("[New-Rdm](New-Rdm.md) by [NumPy](https://numpy.org)", "New-Rdm by NumPy (https://numpy.org)")]
    [InlineData(@"a\_b \*c\*", "a_b *c*")]
    [InlineData("`[text](target)`", "[text](target)")]
    public void Plain_Markup_IsTakenAway(string text, string expected) => Assert.Equal(expected, Markdown.Plain(text));

    [Fact]
    public void Read_Blocks_AreToldApart()
    {
        IReadOnlyList<Block> blocks = Markdown.Read(
            ["---", "title: x", "---", "# One", "a", "b", "- c", "  d", "1. e", "", "| f |", "|---|", "```text", "# g", "", "```", "h", "", "    i", "      j"]);
        Assert.Equal(
            [
                new Block(BlockKind.Heading, "One", 4, 1),
                new Block(BlockKind.Paragraph, "a b", 5),
                new Block(BlockKind.ListItem, "- c d", 7),
                new Block(BlockKind.ListItem, "1. e", 9),
                new Block(BlockKind.Table, "f\n-", 11),
                new Block(BlockKind.Code, "# g\n", 13, Language: "text"),
                new Block(BlockKind.Paragraph, "h", 17),
                new Block(BlockKind.Code, "i\n  j", 19),
            ],
            blocks);
    }

    [Fact]
    public void Read_Table_IsSetInColumns()
    {
        Block table = Assert.Single(Markdown.Read(["| a | b |", "|---|:-:|", "| `long cell` | c \\| d |"]));
        Assert.Equal("a          b\n---------  -----\nlong cell  c | d", table.Text);
    }

    [Fact]
    public void Render_Topic_HasItsSynopsisInTheFifthLineAndWrapsTheRest()
    {
        string page = _fixture.Write("about_X.md", $"# about_X\n\n## SHORT DESCRIPTION\n\nWhat X is.\n\n## LONG DESCRIPTION\n\n{string.Concat(Enumerable.Repeat("words ", 40))}\n");
        string[] lines = TopicWriter.Render(page, []).Split('\n');
        Assert.Equal(["TOPIC", "    about_X", "", "SHORT DESCRIPTION", "    What X is.", "", "LONG DESCRIPTION"], lines[..7]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(40, lines.Sum(line => line.Split(' ').Count(word => word == "words")));
    }

    [Fact]
    public void Render_TopicWithoutShortDescription_IsAProblem()
    {
        var problems = new List<Problem>();
        TopicWriter.Render(_fixture.Write("about_X.md", "# about_X\n\nText.\n"), problems);
        Assert.Single(problems);
    }
}
