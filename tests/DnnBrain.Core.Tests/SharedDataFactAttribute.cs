using Xunit;

namespace DnnBrain.Core.Tests;

/// <summary>A test on reference data that are not part of the repository: they lie in <c>shared/data</c> beside it, or nowhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!Directory.Exists(Folder))
        {
            Skip = "There is no folder shared/data beside the repository.";
        }
    }

    /// <summary>The folder of the data.</summary>
    public static string Folder { get; } = Path.Combine(TestData.RepositoryRoot, "..", "shared", "data");
}
