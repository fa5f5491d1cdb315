using DnnBrain.Formats;
using DnnBrain.Formats.LabelTable;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.LabelTable;

public sealed class LabelTableReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("roi.nii.gz", "roi.tsv")]
    [InlineData("roi.NII", "roi.tsv")]
    [InlineData("sub.01/roi.v2.nii.gz", "sub.01/roi.v2.tsv")]
    [InlineData("roi.mgz", "roi.tsv")]
    public void PathBeside_Image_ReplacesExtension(string image, string table) => Assert.Equal(table, LabelTableReader.PathBeside(image));

    [Fact]
    public void Read_BidsTable_GivesNamesByNumber()
    {
        IReadOnlyDictionary<int, string> names = LabelTableReader.Read(Write("index\tname\tcolor\n1\tV1\t#ff0000\n-3\tarea with spaces\t\n\n11\tV4\tn/a\n"));

        Assert.Equal(new Dictionary<int, string> { [1] = "V1", [-3] = "area with spaces", [11] = "V4" }, names);
    }

    [Fact]
    public void Read_WindowsFileWithMark_GivesTheSame() =>
        Assert.Equal("V1", LabelTableReader.Read(Write("\uFEFFname\tindex\r\nV1\t1\r\n"))[1]);

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("index,name\n1,V1\n", "line 1")]
    [InlineData("index\tname\n1\n", "line 2 has 1 cells")]
    [InlineData("index\tname\n1\tV1\n1.5\tV2\n", "line 3 has the index '1.5'")]
    [InlineData("index\tname\n1\tV1\n1\tV2\n", "line 3 repeats")]
    [InlineData("index\tname\n1\tV1\n2\tv1\n", "line 3 repeats")]
    public void Read_BadTable_NamesLine(string content, string expected)
    {
        var error = Assert.Throws<InvalidFileContentException>(() => LabelTableReader.Read(Write(content)));

        Assert.Equal("FileInvalid", error.ErrorId);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadBeside_NoTable_GivesNoNames() => Assert.Empty(LabelTableReader.ReadBeside(Path.Combine(_folder.FullName, "none.nii")));

    private string Write(string content)
    {
        string path = Path.Combine(_folder.FullName, "labels.tsv");
        File.WriteAllText(path, content);
        return path;
    }
}
