using System.Text;

namespace DnnBrain.Help;

/// <summary>Turns an about_ page into the text file that <c>Get-Help about_Name</c> shows.</summary>
internal static class TopicWriter
{
    private const int Width = 80;

    /// <summary>The topic's text; the page's first section is SHORT DESCRIPTION, whose first paragraph is the synopsis.</summary>
    public static string Render(string page, ICollection<Problem> problems)
    {
        IReadOnlyList<Block> blocks = Markdown.Read(File.ReadAllLines(page));
        string name = Path.GetFileNameWithoutExtension(page);
        if (blocks is not
            [
                { Kind: BlockKind.Heading, Level: 1 } title,
                { Kind: BlockKind.Heading, Text: "SHORT DESCRIPTION" },
                { Kind: BlockKind.Paragraph } synopsis,
                ..,
            ] || title.Text != name)
        {
            problems.Add(new Problem(page, 1, $"a topic begins with '# {name}', '## SHORT DESCRIPTION' and a paragraph"));
            return "";
        }

        // Get-Help takes the fifth line as the synopsis: it must hold all of it.
        var text = new StringBuilder($"TOPIC\n    {name}\n\nSHORT DESCRIPTION\n    {synopsis.Text}\n");
        Block previous = synopsis;
        foreach (Block block in blocks.Skip(3))
        {
            if (block.Kind != BlockKind.ListItem || previous.Kind != BlockKind.ListItem)
                text.Append('\n');
            Append(text, block);
            previous = block;
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Block block)
    {
        switch (block.Kind)
        {
            case BlockKind.Heading:
                text.Append(block.Level > 2 ? "  " : "").Append(block.Text).Append('\n');
                break;
            case BlockKind.Code:
            case BlockKind.Table:
                foreach (string line in block.Text.Split('\n'))
                    text.Append((new string(' ', block.Kind == BlockKind.Code ? 8 : 4) + line).TrimEnd()).Append('\n');
                break;
            case BlockKind.ListItem:
                Wrap(text, block.Text, 4 + block.Level, hanging: 2);
                break;
            default:
                Wrap(text, block.Text, 4, hanging: 0);
                break;
        }
    }

    private static void Wrap(StringBuilder text, string paragraph, int indent, int hanging)
    {
        var line = new StringBuilder(new string(' ', indent));
        bool empty = true;
        foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                text.Append(line).Append('\n');
                line.Clear().Append(' ', indent + hanging);
                empty = true;
            }

            line.Append(empty ? "" : " ").Append(word);
            empty = false;
        }

        text.Append(line).Append('\n');
    }
}
