using System.Text.RegularExpressions;

namespace DnnBrain.Help;

/// <summary>Holds pages and manifest to the cmdlets that are there.</summary>
internal static partial class HelpChecker
{
    private const int ExampleMinimum = 3;

    /// <summary>Pages without a cmdlet, cmdlets without a page, and names that the manifest lacks or has too many.</summary>
    public static IEnumerable<Problem> CheckNames(
        IReadOnlyList<CmdletInfo> cmdlets, IReadOnlyList<HelpPage> pages, string pageFolder, string manifest)
    {
        foreach (string name in cmdlets.Select(c => c.Name).Except(pages.Select(p => p.Name)))
            yield return new Problem(Path.Combine(pageFolder, name + ".md"), 1, $"{name} has no help page");
        foreach (HelpPage page in pages.Where(page => cmdlets.All(c => c.Name != page.Name)))
            yield return new Problem(page.File, 1, $"there is no cmdlet {page.Name}");

        string text = File.ReadAllText(manifest);
        Match list = ExportList().Match(text);
        int line = text[..list.Index].Count(c => c == '\n') + 1;
        List<string> exported = ExportName().Matches(list.Groups[1].Value).Select(name => name.Groups[1].Value).ToList();
        foreach (string name in cmdlets.Select(c => c.Name).Except(exported))
            yield return new Problem(manifest, line, $"CmdletsToExport lacks '{name}'");
        foreach (string name in exported.Except(cmdlets.Select(c => c.Name)))
            yield return new Problem(manifest, line, $"CmdletsToExport names '{name}', which is no cmdlet of the assembly");
        foreach (string name in exported.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
            yield return new Problem(manifest, line, $"CmdletsToExport names '{name}' more than once");
    }

    /// <summary>What a page says against what its cmdlet is.</summary>
    public static IEnumerable<Problem> CheckPage(HelpPage page, CmdletInfo cmdlet) =>
        CheckExamples(page).Concat(CheckParameters(page, cmdlet)).Concat(CheckTypes(page, cmdlet));

    private static IEnumerable<Problem> CheckExamples(HelpPage page)
    {
        if (page.Examples.Count < ExampleMinimum)
            yield return new Problem(page.File, 1, $"{page.Name} has {page.Examples.Count} examples; at least {ExampleMinimum} are wanted");
        for (int i = 0; i < page.Examples.Count; i++)
        {
            Section example = page.Examples[i];
            if (!example.Title.StartsWith($"Example {i + 1}: ", StringComparison.Ordinal))
                yield return new Problem(page.File, example.Line, $"the heading must read '### Example {i + 1}: what it shows'");
            if (example.Blocks.Count(block => block is { Kind: BlockKind.Code, Language: "powershell" }) != 1)
                yield return new Problem(page.File, example.Line, "an example has exactly one ```powershell block (and its output in an ```output block)");
        }
    }

    private static IEnumerable<Problem> CheckParameters(HelpPage page, CmdletInfo cmdlet)
    {
        foreach (string name in cmdlet.Parameters.Select(p => "-" + p.Name).Except(page.Parameters.Select(p => p.Title)))
            yield return new Problem(page.File, 1, $"parameter {name} is not described");
        foreach (Section section in page.Parameters)
        {
            if (cmdlet.Parameters.All(p => "-" + p.Name != section.Title))
                yield return new Problem(page.File, section.Line, $"{cmdlet.Name} has no parameter '{section.Title}'");
            if (section.Blocks.Count == 0)
                yield return new Problem(page.File, section.Line, $"parameter {section.Title} has no text");
            if (section.Blocks.Any(block => block is { Kind: BlockKind.Code, Language: "yaml" }))
                yield return new Problem(page.File, section.Line, "type, position and default come from the assembly: leave out the ```yaml block");
        }

        foreach (var twice in page.Parameters.GroupBy(section => section.Title).Where(group => group.Count() > 1))
            yield return new Problem(page.File, twice.Last().Line, $"parameter {twice.Key} is described more than once");
    }

    private static IEnumerable<Problem> CheckTypes(HelpPage page, CmdletInfo cmdlet)
    {
        if (page.Inputs.Count == 0)
            yield return new Problem(page.File, 1, "INPUTS needs a '### Type' (or '### None') with a sentence");
        IReadOnlyList<string> outputs = cmdlet.OutputTypes.Count > 0 ? cmdlet.OutputTypes : ["None"];
        foreach (string type in outputs.Except(page.Outputs.Select(section => section.Title)))
            yield return new Problem(page.File, 1, $"OUTPUTS lacks '### {type}'");
        foreach (Section section in page.Outputs.Where(section => !outputs.Contains(section.Title)))
            yield return new Problem(page.File, section.Line, $"{cmdlet.Name} declares no output '{section.Title}' (OutputType: {string.Join(", ", outputs)})");
        foreach (Section section in page.Inputs.Concat(page.Outputs).Where(section => section.Blocks.Count == 0))
            yield return new Problem(page.File, section.Line, $"'### {section.Title}' has no text");
    }

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\(([^)]*)\)")]
    private static partial Regex ExportList();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex ExportName();
}
