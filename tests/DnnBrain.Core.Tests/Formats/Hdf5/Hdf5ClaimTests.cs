using DnnBrain.Formats;
using DnnBrain.Formats.Hdf5;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Hdf5;

/// <summary>A small file that declares a hundred million elements: tests/data/generate/hdf5_claims.py.</summary>
public sealed class Hdf5ClaimTests
{
    [Theory]
    [InlineData("fixed")]
    [InlineData("variable")]
    public void ReadTexts_OfMoreThanTheFileCanHold_TakesNoMemory(string name) => Refused(name, dataset => dataset.ReadTexts());

    [Fact]
    public void OpenReferences_OfMoreThanTheFileCanHold_TakesNoMemory() => Refused("references", dataset => dataset.OpenReferences());

    private static void Refused(string name, Func<Hdf5Dataset, object?> read)
    {
        using Hdf5File file = Hdf5File.OpenRead(TestData.Path("hdf5/claims.h5"));
        using Hdf5Dataset dataset = file.OpenDataset(name);
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => read(dataset));
        Assert.Contains("100000000 elements", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
