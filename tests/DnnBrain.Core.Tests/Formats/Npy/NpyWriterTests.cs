using DnnBrain.Formats;
using DnnBrain.Formats.Npy;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Npy;

public class NpyWriterTests
{
    [Fact]
    public void Write_OfNumbers_IsReadBack()
    {
        Assert.Equal([1.5, double.NaN, -3], RoundTrip(NpyArray.FromDouble([1.5, double.NaN, -3], 3, 1)).ToDouble());
        Assert.Equal([0.25f], RoundTrip(NpyArray.FromSingle([0.25f])).ToSingle());
        Assert.Equal([long.MinValue, long.MaxValue], RoundTrip(NpyArray.FromInt64([long.MinValue, long.MaxValue], 2)).ToInt64());
        Assert.Equal([0, 7], RoundTrip(NpyArray.FromDouble([], 0, 7)).Shape);
        Assert.Empty(RoundTrip(NpyArray.FromDouble([4])).Shape);
    }

    [Fact]
    public void Write_OfTexts_IsReadBack()
    {
        string[] texts = ["face", "", "𝔸ö", "x"];

        NpyArray array = RoundTrip(NpyArray.FromText(texts, 2, 2));

        Assert.Equal("<U4 (2, 2)", array.ToString());
        Assert.Equal(texts, array.ToText());
        Assert.Empty(RoundTrip(NpyArray.FromText([], 0)).ToText());
    }

    [Fact]
    public void Write_OfAnArrayThatWasRead_KeepsOrderAndType()
    {
        NpyArray array = NpyReader.Read(TestData.Path("numpy/fortran_order_4d.npy"));

        NpyArray again = RoundTrip(array);

        Assert.Equal(array.ToString(), again.ToString());
        Assert.Equal(array.ToDouble(), again.ToDouble());
    }

    [Fact]
    public void Write_AlignsTheElementsTo64Bytes()
    {
        using var stream = new MemoryStream();
        NpyWriter.Write(stream, NpyArray.FromDouble(new double[2], 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2));

        Assert.Equal(0, (stream.Length - 16) % 64);
        Assert.Equal((byte)'\n', stream.ToArray()[^17]);
    }

    [Fact]
    public void FromDouble_WithAnotherNumberOfElements_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => NpyArray.FromDouble([1, 2], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => NpyArray.FromText([], -1));
    }

    [Fact]
    public void Write_OverAFile_NeedsOverwrite()
    {
        using var folder = new TemporaryFolder();
        NpyWriter.Write(folder.File("a.npy"), overwrite: false, NpyArray.FromDouble([1]));

        Assert.Equal("FileExists", Assert.Throws<DataFileException>(() => NpyWriter.Write(folder.File("a.npy"), overwrite: false, NpyArray.FromDouble([2]))).ErrorId);
        NpyWriter.Write(folder.File("a.npy"), overwrite: true, NpyArray.FromDouble([2]));

        Assert.Equal([2.0], NpyReader.Read(folder.File("a.npy")).ToDouble());
    }

    private static NpyArray RoundTrip(NpyArray array)
    {
        using var folder = new TemporaryFolder();
        NpyWriter.Write(folder.File("a.npy"), overwrite: false, array);
        return NpyReader.Read(folder.File("a.npy"));
    }
}
