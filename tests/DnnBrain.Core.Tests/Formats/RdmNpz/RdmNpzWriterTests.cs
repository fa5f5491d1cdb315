using DnnBrain.Formats;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;
using DnnBrain.Formats.RdmNpz;
using DnnBrain.Rsa;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.RdmNpz;

public class RdmNpzWriterTests
{
    private static readonly Provenance s_provenance = new() { Operation = "New-Rdm", Seed = 3, Parameters = new Dictionary<string, string> { ["Metric"] = "Correlation", ["Größe"] = "\"1\"" } };

    private static readonly Rdm s_network = new("conv1", "Correlation", ["a", "b", "c"], [0.1, 0.2, double.NaN], s_provenance) { Source = "fashionnet" };

    private static readonly Rdm s_brain = new("IT", "Euclidean", ["c", "a", "b"], [1, 2, 3], s_provenance with { Operation = "Import-Rdm" }) { Subject = "sub-01", Source = "it.npz" };

    [Fact]
    public void Write_AsNpz_KeepsAllAndMatchesStimuliById()
    {
        using var folder = new TemporaryFolder();
        RdmNpzWriter.Write(folder.File("a.npz"), [s_network, s_brain]);

        IReadOnlyList<Rdm> rdms = RdmNpzReader.Read(folder.File("a.npz"));

        Assert.Equal(2, rdms.Count);
        AssertSame(s_network, rdms[0]);
        AssertSame(s_brain.Reorder(["a", "b", "c"]), rdms[1]);

        // c–a 1, c–b 2, a–b 3 in the order a, b, c is a–b 3, a–c 1, b–c 2.
        Assert.Equal([3.0, 1, 2], rdms[1].Dissimilarity);
    }

    [Fact]
    public void Write_OfAsManyRdmsAsPairs_IsNotTakenForASquare()
    {
        using var folder = new TemporaryFolder();
        RdmNpzWriter.Write(folder.File("a.npz"), [s_network, s_network, s_network]);

        Assert.Equal(3, RdmNpzReader.Read(folder.File("a.npz")).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Write_AsNpy_HoldsSquares(int count)
    {
        using var folder = new TemporaryFolder();
        RdmNpzWriter.Write(folder.File("a.npy"), [.. new[] { s_network, s_brain }.Take(count)]);

        NpyArray array = NpyReader.Read(folder.File("a.npy"));
        IReadOnlyList<Rdm> rdms = RdmNpzReader.Read(folder.File("a.npy"));

        Assert.Equal(count == 1 ? [3, 3] : [2, 3, 3], array.Shape);
        Assert.Equal([0, 0.1, 0.2, 0.1, 0, double.NaN, 0.2, double.NaN, 0], array.ToDouble().Take(9));
        Assert.Equal(s_network.Dissimilarity, rdms[0].Dissimilarity);
        Assert.Equal(["1", "2", "3"], rdms[0].StimulusId);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        RdmNpzWriter.Write(folder.File("a.npz"), [s_network, s_brain]);
        RdmNpzWriter.Write(folder.File("b.npz"), [s_network, s_brain]);

        Assert.Equal(File.ReadAllBytes(folder.File("a.npz")), File.ReadAllBytes(folder.File("b.npz")));
    }

    [Fact]
    public void Write_OfRdmsOverOtherStimuli_IsRefusedAndLeavesNoFile()
    {
        using var folder = new TemporaryFolder();
        var other = new Rdm("V1", "Euclidean", ["a", "b", "d"], [1, 2, 3], s_provenance);

        DnnBrainException error = Assert.Throws<DnnBrainException>(() => RdmNpzWriter.Write(folder.File("a.npz"), [s_network, other]));

        Assert.Equal("StimulusMismatch", error.ErrorId);
        Assert.Empty(folder.List());
    }

    [Fact]
    public void Write_WithWhatCannotBeWritten_IsRefused()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal("FileExtensionInvalid", Assert.Throws<DataFileException>(() => RdmNpzWriter.Write(folder.File("a.csv"), [s_network])).ErrorId);
        Assert.Throws<ArgumentOutOfRangeException>(() => RdmNpzWriter.Write(folder.File("a.npz"), []));
        RdmNpzWriter.Write(folder.File("a.npz"), [s_network]);
        Assert.Equal("FileExists", Assert.Throws<DataFileException>(() => RdmNpzWriter.Write(folder.File("a.npz"), [s_network])).ErrorId);
    }

    [Theory]
    [InlineData("subject", "2 entries")]
    [InlineData("stimulus_id", "2 entries")]
    [InlineData("provenance", "ArrayNotFound")]
    [InlineData("format_version", "later version")]
    [InlineData("rdm", "axes")]
    public void Read_OfAFileOfOursWithAWrongMember_SaysWhich(string member, string part)
    {
        using var folder = new TemporaryFolder();
        RdmNpzWriter.Write(folder.File("a.npz"), [s_network]);
        NpzMember[] members;
        using (var reader = new NpzReader(folder.File("a.npz")))
        {
            NpyArray wrong = member switch
            {
                "rdm" => NpyArray.FromDouble([1, 2, 3], 3),
                "format_version" => NpyArray.FromInt64([2]),
                _ => NpyArray.FromText(["x", "y"], 2),
            };
            members =
            [
                .. reader.Names.Where(name => name != member).Select(name => new NpzMember(name, reader.Read(name))),
                .. member == "provenance" ? Array.Empty<NpzMember>() : [new NpzMember(member, wrong)],
            ];
        }

        NpzWriter.Write(folder.File("a.npz"), overwrite: true, members);

        DataFileException error = Assert.ThrowsAny<DataFileException>(() => RdmNpzReader.Read(folder.File("a.npz")));

        Assert.Contains(part, error.ErrorId + error.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(Rdm expected, Rdm actual)
    {
        Assert.Equal(expected.ToString(), actual.ToString());
        Assert.Equal(expected.Source, actual.Source);
        Assert.Equal(expected.StimulusId, actual.StimulusId);
        Assert.Equal(expected.Dissimilarity, actual.Dissimilarity);
        Assert.Equal(expected.Provenance.ToJson(), actual.Provenance.ToJson());
    }
}
