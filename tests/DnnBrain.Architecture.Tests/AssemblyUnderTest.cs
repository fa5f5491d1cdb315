using System.Reflection;

namespace DnnBrain.Architecture;

/// <summary>The built assemblies, which lie beside this test.</summary>
internal static class AssemblyUnderTest
{
    public static Assembly Torch { get; } = Assembly.Load("DnnBrain.Torch");

    public static Assembly Core { get; } = Assembly.Load("DnnBrain.Core");

    public static Assembly PowerShell { get; } = Assembly.Load("DnnBrain.PowerShell");

    public static IReadOnlyList<Assembly> All { get; } = [Torch, Core, PowerShell];

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>The program of examples/QuickStart.</summary>
    public static string QuickStart { get; } = Metadata("QuickStart");

    /// <summary>The folder of the core that a type of this namespace lies in: <c>Rsa</c>, <c>Formats/Nifti</c>, or "" for the root.</summary>
    public static string FolderOf(string typeNamespace) => typeNamespace.Split('.') switch
    {
        ["DnnBrain", ArchitectureRules.FormatFolder, var format, ..] => $"{ArchitectureRules.FormatFolder}/{format}",
        ["DnnBrain", var folder, ..] => folder,
        _ => "",
    };

    private static string Metadata(string key) => typeof(AssemblyUnderTest).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
