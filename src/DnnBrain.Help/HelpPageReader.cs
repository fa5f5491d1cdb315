namespace DnnBrain.Help;

/// <summary>Reads a page: <c># Verb-Noun</c>, then the sections below in any order, each of which must be there.</summary>
internal static class HelpPageReader
{
    private static readonly string[] s_sections =
        ["SYNOPSIS", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    public static HelpPage Read(string file, ICollection<Problem> problems)
    {
        IReadOnlyList<Block> blocks = Markdown.Read(File.ReadAllLines(file));
        string name = Path.GetFileNameWithoutExtension(file);
        if (blocks.Count == 0 || blocks[0] is not { Kind: BlockKind.Heading, Level: 1 } title || title.Text != name)
            problems.Add(new Problem(file, 1, $"the page must begin with '# {name}'"));

        List<Section> sections = Split(blocks, 2);
        foreach (Section section in sections.Where(section => !s_sections.Contains(section.Title)))
        {
            problems.Add(new Problem(file, section.Line,
                $"'## {section.Title}' is not a section of a page (SYNTAX and ALIASES come from the assembly); known are {string.Join(", ", s_sections)}"));
        }

        Section Get(string heading)
        {
            List<Section> found = sections.Where(section => section.Title == heading).ToList();
            if (found.Count == 1 && found[0].Blocks.Count > 0)
                return found[0];
            problems.Add(new Problem(file, found.Count == 0 ? 1 : found[^1].Line,
                found.Count > 1 ? $"'## {heading}' is there more than once" : $"'## {heading}' is missing or empty"));
            return new Section(heading, 1, []);
        }

        return new HelpPage(
            file,
            name,
            Get("SYNOPSIS"),
            Get("DESCRIPTION"),
            Split(Get("EXAMPLES").Blocks, 3),
            Split(Get("PARAMETERS").Blocks, 3),
            Split(Get("INPUTS").Blocks, 3),
            Split(Get("OUTPUTS").Blocks, 3),
            Get("NOTES"),
            Get("RELATED LINKS").Blocks);
    }

    private static List<Section> Split(IReadOnlyList<Block> blocks, int level)
    {
        var sections = new List<Section>();
        var content = new List<Block>();
        foreach (Block block in blocks)
        {
            if (block.Kind == BlockKind.Heading && block.Level == level)
            {
                content = [];
                sections.Add(new Section(block.Text, block.Line, content));
            }
            else
            {
                content.Add(block);
            }
        }

        return sections;
    }
}
