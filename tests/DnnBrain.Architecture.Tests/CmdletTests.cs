using System.ComponentModel;
using System.Management.Automation;
using System.Reflection;
using DnnBrain.Help;
using Xunit;
using CmdletInfo = DnnBrain.Help.CmdletInfo;

namespace DnnBrain.Architecture;

public sealed class CmdletTests
{
    private static readonly IReadOnlyList<CmdletInfo> s_cmdlets =
        CmdletReader.Read(AssemblyUnderTest.PowerShell.Location, typeof(PSCmdlet).Assembly.Location);

    private static readonly HashSet<string> s_approvedVerbs = typeof(VerbsCommon).Assembly.GetExportedTypes()
        .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Select(field => (string)field.GetRawConstantValue()!)
        .ToHashSet();

    [Fact]
    public void Cmdlets_OfTheAssembly_AreFound() => Assert.NotEmpty(s_cmdlets);

    [Fact]
    public void Names_OfCmdlets_AreAnApprovedVerbAndASingularNoun()
    {
        Assert.Subset(s_approvedVerbs, s_cmdlets.Select(c => c.Verb).ToHashSet());
        Broken.None(
            from cmdlet in s_cmdlets
            where cmdlet.Noun.EndsWith('s') && !ArchitectureRules.SingularEndings.Any(ending => cmdlet.Noun.EndsWith(ending, StringComparison.Ordinal))
            select cmdlet.Name);
    }

    [Fact]
    public void Types_OfCmdlets_AreSealedInTheirFamilyAndNamedAfterTheCmdlet() => Broken.None(
        from cmdlet in s_cmdlets
        let type = AssemblyUnderTest.PowerShell.GetType(cmdlet.TypeName)!
        where !type.IsSealed
            || type.Name != $"{cmdlet.Verb}{cmdlet.Noun}Command"
            || !type.Namespace!.StartsWith("DnnBrain.PowerShell.Commands.", StringComparison.Ordinal)
        select cmdlet.TypeName);

    [Fact]
    public void PublicTypes_ThatAreNoCmdlets_AreHiddenFromEditors() => Broken.None(
        from type in AssemblyUnderTest.PowerShell.GetExportedTypes()
        where type.IsAbstract && type.GetCustomAttribute<EditorBrowsableAttribute>()?.State != EditorBrowsableState.Never
        select type.FullName);

    [Fact]
    public void Cmdlets_OfAnyVerbButExport_DeclareTheirOutput() =>
        Broken.None(s_cmdlets.Where(c => c.OutputTypes.Count == 0 && c.Verb != "Export").Select(c => c.Name));

    [Fact]
    public void Cmdlets_ThatWriteFiles_SupportShouldProcess() => Broken.None(
        from cmdlet in s_cmdlets
        where ArchitectureRules.WritingVerbs.Contains(cmdlet.Verb)
            || cmdlet.Parameters.Any(p => ArchitectureRules.WritingParameters.Contains(p.Name))
        where !cmdlet.SupportsShouldProcess
        select cmdlet.Name);

    [Fact]
    public void Cmdlets_OfTheAssembly_HaveAHelpPage() => Broken.None(
        from cmdlet in s_cmdlets
        where !File.Exists(Path.Combine(AssemblyUnderTest.RepositoryRoot, "docs", "en-US", cmdlet.Name + ".md"))
        select cmdlet.Name);
}
