using DnnBrain.Formats;
using DnnBrain.Formats.PyTorch;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.PyTorch;

/// <summary>The files come from tests/data/generate/pytorch_files.py; their values are exact in every type.</summary>
public class PyTorchReaderTests
{
    [Theory]
    [InlineData("zip.pth")]
    [InlineData("legacy.pth")]
    [InlineData("nested.pth")]
    public void Read_EveryLayout_GivesTheSameTensors(string file)
    {
        using var reader = new PyTorchReader(TestData.Path($"pytorch/{file}"));

        Assert.Equal(
            ["features.0.weight", "features.0.bias", "half", "brain", "transposed", "slice", "count"],
            reader.Entries.Select(e => e.Name));
        Assert.Equal([3L, 2L, 2L], reader.Entries[0].Shape);
        Assert.Equal(PyTorchDataType.Int64, reader.Entries[6].DataType);
        Assert.Equal(Expected(12), Read(reader, "features.0.weight", 12));
        Assert.Equal(Expected(3), Read(reader, "features.0.bias", 3));
        Assert.Equal(Expected(6), Read(reader, "half", 6));
        Assert.Equal(Expected(6), Read(reader, "brain", 6));
    }

    [Theory]
    [InlineData("zip.pth")]
    [InlineData("legacy.pth")]
    public void Read_ViewsOfAStorage_AreRowMajor(string file)
    {
        using var reader = new PyTorchReader(TestData.Path($"pytorch/{file}"));
        float[] whole = Expected(24);

        Assert.Equal([.. Enumerable.Range(0, 24).Select(i => whole[(i % 4 * 6) + (i / 4)])], Read(reader, "transposed", 24));
        Assert.Equal([.. Enumerable.Range(0, 6).Select(i => whole[((1 + (i / 3)) * 6) + 2 + (i % 3)])], Read(reader, "slice", 6));
    }

    [Fact]
    public void Read_TorchScript_GivesTheTensorsOfItsModules()
    {
        using var reader = new PyTorchReader(TestData.Path("pytorch/torchscript.pt"));

        Assert.Equal(
            ["logit_scale", "visual.conv.0.bias", "visual.conv.0.weight", "visual.position", "visual.proj"],
            reader.Entries.Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal(Expected(6), Read(reader, "visual.proj", 6));
        Assert.Equal(Expected(24), Read(reader, "visual.conv.0.weight", 24));
        Assert.Equal(Expected(1), Read(reader, "logit_scale", 1));
    }

    [Fact]
    public void Open_TorchScriptWhoseModulesHoldEachOther_IsRefused() =>
        Assert.Throws<UnsupportedFileContentException>(() => new PyTorchReader(TestData.Path("pytorch/torchscript-loop.pt")));

    [Theory]
    [InlineData("torchscript-hostile.pt", "posix.system")]
    [InlineData("hostile.pth", "posix.system")]
    [InlineData("model.pth", "torch.nn.modules.linear.Linear")]
    public void Open_PickleThatCalls_IsRefusedByName(string file, string call)
    {
        var e = Assert.Throws<UnsupportedFileContentException>(() => new PyTorchReader(TestData.Path($"pytorch/{file}")));

        Assert.Contains(call, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PlainPickle_IsRefusedBeforeAnyCall()
    {
        Assert.Throws<UnsupportedFileContentException>(() => new PyTorchReader(TestData.Path("pytorch/hostile-legacy.pth")));
        Assert.False(File.Exists("/tmp/dnnbrain-was-here"));
    }

    [Fact]
    public void Open_StorageShorterThanAnnounced_IsRefused()
    {
        var e = Assert.Throws<InvalidFileContentException>(() => new PyTorchReader(TestData.Path("pytorch/short-storage.pth")));

        Assert.Contains("announced", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zip.pth")]
    [InlineData("legacy.pth")]
    [InlineData("torchscript.pt")]
    public void Open_TruncatedAnywhere_IsRefused(string file)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(TestData.Path($"pytorch/{file}"));
        for (int length = 0; length < whole.Length; length += 61)
        {
            File.WriteAllBytes(folder.File("cut.pth"), whole[..length]);
            Assert.ThrowsAny<DataFileException>(() => new PyTorchReader(folder.File("cut.pth")));
        }
    }

    [Theory]
    [InlineData(0x58, "ff ff ff 7f")] // BINUNICODE of 2 GB
    [InlineData(0x8b, "ff ff ff 7f")] // LONG4 of 2 GB
    [InlineData(0x8d, "ff ff ff ff 02 00 00 00")] // BINUNICODE8 of 12 GB
    [InlineData(0x8e, "ff ff ff ff ff ff ff ff")] // BINBYTES8 of 16 EB
    public void Open_LengthBeyondTheFile_TakesNoMemory(int opcode, string length)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("long.pth"), [0x80, 2, (byte)opcode, .. Convert.FromHexString(length.Replace(" ", "", StringComparison.Ordinal))]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidFileContentException>(() => new PyTorchReader(folder.File("long.pth")));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(")R.")] // a call of nothing
    [InlineData("0.")] // pop of nothing
    [InlineData("t.")] // a tuple without a mark
    [InlineData("h\u0001.")] // recall of nothing
    [InlineData("}K\u0001K\u0002a.")] // append to a number
    public void Open_ProgramThatMakesNoSense_IsRefused(string program)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("odd.pth"), [0x80, 2, .. System.Text.Encoding.Latin1.GetBytes(program)]);

        Assert.Throws<InvalidFileContentException>(() => new PyTorchReader(folder.File("odd.pth")));
    }

    [Fact]
    public void Read_WrongNameOrType_SaysSo()
    {
        using var reader = new PyTorchReader(TestData.Path("pytorch/zip.pth"));

        Assert.Equal("TensorNotFound", Assert.Throws<DataFileException>(() => Read(reader, "classifier.weight", 1)).ErrorId);
        Assert.Equal("TensorTypeMismatch", Assert.Throws<DataFileException>(() => Read(reader, "count", 1)).ErrorId);
        Assert.Throws<ArgumentException>(() => Read(reader, "half", 5));
    }

    private static float[] Read(PyTorchReader reader, string name, int count)
    {
        float[] values = new float[count];
        reader.Read(name, values);
        return values;
    }

    private static float[] Expected(int count) => [.. Enumerable.Range(0, count).Select(i => ((((i * 7) + 3) % 64) - 32) / 2f)];
}
