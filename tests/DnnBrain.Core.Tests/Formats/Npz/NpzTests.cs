using System.IO.Compression;
using DnnBrain.Formats;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Npz;

public class NpzTests
{
    [Theory]
    [InlineData("stored")]
    [InlineData("compressed")]
    public void Read_OfANumPyArchive_GivesItsArrays(string name)
    {
        using var reader = new NpzReader(TestData.Path($"numpy/{name}.npz"));

        Assert.Equal(["rdm", "ids", "meta"], reader.Names);
        Assert.Equal("<f4 (2, 3, 4)", reader.Identify("rdm").ToString());
        Assert.Equal(NpyReader.Read(TestData.Path("numpy/c_order.npy")).ToDouble(), reader.Read("rdm").ToDouble());
        Assert.Equal(["a", "b"], reader.Read("ids").ToText());
    }

    [Fact]
    public void Read_OfAMemberWithObjects_NamesItAndHarmsNoOther()
    {
        using var reader = new NpzReader(TestData.Path("numpy/stored.npz"));

        UnsupportedFileContentException error = Assert.Throws<UnsupportedFileContentException>(() => reader.Read("meta"));

        Assert.Contains("[meta]", error.Message, StringComparison.Ordinal);
        Assert.Contains("Python objects", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], reader.Read("ids").ToText());
    }

    [Fact]
    public void Read_OfAnUnknownName_ListsTheArrays()
    {
        using var reader = new NpzReader(TestData.Path("numpy/stored.npz"));

        DataFileException error = Assert.Throws<DataFileException>(() => reader.Read("rdms"));

        Assert.Equal("ArrayNotFound", error.ErrorId);
        Assert.Contains("rdm, ids, meta", error.Message, StringComparison.Ordinal);
        Assert.False(reader.Contains("rdms"));
    }

    [Fact]
    public void Read_FromManyThreads_GivesEachItsArray()
    {
        using var reader = new NpzReader(TestData.Path("numpy/compressed.npz"));
        double[] expected = reader.Read("rdm").ToDouble();

        Parallel.For(0, 100, _ =>
        {
            Assert.Equal(expected, reader.Read("rdm").ToDouble());
            Assert.Equal(["a", "b"], reader.Read("ids").ToText());
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_Twice_GivesTheSameBytesAndIsReadBack(bool compress)
    {
        using var folder = new TemporaryFolder();
        NpzMember[] members = [new("rdm", NpyArray.FromDouble(new double[1000], 10, 100)), new("name", NpyArray.FromText(["fc6"], 1))];
        NpzWriter.Write(folder.File("a.npz"), overwrite: false, members, compress);
        NpzWriter.Write(folder.File("b.npz"), overwrite: false, members, compress);

        byte[] bytes = File.ReadAllBytes(folder.File("a.npz"));
        Assert.Equal(bytes, File.ReadAllBytes(folder.File("b.npz")));
        Assert.Equal(compress, bytes.Length < 8000);
        using var reader = new NpzReader(folder.File("a.npz"));
        Assert.Equal(["rdm", "name"], reader.Names);
        Assert.Equal([10, 100], reader.Read("rdm").Shape);
        Assert.Equal(["fc6"], reader.Read("name").ToText());
        using ZipArchive zip = ZipFile.OpenRead(folder.File("a.npz"));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
    }

    [Fact]
    public void Write_OfTwoArraysWithOneName_IsRefused()
    {
        using var folder = new TemporaryFolder();
        NpyArray array = NpyArray.FromDouble([1]);

        Assert.Throws<ArgumentException>(() => NpzWriter.Write(folder.File("a.npz"), false, [new("a", array), new("a", array)]));
        Assert.Empty(folder.List());
    }

    [Fact]
    public void IsNpz_GoesByTheContent()
    {
        Assert.True(NpzReader.IsNpz(TestData.Path("numpy/stored.npz")));
        Assert.False(NpzReader.IsNpz(TestData.Path("numpy/scalar.npy")));
    }

    [Theory]
    [InlineData("stored")]
    [InlineData("compressed")]
    public void Read_OfEveryTruncation_ReportsInvalidContent(string name)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(TestData.Path($"numpy/{name}.npz"));
        for (int length = 0; length < whole.Length; length += 7)
        {
            Assert.Throws<InvalidFileContentException>(() => ReadNumbers(Save(folder, whole[..length])));
        }
    }

    [Theory]
    [InlineData("stored")]
    [InlineData("compressed")]
    public void Read_WithAnyByteChanged_GivesTheSameNumbersOrATypedError(string name)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(TestData.Path($"numpy/{name}.npz"));
        double[] expected = NpyReader.Read(TestData.Path("numpy/c_order.npy")).ToDouble();
        int errors = 0;
        for (int i = 0; i < whole.Length; i += 3)
        {
            byte[] bytes = [.. whole];
            bytes[i] ^= 0x55;
            Exception? error = Record.Exception(() => Assert.Equal(expected, ReadNumbers(Save(folder, bytes))));
            Assert.True(error is null or DataFileException, $"byte {i}: {error}");
            errors += error is null ? 0 : 1;
        }

        // Some bytes mean nothing to a reader, such as times; at the least, no change of the numbers may pass.
        Assert.InRange(errors, 32, whole.Length);
    }

    [Fact]
    public void Read_OfAMemberThatPromisesGigabytes_TakesNoMemory()
    {
        using var folder = new TemporaryFolder();
        byte[] file = File.ReadAllBytes(TestData.Path("numpy/compressed.npz"));

        // Offset 24 of a member's record in the directory is its unpacked length.
        int record = file.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BitConverter.GetBytes(0x7000_0000).CopyTo(file, record + 24);
        string path = Save(folder, file);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidFileContentException>(() => ReadNumbers(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Constructor_OnTwoMembersWithOneName_ReportsInvalidContent()
    {
        using var folder = new TemporaryFolder();
        using (ZipArchive zip = ZipFile.Open(folder.File("a.npz"), ZipArchiveMode.Create))
        {
            zip.CreateEntry("a.npy");
            zip.CreateEntry("a.npy");
        }

        Assert.Throws<InvalidFileContentException>(() => new NpzReader(folder.File("a.npz")));
    }

    private static double[] ReadNumbers(string path)
    {
        using var reader = new NpzReader(path);
        return reader.Read("rdm").ToDouble();
    }

    private static string Save(TemporaryFolder folder, byte[] bytes)
    {
        string path = folder.File("a.npz");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
