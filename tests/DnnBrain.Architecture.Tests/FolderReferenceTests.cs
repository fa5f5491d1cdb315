using System.Collections.Immutable;
using DnnBrain.Architecture.Sample.Seen;
using DnnBrain.Architecture.Sample.Seeing;
using Xunit;

namespace DnnBrain.Architecture;

public sealed class FolderReferenceTests
{
    private static readonly IReadOnlyDictionary<TypeName, ImmutableHashSet<TypeName>> s_core = TypeReferences.Read(AssemblyUnderTest.Core);

    [Fact]
    public void Folders_OfTheCore_AreKnownToTheRules()
    {
        IEnumerable<string> folders = s_core.Keys.Where(IsOurs).Select(Folder).Where(folder => !IsFormat(folder));
        Broken.None(folders.Except(ArchitectureRules.FolderMayReference.Keys));
    }

    [Fact]
    public void Folders_OfTheCore_ReferenceOnlyWhatTheyMay()
    {
        Broken.None(
            from entry in s_core
            where IsOurs(entry.Key) && !IsFormat(Folder(entry.Key))
            from target in entry.Value
            where IsOurs(target) && !May(Folder(entry.Key), Folder(target))
            select $"{entry.Key} references {target}");
    }

    // The walk itself: a reference of each kind is seen, or the rule above would pass for the wrong reason.
    [Theory]
    [InlineData(typeof(InBase), nameof(Base))]
    [InlineData(typeof(InField), nameof(Field))]
    [InlineData(typeof(InSignature), nameof(Argument))]
    [InlineData(typeof(InBody), nameof(Created))]
    [InlineData(typeof(InBody), nameof(Caught))]
    [InlineData(typeof(InBody), nameof(GenericArgument))]
    [InlineData(typeof(InLambda), nameof(Created))]
    [InlineData(typeof(InAttribute), nameof(MarkAttribute))]
    public void Read_ReferenceOfAnyKind_IsSeen(Type from, string to)
    {
        var all = TypeReferences.Read(typeof(FolderReferenceTests).Assembly);
        Assert.Contains(all[new TypeName("DnnBrain.Architecture.Tests", from.Namespace!, from.Name)], type => type.Name == to);
    }

    private static bool May(string from, string to) =>
        to == from || to.Length == 0 || (ArchitectureRules.FolderMayReference.TryGetValue(from, out string[]? allowed) && allowed.Contains(to));

    private static bool IsFormat(string folder) => folder.StartsWith(ArchitectureRules.FormatFolder, StringComparison.Ordinal);

    // What the compiler makes for the whole assembly has no namespace of ours.
    private static bool IsOurs(TypeName type) =>
        type.Assembly == "DnnBrain.Core" && type.Namespace.StartsWith("DnnBrain", StringComparison.Ordinal);

    private static string Folder(TypeName type) => AssemblyUnderTest.FolderOf(type.Namespace);
}
