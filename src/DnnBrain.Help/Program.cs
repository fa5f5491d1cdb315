namespace DnnBrain.Help;

/// <summary>
/// Makes the module's help from its markdown pages and its assembly, at build:
/// <c>DnnBrain.Help assembly automation-assembly page-folder manifest output-folder</c>.
/// Writes nothing and returns 1 when cmdlets, pages and manifest disagree.
/// </summary>
internal static class Program
{
    private const string TopicPrefix = "about_";

    private static int Main(string[] args)
    {
        if (args is not [string assembly, string automation, string pageFolder, string manifest, string output])
        {
            Console.Error.WriteLine("usage: DnnBrain.Help assembly automation-assembly page-folder manifest output-folder");
            return 2;
        }

        IReadOnlyList<CmdletInfo> cmdlets = CmdletReader.Read(assembly, automation);
        var problems = new List<Problem>();
        string[] files = Directory.GetFiles(pageFolder, "*.md").Order(StringComparer.Ordinal).ToArray();
        List<HelpPage> pages = files.Where(file => !IsTopic(file)).Select(file => HelpPageReader.Read(file, problems)).ToList();
        List<(HelpPage Page, CmdletInfo Cmdlet)> items = pages.Join(cmdlets, p => p.Name, c => c.Name, (p, c) => (p, c)).ToList();
        problems.AddRange(HelpChecker.CheckNames(cmdlets, pages, pageFolder, manifest));
        problems.AddRange(items.SelectMany(item => HelpChecker.CheckPage(item.Page, item.Cmdlet)));

        Dictionary<string, string> topics = files.Where(IsTopic)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => TopicWriter.Render(file, problems));
        if (problems.Count > 0)
        {
            problems.ForEach(Console.WriteLine);
            return 1;
        }

        if (Directory.Exists(output))
            Directory.Delete(output, recursive: true);
        Directory.CreateDirectory(output);
        MamlWriter.Write(Path.Combine(output, Path.GetFileName(assembly) + "-Help.xml"), items);
        foreach ((string name, string text) in topics)
            File.WriteAllText(Path.Combine(output, name + ".help.txt"), text);
        return 0;
    }

    private static bool IsTopic(string file) => Path.GetFileName(file).StartsWith(TopicPrefix, StringComparison.Ordinal);
}
