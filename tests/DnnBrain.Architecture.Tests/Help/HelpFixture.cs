using System.Management.Automation;
using DnnBrain.Architecture.Sample;
using DnnBrain.Help;
using CmdletInfo = DnnBrain.Help.CmdletInfo;

namespace DnnBrain.Architecture.Help;

/// <summary>A page that is as it should be, in a folder of its own; tests take something away from it.</summary>
public sealed class HelpFixture : IDisposable
{
    internal const string Page = """
        # New-Sample

        ## SYNOPSIS

        Makes a sample.

        ## DESCRIPTION

        The distance is `1 - r`, see [the paper](https://doi.org/10.1000/1).

        - one
          item
        - another

        ## EXAMPLES

        ### Example 1: A path

        The simplest one.

        ```powershell
        New-Sample a |
            Out-String
        ```

        ```output
        a
        ```

        ### Example 2: A wildcard

        ```powershell
        New-Sample a*
        ```

        ### Example 3: A literal path

        ```powershell
        New-Sample -LiteralPath a
        ```

        ## PARAMETERS

        ### -Path

        Where.

        ### -LiteralPath

        Where, exactly.

        ### -Kind

        Which.

        ### -Alpha

        How much.

        ### -Seed

        From where.

        ### -Force

        Whether.

        ## INPUTS

        ### System.String

        A path.

        ## OUTPUTS

        ### System.String

        A sample.

        ### System.IO.FileInfo

        Its file.

        ## NOTES

        Takes no time.

        ## RELATED LINKS

        - [Get-Sample](Get-Sample.md)
        """;

    internal const string Manifest = "@{\n    CmdletsToExport = @(\n        'New-Sample'\n    )\n}\n";

    internal static readonly CmdletInfo Cmdlet = CmdletReader
        .Read(typeof(NewSampleCommand).Assembly.Location, typeof(PSCmdlet).Assembly.Location).Single();

    internal string Folder { get; } = Directory.CreateTempSubdirectory("help").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal string Write(string name, string text)
    {
        string file = Path.Combine(Folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Everything wrong with a page and a manifest for the one cmdlet.</summary>
    internal IReadOnlyList<Problem> Check(string page, string manifest = Manifest)
    {
        var problems = new List<Problem>();
        HelpPage read = HelpPageReader.Read(Write("New-Sample.md", page), problems);
        problems.AddRange(HelpChecker.CheckPage(read, Cmdlet));
        problems.AddRange(HelpChecker.CheckNames([Cmdlet], [read], Folder, Write("Sample.psd1", manifest)));
        return problems;
    }
}
