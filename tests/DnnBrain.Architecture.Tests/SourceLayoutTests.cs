using System.Text.RegularExpressions;
using Xunit;

namespace DnnBrain.Architecture;

public sealed partial class SourceLayoutTests
{
    // The projects, and the namespace at their root.
    private static readonly Dictionary<string, string> s_roots = new()
    {
        ["DnnBrain.Torch"] = "DnnBrain.Torch",
        ["DnnBrain.Core"] = "DnnBrain",
        ["DnnBrain.PowerShell"] = "DnnBrain.PowerShell",
        ["DnnBrain.Help"] = "DnnBrain.Help",
    };

    public static TheoryData<string> Projects => [.. s_roots.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespace_OfEveryFile_IsItsFolder(string project) => Broken.None(
        from file in Sources(project)
        let match = Namespace().Match(File.ReadAllText(file))
        let folder = Path.GetRelativePath(Folder(project), Path.GetDirectoryName(file)!)
        let expected = folder == "." ? s_roots[project] : $"{s_roots[project]}.{folder.Replace(Path.DirectorySeparatorChar, '.')}"
        where match.Success && match.Groups[1].Value != expected
        select $"{file}: namespace {match.Groups[1].Value}, expected {expected}");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Length_OfEveryFile_IsReadInOneSitting(string project) => Broken.None(
        from file in Sources(project)
        let lines = File.ReadLines(file).Count()
        where lines > ArchitectureRules.LongestFile
        select $"{file}: {lines} lines");

    private static string Folder(string project) => Path.Combine(AssemblyUnderTest.RepositoryRoot, "src", project);

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Folder(project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Folder(project), file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
