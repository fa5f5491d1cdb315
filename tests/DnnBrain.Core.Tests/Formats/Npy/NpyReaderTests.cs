using System.Text.Json;
using DnnBrain.Formats;
using DnnBrain.Formats.Npy;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Npy;

public class NpyReaderTests
{
    private static readonly JsonElement s_expected = TestData.Json("numpy/expected.json");

    public static TheoryData<string> Arrays => [.. s_expected.EnumerateObject().Select(array => array.Name)];

    [Theory]
    [MemberData(nameof(Arrays))]
    public void Read_OfANumPyArray_GivesItsShapeTypeAndValues(string name)
    {
        JsonElement expected = s_expected.GetProperty(name);
        JsonElement[] values = [.. expected.GetProperty("values").EnumerateArray()];

        NpyArray array = NpyReader.Read(TestData.Path($"numpy/{name}.npy"));

        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32()), array.Shape);
        Assert.Equal(expected.GetProperty("type").GetString(), array.DataType.ToString());
        Assert.Equal(values.Length, array.Count);
        if (array.IsText)
        {
            Assert.Equal(values.Select(v => v.GetString()), array.ToText());
            return;
        }

        double[] numbers = [.. values.Select(v => v.ValueKind switch { JsonValueKind.Null => double.NaN, JsonValueKind.True => 1, JsonValueKind.False => 0, _ => v.GetDouble() })];
        Assert.Equal(numbers, array.ToDouble());
        Assert.Equal(numbers.Select(v => (float)v), array.ToSingle());
    }

    [Theory]
    [InlineData("int64_le")]
    [InlineData("int64_be")]
    [InlineData("uint32_be")]
    [InlineData("int8_le")]
    public void ToInt64_OfIntegers_KeepsEveryDigit(string name)
    {
        Assert.Equal(
            s_expected.GetProperty(name).GetProperty("values").EnumerateArray().Select(v => v.GetInt64()),
            NpyReader.Read(TestData.Path($"numpy/{name}.npy")).ToInt64());
    }

    [Theory]
    [InlineData("uint64_le")]
    [InlineData("float32_le")]
    [InlineData("text_le")]
    public void ToInt64_OfWhatDoesNotFit_IsRefused(string name)
    {
        NpyArray array = NpyReader.Read(TestData.Path($"numpy/{name}.npy"));

        Assert.Equal("ArrayTypeMismatch", Assert.Throws<DataFileException>(() => array.ToInt64()).ErrorId);
    }

    [Fact]
    public void ToText_OfNumbersAndToDoubleOfTexts_AreRefused()
    {
        Assert.Equal("ArrayTypeMismatch", Assert.Throws<DataFileException>(() => NpyReader.Read(TestData.Path("numpy/scalar.npy")).ToText()).ErrorId);
        Assert.Equal("ArrayTypeMismatch", Assert.Throws<DataFileException>(() => NpyReader.Read(TestData.Path("numpy/text_le.npy")).ToDouble()).ErrorId);
    }

    [Fact]
    public void Identify_OfAFortranArray_GivesWhatTheHeaderSays()
    {
        NpyHeader header = NpyReader.Identify(TestData.Path("numpy/fortran_order_4d.npy"));

        Assert.Equal(">i2 (2, 3, 2, 5)", header.ToString());
        Assert.True(header.IsFortranOrder);
        Assert.True(header.IsBigEndian);
        Assert.Equal(60, header.Count);
    }

    [Theory]
    [InlineData("refused_object", "Python objects")]
    [InlineData("refused_complex", "'<c8'")]
    [InlineData("refused_date", "'<M8[s]'")]
    [InlineData("refused_fields", "named fields")]
    public void Read_OfATypeThatIsNotRead_SaysWhich(string name, string part)
    {
        UnsupportedFileContentException error = Assert.Throws<UnsupportedFileContentException>(() => NpyReader.Read(TestData.Path($"numpy/{name}.npy")));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IsNpy_GoesByTheContent()
    {
        Assert.True(NpyReader.IsNpy(TestData.Path("numpy/version_3.npy")));
        Assert.False(NpyReader.IsNpy(TestData.Path("numpy/stored.npz")));
    }

    [Theory]
    [InlineData("version_2")]
    [InlineData("text_le")]
    public void Read_OfEveryTruncationAndOfMore_ReportsInvalidContent(string name)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(TestData.Path($"numpy/{name}.npy"));
        for (int length = 0; length < whole.Length; length++)
        {
            string path = Save(folder, whole[..length]);

            Assert.Throws<InvalidFileContentException>(() => NpyReader.Read(path));
        }

        Assert.Throws<InvalidFileContentException>(() => NpyReader.Read(Save(folder, [.. whole, 0])));
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("{\"shape\":(1L,),\"descr\":\"<f8\",\"fortran_order\":True}   \n")]
    [InlineData(" { 'fortran_order' : False , 'descr' : '>f8' , 'shape' : ( ) } ")]
    public void Read_OfAHeaderInAnotherHand_IsUnderstood(string header)
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(1, NpyReader.Read(Save(folder, File8(header))).Count);
    }

    [Theory]
    [InlineData("", "'{'")]
    [InlineData("{}", "missing")]
    [InlineData("{'descr': '<f8', 'fortran_order': False}", "missing")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': 1}", "'x'")]
    [InlineData("{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (1,)}", "there twice")]
    [InlineData("{'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}", "True nor False")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}", "dimension")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)}", "dimension")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (__import__('os'),)}", "dimension")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1}", "')'")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,)", "'}'")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} + 1", "follows the dictionary")]
    [InlineData("{'descr': <f8, 'fortran_order': False, 'shape': (1,)}", "quotes")]
    [InlineData("{'descr: 1}", "quotes")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}", "takes 16 bytes")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (0,)}", "takes 0 bytes")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647,2147483647,2147483647,2147483647)}", "takes")]
    public void Read_OfAHeaderThatBreaksTheRules_SaysWhichRule(string header, string part)
    {
        using var folder = new TemporaryFolder();

        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => NpyReader.Read(Save(folder, File8(header))));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<f16")]
    [InlineData("f8")]
    [InlineData("|f8")]
    [InlineData("<U0")]
    [InlineData("<U999999999999")]
    [InlineData("<U1000000000")]
    [InlineData("")]
    public void Read_OfATypeStringThatIsNotRead_QuotesIt(string type)
    {
        using var folder = new TemporaryFolder();
        string path = Save(folder, File8($"{{'descr': '{type}', 'fortran_order': False, 'shape': (1,)}}"));

        Assert.Contains($"'{type}'", Assert.Throws<UnsupportedFileContentException>(() => NpyReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAHeaderThatClaimsGigabytes_TakesNoMemory()
    {
        using var folder = new TemporaryFolder();
        string path = Save(folder, File8("{'descr': '<f8', 'fortran_order': False, 'shape': (200000000,)}"));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidFileContentException>(() => NpyReader.Read(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 18);
    }

    [Theory]
    [InlineData(0x110000)]
    [InlineData(0xD800)]
    [InlineData(-1)]
    public void ToText_OfWhatIsNoCharacter_ReportsInvalidContent(int character)
    {
        using var folder = new TemporaryFolder();
        byte[] file = File8("{'descr': '<U2', 'fortran_order': False, 'shape': (1,)}");
        BitConverter.GetBytes(character).CopyTo(file, file.Length - 8);
        NpyArray array = NpyReader.Read(Save(folder, file));

        Assert.Throws<InvalidFileContentException>(() => array.ToText());
    }

    /// <summary>A file with a header and 8 bytes of elements.</summary>
    private static byte[] File8(string header) =>
        [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. System.Text.Encoding.ASCII.GetBytes(header), .. new byte[8]];

    private static string Save(TemporaryFolder folder, byte[] bytes)
    {
        string path = folder.File("array.npy");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
