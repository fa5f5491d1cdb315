using DnnBrain.Formats;
using DnnBrain.Formats.Mat;
using DnnBrain.Formats.RdmCsv;
using DnnBrain.Formats.RdmMat;
using DnnBrain.Formats.RsatoolboxHdf5;
using DnnBrain.Rsa;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.RdmExchange;

public sealed class RdmWrittenTests : IDisposable
{
    private static readonly Provenance s_provenance = new() { Operation = "New-Rdm" };
    private static readonly Rdm s_first = new("conv1", "Correlation", ["a", "b", "ü c"], [1, 2, 3], s_provenance) { Source = "net" };
    private static readonly Rdm s_second = new("IT", "Euclidean", ["ü c", "a", "b"], [4, double.NaN, 6], s_provenance) { Subject = "sub-01" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonFact]
    public void Writers_OfMatFilesAndTables_AreReadBySciPyAndPandas()
    {
        RdmMatWriter.Write(_folder.File("rdm.mat"), [s_first, s_second]);
        RdmMatWriter.Write(_folder.File("one.mat"), [s_first]);
        RdmCsvWriter.Write(_folder.File("rdm.csv"), [s_first, s_second]);

        PythonFactAttribute.CheckWrittenFile("rdm_exchange", _folder.Path);
    }

    [Fact]
    public void RdmMatWriter_OfOneRdm_PutsItColumnByColumn() => Assert.Equal(
        [[0, 1, 2], [1, 0, 3], [2, 3, 0]],
        MatFile.ReadMatrix(Save("one.mat", path => RdmMatWriter.Write(path, [s_first])), "rdm"));

    [Fact]
    public void RdmMatReader_OfWhatWasWritten_GivesItInTheOrderOfTheFirst()
    {
        IReadOnlyList<Rdm> read = RdmMatReader.Read(Save("rdm.mat", path => RdmMatWriter.Write(path, [s_first, s_second])));

        Assert.Equal(2, read.Count);
        Same(s_first, read[0]);
        Same(s_second.Reorder(s_first.StimulusId), read[1]);
        Assert.Equal("New-Rdm", read[1].Provenance.Operation);
    }

    [Fact]
    public void RdmCsvWriter_OfRdms_WritesALineForEachPair()
    {
        string path = Save("rdm.csv", path => RdmCsvWriter.Write(path, [s_first, s_second]));

        string[] expected =
        [
            "name,source,subject,metric,stimulus1,stimulus2,dissimilarity",
            "conv1,net,,Correlation,a,b,1",
            "conv1,net,,Correlation,a,ü c,2",
            "conv1,net,,Correlation,b,ü c,3",
            "IT,,sub-01,Euclidean,ü c,a,4",
            "IT,,sub-01,Euclidean,ü c,b,nan",
            "IT,,sub-01,Euclidean,a,b,6",
        ];
        Assert.Equal(expected, File.ReadAllLines(path));
    }

    [Fact]
    public void RdmCsvReader_OfRdmsThatDifferInOneLabelAlone_KeepsThemApart()
    {
        Rdm[] rdms =
        [
            Label("conv1", "net", "sub-01", "Correlation", 0.1),
            Label("conv2", "net", "sub-01", "Correlation", 1.0 / 3),
            Label("conv1", "other", "sub-01", "Correlation", double.NaN),
            Label("conv1", "net", "sub-02", "Correlation", 1e-300),
            Label("conv1", "net", "sub-01", "Euclidean", -5),
        ];

        IReadOnlyList<Rdm> read = RdmCsvReader.Read(Save("rdm.csv", path => RdmCsvWriter.Write(path, rdms)));

        Assert.Equal(rdms.Length, read.Count);
        foreach ((Rdm written, Rdm found) in rdms.Zip(read))
        {
            Same(written, found);
        }

        static Rdm Label(string name, string source, string subject, string metric, double value) =>
            new(name, metric, ["a", "b"], [value], s_provenance) { Source = source, Subject = subject };
    }

    [Fact]
    public void RdmCsvWriter_OfRdmsOverTime_KeepsTheirTimesBitByBit()
    {
        Rdm[] rdms =
        [
            new("MEG", "Correlation", ["a", "b"], [0.1], s_provenance) { Source = "net", Time = -0.1 },
            new("MEG", "Correlation", ["a", "b"], [0.2], s_provenance) { Source = "net", Time = 1.0 / 3 },
            new("MEG", "Correlation", ["a", "b"], [0.3], s_provenance) { Source = "net" },
        ];

        string path = Save("rdm.csv", path => RdmCsvWriter.Write(path, rdms));
        IReadOnlyList<Rdm> read = RdmCsvReader.Read(path);

        Assert.Equal("name,source,subject,metric,time,stimulus1,stimulus2,dissimilarity", File.ReadLines(path).First());
        Assert.Equal([-0.1, 1.0 / 3, null], read.Select(rdm => rdm.Time));
        Assert.Equal([0.1, 0.2, 0.3], read.Select(rdm => rdm.Dissimilarity[0]));
    }

    // Written under one set of labels, the two would come back as one RDM of four stimuli, or not at all.
    [Fact]
    public void RdmCsvWriter_OfRdmsThatNothingTellsApart_IsAnErrorAndWritesNothing()
    {
        Rdm[] rdms = [s_first, new("conv1", "Correlation", ["c", "d"], [1], s_provenance) { Source = "net" }];
        string path = _folder.File("rdm.csv");

        DnnBrainException error = Assert.Throws<DnnBrainException>(() => RdmCsvWriter.Write(path, rdms));

        Assert.Equal("RdmDuplicate", error.ErrorId);
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData(new[] { 3, 2, 2 }, new double[] { 1, 2, 3 })] // saved from Python: RDM, row, column
    [InlineData(new[] { 2, 2, 3 }, new double[] { 1, 2, 3 })] // MATLAB's own order
    public void Read_OfRdmsOfTwoStimuli_TakesTheAxesThatAreEqual(int[] shape, double[] expected)
    {
        // Column-major: in the first case the RDMs run fastest, in the second slowest.
        double[] values = shape[0] == 3 ? [0, 0, 0, 1, 2, 3, 1, 2, 3, 0, 0, 0] : [0, 1, 1, 0, 0, 2, 2, 0, 0, 3, 3, 0];
        string path = Save("rdm.mat", path => MatWriter.Write(path, false, [new("rdm", MatVariable.FromNumbers(shape, values))]));

        Assert.Equal(expected, RdmMatReader.Read(path).Select(rdm => Assert.Single(rdm.Dissimilarity)));
    }

    [Theory]
    [InlineData(44, false)]
    [InlineData(45, true)] // 10 stimuli
    [InlineData(46, false)]
    [InlineData(4950, true)] // 100
    [InlineData(4951, false)]
    public void CanBe_OfAVector_IsWhetherItsLengthIsThatOfATriangle(int length, bool expected) =>
        Assert.Equal(expected, RdmMatArray.CanBe(MatVariable.FromNumbers([length, 1], new double[length])));

    [Theory]
    [InlineData("refused_complex.mat")]
    [InlineData("refused_sparse.mat")]
    public void Read_OfAMatrixThatIsNotRealOrNotFull_SaysThat(string name)
    {
        InvalidFileContentException error = Assert.Throws<InvalidFileContentException>(() => RdmMatReader.Read(TestData.Path($"rdm_exchange/{name}")));
        Assert.Contains("'rdm' is complex, sparse or an object", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithNamesOfAnotherNumber_PassesOverThem()
    {
        string path = Save("rdm.mat", path => MatWriter.Write(path, false,
        [
            new("rdm", MatVariable.FromNumbers([3, 3], [0, 1, 2, 1, 0, 3, 2, 3, 0])),
            new("stimuli", MatVariable.FromTexts(["a", "b", "c", "d"])),
            new("conditions", MatVariable.FromTexts(["x", "y", "z"])),
        ]));

        Assert.Equal(["x", "y", "z"], Assert.Single(RdmMatReader.Read(path)).StimulusId);
    }

    [Fact]
    public void RsatoolboxRdmReader_CanRead_ItsOwnFilesAlone()
    {
        Assert.True(RsatoolboxRdmReader.CanRead(TestData.Path("rdm_exchange/rsatoolbox.h5")));
        Assert.False(RsatoolboxRdmReader.CanRead(TestData.Path("hdf5/everything.h5")));
        Assert.False(RsatoolboxRdmReader.CanRead(TestData.Path("hdf5/dnnbrain-d.rdm.h5")));
        Assert.False(RsatoolboxRdmReader.CanRead(TestData.Path("rdm_exchange/square.mat")));
    }

    [Fact]
    public void RsatoolboxRdmReader_OfDescriptorsThatDeclareGigabytes_TakesNoMemory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidFileContentException>(() => RsatoolboxRdmReader.Read(TestData.Path("hdf5/claims.h5")));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private string Save(string name, Action<string> write)
    {
        string path = _folder.File(name);
        write(path);
        return path;
    }

    private static void Same(Rdm expected, Rdm actual)
    {
        Assert.Equal((expected.Name, expected.Source, expected.Subject, expected.Metric), (actual.Name, actual.Source, actual.Subject, actual.Metric));
        Assert.Equal(expected.StimulusId, actual.StimulusId);
        Assert.Equal(expected.Dissimilarity, actual.Dissimilarity);
    }
}
