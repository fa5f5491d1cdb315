using DnnBrain.Formats;
using DnnBrain.Formats.Hdf5;
using DnnBrain.Formats.RdmHdf5;
using DnnBrain.Rsa;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.RdmHdf5;

/// <summary>Reads what h5py wrote in DNNBrain's layout (tests/data/generate/hdf5.py), and what the writer writes.</summary>
public sealed class RdmHdf5Tests : IDisposable
{
    private static readonly double[] s_pairs = [0, 0.25, 0.5, 0.75, 1, 1.25];
    private static readonly string[] s_ids = ["a", "b", "c", "d"];
    private static readonly Provenance s_provenance = new() { Operation = "Test", Seed = 7 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_NetworkFileOfDnnBrain_GivesOneRdmAnIteration()
    {
        IReadOnlyList<Rdm> rdms = RdmHdf5Reader.Read(TestData.Path("hdf5/dnnbrain-d.rdm.h5"));

        Assert.Equal(["conv2", "conv10:1", "conv10:2"], rdms.Select(r => r.Name));
        Assert.Equal(s_pairs, rdms[0].Dissimilarity);
        Assert.Equal([.. s_pairs.Select(d => d + 20)], rdms[2].Dissimilarity);
        Assert.All(rdms, r => Assert.Equal(["1", "2", "3", "4"], r.StimulusId));
        Assert.All(rdms, r => Assert.Equal("Position", r.Provenance.Parameters["StimulusId"]));
        Assert.All(rdms, r => Assert.Equal("Unknown", r.Metric));
    }

    [Fact]
    public void Read_BrainFileOfDnnBrain_KeepsNaN()
    {
        IReadOnlyList<Rdm> rdms = RdmHdf5Reader.Read(TestData.Path("hdf5/dnnbrain-b.rdm.h5"));

        Assert.Equal(["FFA", "PPA"], rdms.Select(r => r.Name));
        Assert.Equal([0, 0.25, double.NaN, 0.75, 1, 1.25], rdms[1].Dissimilarity);
        Assert.Equal(double.NaN, rdms[1][0, 3]);
        Assert.Equal(1.25, rdms[1][2, 3]);
    }

    [Fact]
    public void Read_NoTriangle_IsInvalid() => Assert.Contains(
        "7 values",
        Assert.Throws<InvalidFileContentException>(() => RdmHdf5Reader.Read(TestData.Path("hdf5/not-triangular.rdm.h5"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_ActivationFile_SaysWhatIsMissing() => Assert.Contains(
        "'type'",
        Assert.Throws<InvalidFileContentException>(() => RdmHdf5Reader.Read(TestData.Path("hdf5/dnnbrain.act.h5"))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("cRDM")]
    [InlineData("dRDM")]
    public void Read_OtherTypeOrAxes_IsInvalid(string type)
    {
        using (Hdf5File file = Hdf5File.Create(_folder.File("a.rdm.h5")))
        {
            file.WriteAttribute("type", type);
            using Hdf5Dataset dataset = file.CreateDataset<double>("FFA", [3], [], 0);
            dataset.Write<double>([0], [3], [1, 2, 3]);
        }

        Assert.Throws<InvalidFileContentException>(() => RdmHdf5Reader.Read(_folder.File("a.rdm.h5")));
    }

    [Fact]
    public void Read_OtherNumberOfIds_IsInvalid()
    {
        using (Hdf5File file = Hdf5File.Create(_folder.File("a.rdm.h5")))
        {
            file.WriteAttribute("type", "bRDM");
            file.WriteAttribute("stimulus_id", s_ids);
            using Hdf5Dataset dataset = file.CreateDataset<double>("FFA", [3], [], 0);
            dataset.Write<double>([0], [3], [1, 2, 3]);
        }

        Assert.Contains(
            "4 ids", Assert.Throws<InvalidFileContentException>(() => RdmHdf5Reader.Read(_folder.File("a.rdm.h5"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SubjectsAndRegions_AreReadBack()
    {
        RdmHdf5Writer.Write(_folder.File("a.rdm.h5"), BrainRdms());

        AssertSame(BrainRdms(), RdmHdf5Reader.Read(_folder.File("a.rdm.h5")));
        Assert.Equal(["a.rdm.h5"], _folder.List());
    }

    [Fact]
    public void Write_OtherStimuliMetricSourceAndProvenance_AreReadBack()
    {
        Rdm[] rdms =
        [
            Make("z/late", s_pairs),
            new Rdm("a.b%", "Cosine", ["x", "y"], [0.5], s_provenance with { Seed = 8 }) { Source = "vgg11" },
            new Rdm(".", "Euclidean", ["x", "y"], [0.25], s_provenance),
        ];

        RdmHdf5Writer.Write(_folder.File("a.rdm.h5"), rdms);

        AssertSame(rdms, RdmHdf5Reader.Read(_folder.File("a.rdm.h5")));
    }

    [Fact]
    public void Write_MoreThanOneChunk_IsReadBack()
    {
        const int N = 400;
        double[] values = [.. Enumerable.Range(0, N * (N - 1) / 2).Select(i => Math.Sqrt(i))];
        var rdm = new Rdm("conv1", "Euclidean", Enumerable.Range(0, N).Select(i => $"s{i}"), values, s_provenance);

        RdmHdf5Writer.Write(_folder.File("a.rdm.h5"), [rdm]);

        AssertSame([rdm], RdmHdf5Reader.Read(_folder.File("a.rdm.h5")));
    }

    [PythonFact]
    public void Write_NetworkRdms_AreWhatDnnBrainReads()
    {
        RdmHdf5Writer.Write(_folder.File("a.rdm.h5"), [Make("conv2", s_pairs), Make("conv10", [.. s_pairs.Select(d => d + 10)])]);

        PythonFactAttribute.CheckWrittenFile("rdm", _folder.File("a.rdm.h5"), "dRDM");
    }

    [PythonFact]
    public void Write_BrainRdms_AreWhatDnnBrainReads()
    {
        RdmHdf5Writer.Write(_folder.File("a.rdm.h5"), BrainRdms());

        PythonFactAttribute.CheckWrittenFile("rdm", _folder.File("a.rdm.h5"), "bRDM");
    }

    [Fact]
    public void Write_OneNameTwice_IsRefused()
    {
        Assert.Equal("RdmDuplicate", Assert.Throws<DnnBrainException>(
            () => RdmHdf5Writer.Write(_folder.File("a.rdm.h5"), [Make("conv2", s_pairs), Make("conv2", s_pairs)])).ErrorId);
        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Write_ExistingFile_IsRefusedUnlessOverwritten()
    {
        RdmHdf5Writer.Write(_folder.File("a.rdm.h5"), [Make("conv2", s_pairs)]);

        Assert.Equal("FileExists", Assert.Throws<DataFileException>(
            () => RdmHdf5Writer.Write(_folder.File("a.rdm.h5"), BrainRdms())).ErrorId);
        RdmHdf5Writer.Write(_folder.File("a.rdm.h5"), BrainRdms(), overwrite: true);

        Assert.Equal(3, RdmHdf5Reader.Read(_folder.File("a.rdm.h5")).Count);
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        Assert.Throws<OperationCanceledException>(() => RdmHdf5Writer.Write(
            _folder.File("a.rdm.h5"), BrainRdms(), cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(_folder.List());
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(6, 4)]
    [InlineData(2147450880, 65536)]
    public void StimulusCount_Triangle_IsItsSide(long pairs, int n) => Assert.Equal(n, CondensedForm.StimulusCount(pairs, "file", "rdm"));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(2147450881)]
    [InlineData(long.MaxValue)]
    public void StimulusCount_NoTriangle_IsInvalid(long pairs) =>
        Assert.Throws<InvalidFileContentException>(() => CondensedForm.StimulusCount(pairs, "file", "rdm"));

    private static Rdm[] BrainRdms() =>
    [
        Make("FFA", s_pairs, "s1"),
        Make("FFA", [.. s_pairs.Select(d => d + 1)], "s2"),
        Make("PPA", [0, 0.25, double.NaN, 0.75, 1, 1.25]),
    ];

    private static Rdm Make(string name, double[] values, string? subject = null) =>
        new(name, "Correlation", s_ids, values, s_provenance) { Source = "alexnet", Subject = subject };

    private static void AssertSame(Rdm[] expected, IReadOnlyList<Rdm> actual)
    {
        Assert.Equal(expected.Select(r => r.ToString()), actual.Select(r => r.ToString()));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].StimulusId, actual[i].StimulusId);
            Assert.Equal(expected[i].Source, actual[i].Source);
            Assert.Equal(expected[i].Subject, actual[i].Subject);
            Assert.Equal(expected[i].Dissimilarity, actual[i].Dissimilarity);
            Assert.Equal(expected[i].Provenance.Seed, actual[i].Provenance.Seed);
        }
    }
}
