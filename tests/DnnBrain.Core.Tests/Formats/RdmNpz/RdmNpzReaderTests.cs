using System.Text.Json;
using DnnBrain.Formats;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;
using DnnBrain.Formats.RdmNpz;
using DnnBrain.Rsa;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.RdmNpz;

public class RdmNpzReaderTests
{
    private static readonly JsonElement s_expected = TestData.Json("rdm_numpy/expected.json");

    public static TheoryData<string> Files => [.. s_expected.EnumerateObject().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_OfAnotherProgramsFile_GivesItsTriangles(string name)
    {
        JsonElement[] expected = [.. s_expected.GetProperty(name).EnumerateArray()];
        string path = TestData.Path($"rdm_numpy/{name}");

        IReadOnlyList<Rdm> rdms = RdmNpzReader.Read(path);

        Assert.True(RdmNpzReader.CanRead(path));
        Assert.Equal(expected.Length, rdms.Count);
        foreach ((JsonElement wanted, Rdm rdm) in expected.Zip(rdms))
        {
            Assert.Equal(wanted[0].GetString(), rdm.Name);
            Assert.Equal(wanted[1].GetString(), rdm.Subject);
            Assert.Equal(wanted[2].EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble()), rdm.Dissimilarity);
            Assert.Equal("Unknown", rdm.Metric);
            Assert.Equal(name, rdm.Source);
            Assert.Equal("Import-Rdm", rdm.Provenance.Operation);
            Assert.Equal(InputFile.FromFile(path), Assert.Single(rdm.Provenance.Inputs));
        }
    }

    [Fact]
    public void Read_OfAFileWithoutIds_NumbersTheStimuliAndSaysSo()
    {
        Rdm rdm = RdmNpzReader.Read(TestData.Path("rdm_numpy/stack.npz"))[0];

        Assert.Equal(["1", "2", "3", "4", "5"], rdm.StimulusId);
        Assert.Equal("Position", rdm.Provenance.Parameters["StimulusId"]);
    }

    [Theory]
    [InlineData("net2brain.npz", new[] { "e.jpg", "d.jpg", "c.jpg", "b.jpg", "a.jpg" })]
    [InlineData("numbered.npz", new[] { "10", "11", "12", "13", "14" })]
    public void Read_OfAFileWithIds_TakesThem(string name, string[] ids)
    {
        Rdm rdm = Assert.Single(RdmNpzReader.Read(TestData.Path($"rdm_numpy/{name}")));

        Assert.Equal(ids, rdm.StimulusId);
        Assert.False(rdm.Provenance.Parameters.ContainsKey("StimulusId"));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 1, 0, 3, 2, 3.001, 0 }, new[] { 3, 3 }, "row 2, column 3 holds 3 and row 3, column 2 holds 3.001")]
    [InlineData(new[] { 0, 1, 2, 1, 0, 3, 2, double.NaN, 0 }, new[] { 3, 3 }, "not symmetric")]
    [InlineData(new[] { 1, 0.5, 0.5, 1 }, new[] { 2, 2 }, "similarity matrix")]
    [InlineData(new double[] { 0, 1, 1, 0, 0, 2, 1, 0 }, new[] { 2, 2, 2 }, "matrix 2")]
    [InlineData(new[] { 0, double.PositiveInfinity, double.PositiveInfinity, 0 }, new[] { 2, 2 }, "infinite")]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 4 }, "4 values")]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 1, 4 }, "4 values")]
    [InlineData(new[] { 1.0 }, new int[0], "holds no RDM")]
    [InlineData(new double[0], new[] { 0, 3 }, "holds no RDM")]
    public void Read_OfWhatIsNoRdm_SaysWhy(double[] values, int[] shape, string part)
    {
        using var folder = new TemporaryFolder();
        NpyWriter.Write(folder.File("a.npy"), overwrite: false, NpyArray.FromDouble(values, shape));

        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => RdmNpzReader.Read(folder.File("a.npy")));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAMatrixWithRoundedValues_TakesTheUpperTriangle()
    {
        using var folder = new TemporaryFolder();
        NpyWriter.Write(folder.File("a.npy"), overwrite: false, NpyArray.FromDouble([1e-9, 2, 2.00001, 0], 2, 2));

        Assert.Equal([2.0], RdmNpzReader.Read(folder.File("a.npy"))[0].Dissimilarity);
    }

    [Fact]
    public void Read_OfMissingDissimilaritiesOnTheDiagonal_IsNoError()
    {
        using var folder = new TemporaryFolder();
        NpyWriter.Write(folder.File("a.npy"), overwrite: false, NpyArray.FromDouble([double.NaN, 2, 2, double.NaN], 2, 2));

        Assert.Equal([2.0], RdmNpzReader.Read(folder.File("a.npy"))[0].Dissimilarity);
    }

    [Fact]
    public void Read_OfAStackWithTooManyAxes_IsRefused()
    {
        using var folder = new TemporaryFolder();
        NpyWriter.Write(folder.File("a.npy"), overwrite: false, NpyArray.FromDouble(new double[4], 1, 1, 1, 2, 2));

        Assert.Throws<UnsupportedFileContentException>(() => RdmNpzReader.Read(folder.File("a.npy")));
    }

    [Fact]
    public void Read_OfAnArchiveWithSeveralCandidates_ListsThem()
    {
        DataFileException error = ReadArchive(new NpzMember("a", NpyArray.FromDouble([1], 1)), new NpzMember("b", NpyArray.FromDouble([1], 1)));

        Assert.Equal("RdmAmbiguous", error.ErrorId);
        Assert.Contains("a, b", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAnArchiveWithoutNumbers_SaysWhatItHas()
    {
        DataFileException error = ReadArchive(new NpzMember("ids", NpyArray.FromText(["x"], 1)));

        Assert.Contains("ids", Assert.IsType<InvalidFileContentException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfIdsThatAreNotAsManyAsStimuli_IsRefused()
    {
        DataFileException error = ReadArchive(new NpzMember("rdm", NpyArray.FromDouble([1], 1)), new NpzMember("stimulus_id", NpyArray.FromText(["x"], 1)));

        Assert.Contains("2 stimuli, but there are 1 ids", Assert.IsType<InvalidFileContentException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfPickledRdms_NamesTheMember()
    {
        using var folder = new TemporaryFolder();
        File.Copy(TestData.Path("numpy/refused_object.npy"), folder.File("a.npy"));

        Assert.Throws<UnsupportedFileContentException>(() => RdmNpzReader.Read(folder.File("a.npy")));
    }

    [Fact]
    public void Read_OfAnotherFormat_IsRefused()
    {
        Assert.False(RdmNpzReader.CanRead(TestData.Path("rdm_numpy/expected.json")));
        Assert.Throws<InvalidFileContentException>(() => RdmNpzReader.Read(TestData.Path("rdm_numpy/expected.json")));
    }

    private static DataFileException ReadArchive(params NpzMember[] members)
    {
        using var folder = new TemporaryFolder();
        NpzWriter.Write(folder.File("a.npz"), overwrite: false, members);
        return Assert.ThrowsAny<DataFileException>(() => RdmNpzReader.Read(folder.File("a.npz")));
    }
}
