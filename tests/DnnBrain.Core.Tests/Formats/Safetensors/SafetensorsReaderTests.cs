using System.Buffers.Binary;
using DnnBrain.Formats;
using DnnBrain.Formats.Safetensors;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Safetensors;

public class SafetensorsReaderTests
{
    private static readonly string s_fixture = TestData.Path("safetensors/types.safetensors");

    [Theory]
    [InlineData("double")]
    [InlineData("layer.0.weight")]
    [InlineData("half")]
    [InlineData("bfloat")]
    public void Read_FloatingPointTensor_GivesTheBitsOfTheReference(string name)
    {
        uint[] expected = [.. TestData.Json("safetensors/types.json").GetProperty(name).EnumerateArray().Select(v => v.GetUInt32())];
        using var reader = new SafetensorsReader(s_fixture);

        float[] values = reader.ReadSingle(name);

        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            // The payload of a NaN has no meaning; everything else is exact.
            Assert.True(
                BitConverter.SingleToUInt32Bits(values[i]) == expected[i] || (float.IsNaN(values[i]) && float.IsNaN(BitConverter.UInt32BitsToSingle(expected[i]))),
                $"{name}[{i}] is {values[i]}, expected {BitConverter.UInt32BitsToSingle(expected[i])}.");
        }
    }

    [Fact]
    public void Entries_OfAllTypes_AreListedWithTypeAndShape()
    {
        using var reader = new SafetensorsReader(s_fixture);

        Assert.Equal(Enum.GetValues<SafetensorsDataType>().Order(), reader.Entries.Select(e => e.DataType).Distinct().Order());
        Assert.Equal("layer.0.weight F32 [2, 3, 16]", reader.GetEntry("layer.0.weight").ToString());
        Assert.Equal(96, reader.GetEntry("layer.0.weight").ElementCount);
        Assert.Empty(reader.GetEntry("scalar").Shape);
        Assert.Equal([0.25f], reader.ReadSingle("scalar"));
        Assert.Empty(reader.ReadSingle("empty"));
        Assert.True(reader.Contains("größe"));
    }

    [Fact]
    public void Metadata_WithTexts_IsRead()
    {
        using var reader = new SafetensorsReader(s_fixture);

        Assert.Equal("pt", reader.Metadata["format"]);
        Assert.Equal("ä \"quoted\"", reader.Metadata["note"]);
    }

    [Fact]
    public void ReadBytes_OfIntegers_GivesTheirBytes()
    {
        using var reader = new SafetensorsReader(s_fixture);
        byte[] bytes = new byte[reader.GetEntry("int64").ByteLength];

        reader.ReadBytes("int64", bytes);

        Assert.Equal(long.MinValue, BinaryPrimitives.ReadInt64LittleEndian(bytes));
        Assert.Equal(long.MaxValue, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)));
    }

    [Fact]
    public void Read_OfIntegers_IsRefused()
    {
        using var reader = new SafetensorsReader(s_fixture);

        DataFileException error = Assert.Throws<DataFileException>(() => reader.ReadSingle("int32"));

        Assert.Equal("TensorTypeMismatch", error.ErrorId);
    }

    [Fact]
    public void GetEntry_OfAnUnknownName_ListsTheTensors()
    {
        using var reader = new SafetensorsReader(s_fixture);

        DataFileException error = Assert.Throws<DataFileException>(() => reader.GetEntry("missing"));

        Assert.Equal("TensorNotFound", error.ErrorId);
        Assert.Contains("layer.0.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_IntoADestinationOfAnotherLength_IsRefused()
    {
        using var reader = new SafetensorsReader(s_fixture);

        Assert.Throws<ArgumentException>(() => reader.Read("scalar", new float[2]));
    }

    [Fact]
    public void Constructor_OnAStreamInTheMiddle_BeginsAtItsPosition()
    {
        using var stream = new MemoryStream([1, 2, 3, .. File.ReadAllBytes(s_fixture)]);
        stream.Position = 3;
        using var reader = new SafetensorsReader(stream, "embedded");

        Assert.Equal([0.25f], reader.ReadSingle("scalar"));
    }

    [Fact]
    public void Read_FromManyThreads_GivesEachItsTensor()
    {
        using var reader = new SafetensorsReader(s_fixture);
        float[] expected = reader.ReadSingle("layer.0.weight");

        Parallel.For(0, 200, i =>
        {
            Assert.Equal(expected, reader.ReadSingle("layer.0.weight"));
            Assert.Equal([0.25f], reader.ReadSingle("scalar"));
        });
    }

    [Fact]
    public void Constructor_OnEveryTruncation_ReportsInvalidContent()
    {
        byte[] whole = File.ReadAllBytes(s_fixture);
        for (int length = 0; length < whole.Length; length += 37)
        {
            Assert.Throws<InvalidFileContentException>(() => Open(whole[..length]));
        }
    }

    [Theory]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{", "not the JSON")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} x", "not the JSON")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[8,8]}}", "not the JSON")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "lacks")]
    [InlineData("{\"a\":7}", "lacks")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", "shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}", "shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", "data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}", "data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", "takes 12")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4,4294967296,4294967296],\"data_offsets\":[0,8]}}", "takes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", "begins at byte 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "4 bytes of tensors")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "overlap")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000000],\"data_offsets\":[0,4000000000]}}", "4000000000 bytes of tensors")]
    [InlineData("{\"__metadata__\":{\"a\":1},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", "texts only")]
    [InlineData("{\"__metadata__\":[]}", "not a JSON object")]
    public void Constructor_OnAHeaderThatBreaksTheRules_SaysWhichRule(string header, string part)
    {
        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => Open(File8(header)));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal("hostile", error.FilePath);
    }

    [Theory]
    [InlineData("F8_E4M3")]
    [InlineData("C64")]
    [InlineData("3")]
    public void Constructor_OnATypeThatIsNotRead_SaysSo(string type)
    {
        UnsupportedFileContentException error = Assert.Throws<UnsupportedFileContentException>(
            () => Open(File8($"{{\"a\":{{\"dtype\":\"{type}\",\"shape\":[8],\"data_offsets\":[0,8]}}}}")));

        Assert.Contains($"'{type}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_OnAClaimedHeaderOfExabytes_AllocatesNothing()
    {
        byte[] file = File8("{}");
        BinaryPrimitives.WriteUInt64LittleEndian(file, ulong.MaxValue / 2);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidFileContentException>(() => Open(file));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static SafetensorsReader Open(byte[] bytes) => new(new MemoryStream(bytes), "hostile");

    /// <summary>A file with a header and 8 bytes behind it.</summary>
    private static byte[] File8(string header)
    {
        byte[] json = System.Text.Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + json.Length + 8];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)json.Length);
        json.CopyTo(file, 8);
        return file;
    }
}
