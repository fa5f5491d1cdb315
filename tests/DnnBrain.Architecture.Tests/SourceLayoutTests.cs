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

    // What is not in the solution is neither built nor tested.
    [Fact]
    public void Projects_OfTheRepository_AreInTheSolution()
    {
        string solution = File.ReadAllText(Path.Combine(AssemblyUnderTest.RepositoryRoot, "DnnBrain.PowerShell.sln")).Replace('\\', '/');
        Broken.None(
            from folder in new[] { "src", "tests", "examples", "benchmarks" }
            from file in Directory.EnumerateFiles(Path.Combine(AssemblyUnderTest.RepositoryRoot, folder), "*.csproj", SearchOption.AllDirectories)
            let project = Path.GetRelativePath(AssemblyUnderTest.RepositoryRoot, file).Replace('\\', '/')
            where !solution.Contains($"\"{project}\"", StringComparison.Ordinal)
            select project);
    }

    private static string Folder(string project) => Path.Combine(AssemblyUnderTest.RepositoryRoot, "src", project);

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Folder(project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Folder(project), file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
