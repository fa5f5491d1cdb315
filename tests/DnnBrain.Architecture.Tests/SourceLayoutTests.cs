using System.Text.RegularExpressions;
using Xunit;

namespace DnnBrain.Architecture;

public sealed partial class SourceLayoutTests
{
    public static TheoryData<string> Projects => ["DnnBrain.Torch", .. ArchitectureRules.RootNamespace.Keys];

    public static TheoryData<string> ProjectsByFolder => [.. ArchitectureRules.RootNamespace.Keys];

    [Theory]
    [MemberData(nameof(ProjectsByFolder))]
    public void Namespace_OfEveryFile_IsItsFolder(string project) => Broken.None(
        from file in Sources(project)
        let match = Namespace().Match(File.ReadAllText(file))
        let folder = Path.GetRelativePath(Folder(project), Path.GetDirectoryName(file)!)
        let root = ArchitectureRules.RootNamespace[project]
        let expected = folder == "." ? root : $"{root}.{folder.Replace(Path.DirectorySeparatorChar, '.')}"
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
