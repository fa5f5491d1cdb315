using System.Diagnostics;
using DnnBrain.Formats;
using DnnBrain.Formats.Hdf5;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Hdf5;

/// <summary>Reads what h5py wrote (tests/data/generate/hdf5.py), and what the layer itself writes.</summary>
public sealed class Hdf5FileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_TrackedOrder_IsOrderOfCreation()
    {
        using Hdf5File file = Hdf5File.OpenRead(TestData.Path("hdf5/everything.h5"));

        Assert.Equal(["zebra", "apple", "mango", "group"], file.Names());
    }

    [Fact]
    public void Names_UntrackedOrder_IsOrdinal()
    {
        using Hdf5File file = Hdf5File.OpenRead(TestData.Path("hdf5/dnnbrain.act.h5"));

        Assert.Equal(["conv10", "conv2", "fc1"], file.Names());
    }

    [Fact]
    public void ReadTexts_VariableFixedAndScalar_AreDecoded()
    {
        using Hdf5File file = Hdf5File.OpenRead(TestData.Path("hdf5/everything.h5"));

        Assert.Equal("grün", file.ReadText("text"));
        Assert.Equal(["ab", "abcde", ""], file.ReadTexts("fixed")!);
        Assert.Equal(["b", "", "αβ"], file.ReadTexts("texts")!);
        Assert.Null(file.ReadTexts("no such attribute"));
    }

    [Fact]
    public void ReadNumbers_AnyNumericType_IsDouble()
    {
        using Hdf5File file = Hdf5File.OpenRead(TestData.Path("hdf5/everything.h5"));

        Assert.Equal([1, -2, 3], file.ReadNumbers("whole")!);
        Assert.Equal([2.5], file.ReadNumbers("scalar")!);
        Assert.Equal([], file.ReadNumbers("empty")!);
    }

    [Fact]
    public void ReadAttribute_OtherKind_IsInvalid()
    {
        using Hdf5File file = Hdf5File.OpenRead(TestData.Path("hdf5/everything.h5"));

        Assert.Throws<InvalidFileContentException>(() => file.ReadNumbers("text"));
        Assert.Throws<InvalidFileContentException>(() => file.ReadTexts("whole"));
        Assert.Throws<InvalidFileContentException>(() => file.ReadText("texts"));
    }

    [Fact]
    public void Read_Block_GivesThatBlock()
    {
        using Hdf5File file = Hdf5File.OpenRead(TestData.Path("hdf5/everything.h5"));
        using Hdf5Dataset dataset = file.OpenDataset("zebra");
        float[] block = new float[2 * 2 * 2];

        dataset.Read([2, 1, 0], [2, 2, 2], block);

        Assert.Equal([4, 3, 2], dataset.Shape);
        Assert.Equal([2, 2, 1], dataset.ReadChunkShape());
        Assert.Equal([2100, 2110, 2200, 2210, 3100, 3110, 3200, 3210], block);
    }

    [Fact]
    public void Read_IntegersAsDouble_AreConverted()
    {
        using Hdf5File file = Hdf5File.OpenRead(TestData.Path("hdf5/everything.h5"));
        using Hdf5Dataset dataset = file.OpenDataset("apple");
        double[] values = new double[3];

        dataset.Read([2], [3], values);

        Assert.Equal([2, 3, 4], values);
        Assert.Empty(dataset.ReadChunkShape());
    }

    [Fact]
    public void Read_BeyondTheEnd_CarriesErrorStack()
    {
        using Hdf5File file = Hdf5File.OpenRead(TestData.Path("hdf5/everything.h5"));
        using Hdf5Dataset dataset = file.OpenDataset("apple");

        var e = Assert.Throws<Hdf5Exception>(() => dataset.Read([4], [3], new double[3]));

        Assert.Equal(ErrorKind.ReadFailed, e.Kind);
        Assert.Contains("everything.h5", e.Message, StringComparison.Ordinal);
        Assert.Contains("H5Dread", e.ErrorStack, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenDataset_GroupOrMissing_IsRefused()
    {
        using Hdf5File file = Hdf5File.OpenRead(TestData.Path("hdf5/everything.h5"));

        Assert.Throws<InvalidFileContentException>(() => file.OpenDataset("group"));
        Assert.Throws<Hdf5Exception>(() => file.OpenDataset("pear"));
        using var group = (Hdf5Group)file.Open("group")!;
        Assert.Equal(["inner"], group.Names());
    }

    [Fact]
    public void RequireStoredNumbers_TextOrNothingStored_IsInvalid()
    {
        using Hdf5File file = Hdf5File.OpenRead(TestData.Path("hdf5/everything.h5"));
        using Hdf5Dataset text = file.OpenDataset("mango");
        using Hdf5File hollow = Hdf5File.OpenRead(TestData.Path("hdf5/hollow.act.h5"));
        using Hdf5Dataset nothing = hollow.OpenDataset("conv1");

        Assert.Contains("numbers", Assert.Throws<InvalidFileContentException>(text.RequireStoredNumbers).Message, StringComparison.Ordinal);
        Assert.Contains("8000000000000", Assert.Throws<InvalidFileContentException>(nothing.RequireStoredNumbers).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenRead_AnotherFormat_IsInvalid()
    {
        string path = _folder.File("a.h5");
        File.WriteAllText(path, "not an HDF5 file, but long enough to hold a signature");

        Assert.Equal("FileInvalid", Assert.Throws<InvalidFileContentException>(() => Hdf5File.OpenRead(path)).ErrorId);
    }

    [Fact]
    public void OpenRead_MissingFile_IsNotFound() => Assert.Equal(
        "FileNotFound", Assert.Throws<DataFileException>(() => Hdf5File.OpenRead(_folder.File("no.h5"))).ErrorId);

    [Theory]
    [InlineData(20)]
    [InlineData(96)]
    [InlineData(1000)]
    [InlineData(12000)]
    public void OpenRead_Truncated_IsRefused(int length)
    {
        string path = _folder.File("cut.h5");
        File.WriteAllBytes(path, File.ReadAllBytes(TestData.Path("hdf5/everything.h5"))[..length]);

        var e = Assert.Throws<Hdf5Exception>(() => Hdf5File.OpenRead(path));

        Assert.Contains("H5Fopen", e.ErrorStack, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteAttribute_TwentyThousandIds_AreReadBack()
    {
        string path = _folder.File("ids.h5");
        string[] ids = [.. Enumerable.Range(0, 20_000).Select(i => $"stimulus {i} ä")];
        using (Hdf5File file = Hdf5File.Create(path))
        {
            file.WriteAttribute("ids", ids);
            file.WriteAttribute("none", Array.Empty<string>());
            file.WriteAttribute<double>("numbers", [0.1, double.NaN]);
            file.WriteAttribute<double>("no numbers", []);
        }

        using Hdf5File read = Hdf5File.OpenRead(path);

        Assert.Equal(ids, read.ReadTexts("ids")!);
        Assert.Equal([], read.ReadTexts("none")!);
        Assert.Equal([0.1, double.NaN], read.ReadNumbers("numbers")!);
        Assert.Equal([], read.ReadNumbers("no numbers")!);
    }

    [Fact]
    public void WriteAttribute_TextWithNul_IsRefused()
    {
        using Hdf5File file = Hdf5File.Create(_folder.File("a.h5"));

        Assert.Throws<ArgumentException>(() => file.WriteAttribute("text", ["a", "b\0c"]));
    }

    [Fact]
    public void Write_ExtendedByBlocks_IsReadBack()
    {
        string path = _folder.File("a.h5");
        using (Hdf5File file = Hdf5File.Create(path))
        {
            using Hdf5Group group = file.CreateGroup("größe");
            using Hdf5Dataset dataset = group.CreateDataset<double>("d", [0, 2], [4, 2], compressionLevel: 4);
            for (int row = 0; row < 10; row++)
            {
                dataset.ExtendFirstAxis(row + 1);
                dataset.Write<double>([row, 0], [1, 2], [row, -row]);
            }
        }

        using Hdf5File read = Hdf5File.OpenRead(path);
        using var readGroup = (Hdf5Group)read.Open("größe")!;
        using Hdf5Dataset readDataset = readGroup.OpenDataset("d");
        double[] values = new double[20];
        readDataset.Read([0, 0], [10, 2], values);

        Assert.Equal([10, 2], readDataset.Shape);
        Assert.Equal([.. Enumerable.Range(0, 10).SelectMany(row => new double[] { row, -row })], values);
    }

    /// <summary>A process started while a file is written inherits its descriptor, and with it any lock on the file.</summary>
    [Fact]
    public void Create_ProcessStartedMeanwhile_LeavesTheFileUnlocked()
    {
        string path = _folder.File("a.h5");
        Process waiting;
        using (Hdf5File file = Hdf5File.Create(path))
        {
            waiting = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "more.com" : "cat") { RedirectStandardInput = true })!;
        }

        using (waiting)
        {
            using (Hdf5File read = Hdf5File.OpenRead(path))
            {
                Assert.Empty(read.Names());
            }

            waiting.StandardInput.Close();
            waiting.WaitForExit();
        }
    }

    [Fact]
    public void WriteChunk_PackedOutside_IsUnpackedByHdf5()
    {
        string path = _folder.File("a.h5");
        float[] values = [.. Enumerable.Range(0, 4096).Select(i => MathF.Sin(i))];
        using (Hdf5File file = Hdf5File.Create(path))
        {
            using Hdf5Dataset dataset = file.CreateDataset<float>("d", [4000], [4096], compressionLevel: 4);
            PackedChunk packed = Hdf5Chunk.Pack(values, compressionLevel: 4, new byte[Hdf5Chunk.BufferLength(values.Length)]);
            dataset.WriteChunk([0], packed.Bytes, packed.FilterMask);
        }

        using Hdf5File read = Hdf5File.OpenRead(path);
        using Hdf5Dataset readDataset = read.OpenDataset("d");
        float[] readValues = new float[4000];
        readDataset.Read([0], [4000], readValues);

        Assert.Equal(values[..4000], readValues);
    }

    [Fact]
    public void Read_ManyThreads_GiveTheirOwnRows()
    {
        string path = _folder.File("a.h5");
        using (Hdf5File file = Hdf5File.Create(path))
        {
            using Hdf5Dataset dataset = file.CreateDataset<int>("d", [200, 50], [7, 50], compressionLevel: 4);
            dataset.Write<int>([0, 0], [200, 50], [.. Enumerable.Range(0, 200 * 50)]);
        }

        using Hdf5File read = Hdf5File.OpenRead(path);
        using Hdf5Dataset shared = read.OpenDataset("d");
        int wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(t => new Thread(() =>
        {
            int[] row = new int[50];
            for (int i = 0; i < 500; i++)
            {
                int index = (i + (t * 23)) % 200;
                using Hdf5File own = Hdf5File.OpenRead(path);
                using Hdf5Dataset dataset = own.OpenDataset("d");
                (i % 2 == 0 ? shared : dataset).Read([index, 0], [1, 50], row);
                if (row[0] != index * 50 || row[49] != (index * 50) + 49)
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(0, wrong);
    }
}
