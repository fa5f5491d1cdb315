using DnnBrain.Help;
using Xunit;

namespace DnnBrain.Architecture.Help;

public sealed class HelpCheckerTests : IDisposable
{
    private readonly HelpFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Check_PageOfItsCmdlet_FindsNothing() => Assert.Empty(_fixture.Check(HelpFixture.Page));

    [Theory]
    [InlineData("# New-Sample\n", "# New-Samples\n", "begin with '# New-Sample'")]
    [InlineData("## SYNOPSIS", "## SUMMARY", "'## SYNOPSIS' is missing")]
    [InlineData("Takes no time.", "", "'## NOTES' is missing or empty")]
    [InlineData("## NOTES", "## SYNTAX", "'## SYNTAX' is not a section")]
    [InlineData("### Example 3: A literal path", "### Example 2: A literal path", "must read '### Example 3: ")]
    [InlineData("### Example 3: A literal path", "", "has 2 examples")]
    [InlineData("```output", "```powershell", "exactly one ```powershell block")]
    [InlineData("### -Seed", "### -Sede", "parameter -Seed is not described")]
    [InlineData("### -Seed", "### -Sede", "no parameter '-Sede'")]
    [InlineData("From where.", "", "parameter -Seed has no text")]
    [InlineData("### -Seed", "### -Alpha", "parameter -Alpha is described more than once")]
    [InlineData("From where.", "From where.\n\n```yaml\nType: Int32\n```", "leave out the ```yaml block")]
    [InlineData("### System.IO.FileInfo", "### FileInfo", "OUTPUTS lacks '### System.IO.FileInfo'")]
    [InlineData("### System.IO.FileInfo", "### FileInfo", "declares no output 'FileInfo'")]
    [InlineData("Its file.", "", "'### System.IO.FileInfo' has no text")]
    [InlineData("### System.String\n\nA path.", "Text.", "INPUTS needs a '### Type'")]
    public void Check_PageWithAFlaw_NamesIt(string part, string replacement, string message)
    {
        Assert.Contains(part, HelpFixture.Page, StringComparison.Ordinal);
        IReadOnlyList<Problem> problems = _fixture.Check(HelpFixture.Page.Replace(part, replacement, StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CmdletsToExport = @()", "lacks 'New-Sample'")]
    [InlineData("CmdletsToExport = @('New-Sample', 'New-Other')", "names 'New-Other', which is no cmdlet")]
    [InlineData("CmdletsToExport = @('New-Sample', 'New-Sample')", "more than once")]
    public void Check_ManifestThatDisagrees_NamesTheCmdlet(string manifest, string message)
    {
        Problem problem = Assert.Single(_fixture.Check(HelpFixture.Page, manifest));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckNames_CmdletWithoutPage_IsAProblem()
    {
        string manifest = _fixture.Write("Sample.psd1", HelpFixture.Manifest);
        Problem problem = Assert.Single(HelpChecker.CheckNames([HelpFixture.Cmdlet], [], _fixture.Folder, manifest));
        Assert.Equal("New-Sample has no help page", problem.Message);
    }

    [Fact]
    public void CheckNames_PageWithoutCmdlet_IsAProblem()
    {
        HelpPage page = HelpPageReader.Read(_fixture.Write("New-Sample.md", HelpFixture.Page), []);
        string manifest = _fixture.Write("Sample.psd1", "CmdletsToExport = @()");
        Problem problem = Assert.Single(HelpChecker.CheckNames([], [page], _fixture.Folder, manifest));
        Assert.Equal("there is no cmdlet New-Sample", problem.Message);
    }
}
