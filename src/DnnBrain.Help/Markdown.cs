using System.Text;
using System.Text.RegularExpressions;

namespace DnnBrain.Help;

internal enum BlockKind
{
    Heading,
    Paragraph,
    ListItem,
    Table,
    Code,
}

/// <summary>
/// A block of markdown. <paramref name="Text"/> is plain text, verbatim for code, in columns for tables.
/// <paramref name="Level"/> is a heading's level or a list item's indent; <paramref name="Language"/> belongs to code.
/// </summary>
internal sealed record Block(BlockKind Kind, string Text, int Line, int Level = 0, string Language = "");

/// <summary>Reads the markdown that help pages are written in: ATX headings, paragraphs, lists, tables, fenced and indented code.</summary>
internal static partial class Markdown
{
    private const string CodeIndent = "    ";

    public static IReadOnlyList<Block> Read(IReadOnlyList<string> lines)
    {
        var blocks = new List<Block>();
        int i = FrontMatterLength(lines);
        while (i < lines.Count)
        {
            string line = lines[i];
            int start = i++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                while (i < lines.Count && lines[i].TrimEnd() != "```")
                    i++;
                blocks.Add(new Block(BlockKind.Code, Join(lines, start + 1, i, "\n"), start + 1, Language: line[3..].Trim()));
                i++;
            }
            else if (Heading().Match(line) is { Success: true } heading)
            {
                blocks.Add(new Block(BlockKind.Heading, Plain(heading.Groups[2].Value), start + 1, heading.Groups[1].Length));
            }
            else if (line.StartsWith('|'))
            {
                while (i < lines.Count && lines[i].StartsWith('|'))
                    i++;
                blocks.Add(new Block(BlockKind.Table, Table(lines.Skip(start).Take(i - start)), start + 1));
            }
            else if (line.StartsWith(CodeIndent, StringComparison.Ordinal) && blocks is not [.., { Kind: BlockKind.ListItem }])
            {
                while (i < lines.Count && lines[i].StartsWith(CodeIndent, StringComparison.Ordinal))
                    i++;
                IEnumerable<string> code = lines.Skip(start).Take(i - start).Select(text => text[CodeIndent.Length..].TrimEnd());
                blocks.Add(new Block(BlockKind.Code, string.Join('\n', code), start + 1));
            }
            else
            {
                while (i < lines.Count && !StartsBlock(lines[i]))
                    i++;
                Match item = Item().Match(line);
                string text = Plain(Join(lines, start, i, " ").Trim());
                blocks.Add(item.Success
                    ? new Block(BlockKind.ListItem, text, start + 1, item.Groups[1].Length)
                    : new Block(BlockKind.Paragraph, text, start + 1));
            }
        }

        return blocks;
    }

    /// <summary>Text without its markup: code spans keep what is in them, links to the web keep their address.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (Match part in SpanOrText().Matches(text))
        {
            plain.Append(part.Groups["code"] is { Success: true } code
                ? code.Value
                : Escape().Replace(Emphasis().Replace(Link().Replace(part.Value, LinkText), "$2"), "$1"));
        }

        return plain.ToString();
    }

    private static string LinkText(Match link) => link.Groups[2].Value.Contains("://", StringComparison.Ordinal)
        ? $"{link.Groups[1].Value} ({link.Groups[2].Value})"
        : link.Groups[1].Value;

    private static bool StartsBlock(string line) =>
        string.IsNullOrWhiteSpace(line) || line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith('|')
        || Heading().IsMatch(line) || Item().IsMatch(line);

    private static string Join(IReadOnlyList<string> lines, int start, int end, string separator) =>
        string.Join(separator, lines.Skip(start).Take(end - start).Select(line => separator == " " ? line.Trim() : line.TrimEnd()));

    // Columns as wide as their widest cell; the row of dashes below the heads becomes a line.
    private static string Table(IEnumerable<string> lines)
    {
        List<string[]> rows = lines.Select(line => Cell().Split(line.Trim().Trim('|')).Select(cell => Plain(cell.Trim())).ToArray()).ToList();
        int[] widths = Enumerable.Range(0, rows.Max(row => row.Length))
            .Select(column => rows.Where((row, index) => index != 1 && column < row.Length).Max(row => row[column].Length)).ToArray();
        IEnumerable<string> text = rows.Select((row, index) => string.Join(
            "  ",
            row.Select((cell, column) => index == 1 ? new string('-', widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
        return string.Join('\n', text);
    }

    private static int FrontMatterLength(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0 || lines[0].TrimEnd() != "---")
            return 0;
        int end = 1;
        while (end < lines.Count && lines[end].TrimEnd() != "---")
            end++;
        return end + 1;
    }

    [GeneratedRegex(@"^(#{1,6})\s+(.*?)\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^( *)([-*]|\d+\.) ")]
    private static partial Regex Item();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Cell();

    [GeneratedRegex(@"`(?<code>[^`]+)`|[^`]+|`")]
    private static partial Regex SpanOrText();

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w\\*])(\*\*?)(?=\S)([^*]+)(?<=[^\s\\])\1(?![\w*])")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\\([*_\[\]`|<>\\])")]
    private static partial Regex Escape();
}
