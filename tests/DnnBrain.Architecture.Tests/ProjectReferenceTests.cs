using System.Reflection;
using Xunit;

namespace DnnBrain.Architecture;

public sealed class ProjectReferenceTests
{
    [Fact]
    public void References_BetweenOurAssemblies_PointDownward() => Broken.None(
        from assembly in AssemblyUnderTest.All
        let name = assembly.GetName().Name!
        from reference in References(assembly)
        where reference.StartsWith("DnnBrain.", StringComparison.Ordinal)
            && !ArchitectureRules.ProjectMayReference[name].Contains(reference)
        select $"{name} references {reference}");

    [Fact]
    public void Calls_BetweenOurAssemblies_SkipNoLayer() => Broken.None(
        from assembly in AssemblyUnderTest.All
        let name = assembly.GetName().Name!
        from called in TypeReferences.ReadCalled(assembly)
        where called.Assembly.StartsWith("DnnBrain.", StringComparison.Ordinal)
            && called.Assembly != name
            && !ArchitectureRules.ProjectMayCall[name].Contains(called.Assembly)
        select $"{name} calls {called}");

    [Fact]
    public void References_ToKeptAssemblies_ComeFromTheirProjectOnly() => Broken.None(
        from assembly in AssemblyUnderTest.All
        let name = assembly.GetName().Name!
        from reference in References(assembly)
        where ArchitectureRules.OnlyReferencedBy.TryGetValue(reference, out string? owner) && owner != name
        select $"{name} references {reference}");

    [Fact]
    public void References_OfTheLibraries_HaveNoConsole() => Broken.None(
        from assembly in AssemblyUnderTest.All
        where References(assembly).Contains(ArchitectureRules.ConsoleAssembly)
        select assembly.GetName().Name);

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
