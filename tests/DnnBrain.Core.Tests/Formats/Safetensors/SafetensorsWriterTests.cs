using DnnBrain.Formats;
using DnnBrain.Formats.Safetensors;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Safetensors;

public class SafetensorsWriterTests
{
    [Theory]
    [InlineData("half", SafetensorsDataType.F16)]
    [InlineData("bfloat", SafetensorsDataType.BF16)]
    [InlineData("layer.0.weight", SafetensorsDataType.F32)]
    [InlineData("layer.0.weight", SafetensorsDataType.F64)]
    public void FromSingle_WithTheReferencesValues_RoundsAsTheReference(string name, SafetensorsDataType type)
    {
        using var reader = new SafetensorsReader(TestData.Path("safetensors/types.safetensors"));
        float[] values = reader.ReadSingle("layer.0.weight");

        using SafetensorsReader written = RoundTrip(SafetensorsTensor.FromSingle("a", [2, 3, 16], values, type));

        Assert.Equal(type, written.GetEntry("a").DataType);
        Assert.Equal(reader.ReadSingle(name), written.ReadSingle("a"));
    }

    [Fact]
    public void Write_InAnyOrder_GivesTheSameAlignedBytes()
    {
        SafetensorsTensor[] tensors =
        [
            SafetensorsTensor.FromSingle("b", [3], [1, 2, 3]),
            new SafetensorsTensor("flag", SafetensorsDataType.U8, [3], new byte[] { 1, 2, 3 }),
            SafetensorsTensor.FromSingle("a", [], [4]),
            SafetensorsTensor.FromSingle("wide", [2], [5, 6], SafetensorsDataType.F64),
            SafetensorsTensor.FromSingle("none", [0, 7], []),
        ];
        var texts = new Dictionary<string, string> { ["z"] = "1", ["a"] = "\"ä\"\n" };

        byte[] forward = Bytes(tensors, texts);
        byte[] backward = Bytes([.. tensors.Reverse()], texts.Reverse().ToDictionary());

        Assert.Equal(forward, backward);
        using var reader = new SafetensorsReader(new MemoryStream(forward), "written");
        Assert.Equal(["wide", "a", "b", "none", "flag"], reader.Entries.Select(e => e.Name));
        Assert.Equal(texts, reader.Metadata);
        Assert.Equal([5f, 6f], reader.ReadSingle("wide"));
        Assert.Equal(0, BitConverter.ToInt64(forward) % 8);
    }

    [Fact]
    public void Write_OverAFile_NeedsOverwrite()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("w.safetensors");
        SafetensorsTensor[] tensors = [SafetensorsTensor.FromSingle("a", [1], [1])];
        SafetensorsWriter.Write(path, overwrite: false, tensors);

        Assert.Equal("FileExists", Assert.Throws<DataFileException>(() => SafetensorsWriter.Write(path, overwrite: false, tensors)).ErrorId);
        SafetensorsWriter.Write(path, overwrite: true, tensors);

        Assert.Equal(["w.safetensors"], folder.List());
    }

    [Fact]
    public void Write_OfTwoTensorsWithOneName_IsRefused()
    {
        SafetensorsTensor tensor = SafetensorsTensor.FromSingle("a", [1], [1]);

        Assert.Throws<ArgumentException>(() => Bytes([tensor, tensor], null));
    }

    [Fact]
    public void Constructor_WithBytesThatDoNotFitTheShape_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("a", SafetensorsDataType.I64, [2], new byte[8]));
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("__metadata__", SafetensorsDataType.U8, [1], new byte[1]));
    }

    private static SafetensorsReader RoundTrip(SafetensorsTensor tensor) => new(new MemoryStream(Bytes([tensor], null)), "written");

    private static byte[] Bytes(SafetensorsTensor[] tensors, Dictionary<string, string>? metadata)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, metadata);
        return stream.ToArray();
    }
}
