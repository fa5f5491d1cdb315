using DnnBrain.Activations;
using DnnBrain.Formats;
using DnnBrain.Formats.ActivationHdf5;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.ActivationHdf5;

public sealed class ActivationHdf5WriterTests : IDisposable
{
    private const int StimulusCount = 9;

    /// <summary>Layers with all stimuli in a chunk; with three chunks a stimulus, and a path in its name; with five stimuli a chunk.</summary>
    private static readonly LayerShape[] s_layers = [new("conv2", 3, 5, 4), new("conv10", 2, 1, 1), new("blocks/0", 300, 32, 32), new("fc", 26_000, 1, 1)];

    private static readonly string[] s_ids = [.. Enumerable.Range(0, StimulusCount).Select(i => $"bild-ä-{i}")];
    private static readonly Provenance s_provenance = new() { Operation = "Test", Seed = 7 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(9)]
    public void Complete_BatchesOfAnySize_ValuesAreReadBack(int batch)
    {
        IReadOnlyList<Activation> layers = WriteAll(_folder.File("a.act.h5"), batch);

        Assert.Equal(s_layers.Select(l => l.Layer), layers.Select(a => a.Layer));
        for (int i = 0; i < s_layers.Length; i++)
        {
            Assert.Equal(Values(s_layers[i], 0, StimulusCount), layers[i].ToArray());
            Assert.Equal(s_ids, layers[i].StimulusId);
            Assert.Equal("testnet", layers[i].Model);
            Assert.Equal(7, layers[i].Provenance.Seed);
            Assert.Equal(_folder.File("a.act.h5"), layers[i].Path);
        }

        Assert.Equal(["a.act.h5"], _folder.List());
    }

    [Fact]
    public void Write_LayersWithOtherAxes_KeepsTheirNames()
    {
        Activation[] layers =
        [
            new("m", "map", ["a"], new MemoryActivationValues(new ActivationShape(1, 2, 3, 4), new float[24]), s_provenance),
            new("m", "tokens", ["a"], new MemoryActivationValues(new ActivationShape(1, 2, 3, 1) { Axes = ActivationAxes.Tokens }, new float[6]), s_provenance),
            new("m", "heads", ["a"], new MemoryActivationValues(new ActivationShape(1, 2, 3, 3) { Axes = ActivationAxes.Attention }, new float[18]), s_provenance),
        ];
        string path = _folder.File("a.act.h5");

        ActivationHdf5Writer.Write(path, layers);

        Assert.Equal(layers.Select(a => a.Shape), ActivationHdf5Reader.Read(path).Select(a => a.Shape));
        Assert.Equal(["channel,row,column", "feature,token", "head,query,key"], ActivationHdf5Reader.Identify(path).Layers.Select(l => $"{l.Axes}"));
    }

    [PythonFact]
    public void Complete_File_IsWhatDnnBrainReads()
    {
        WriteAll(_folder.File("a.act.h5"), batch: 4);

        PythonFactAttribute.CheckWrittenFile("act", _folder.File("a.act.h5"), "9");
    }

    [Fact]
    public void Complete_SameValuesTwice_GivesSameBytes()
    {
        WriteAll(_folder.File("a.act.h5"), batch: 9);
        WriteAll(_folder.File("b.act.h5"), batch: 9);

        Assert.Equal(File.ReadAllBytes(_folder.File("a.act.h5")), File.ReadAllBytes(_folder.File("b.act.h5")));
    }

    [Fact]
    public void Complete_FewerStimuliThanExpected_WritesThoseThereAre()
    {
        using var writer = new ActivationHdf5Writer(_folder.File("a.act.h5"));
        writer.Open("testnet", s_layers[..1], expectedStimulusCount: 100);
        writer.Append(0, 2, Values(s_layers[0], 0, 2));

        Activation layer = writer.Complete(["a", "b"], s_provenance).Single();

        Assert.Equal(Values(s_layers[0], 0, 2), layer.ToArray());
    }

    [Fact]
    public void Complete_NoStimuli_WritesEmptyLayers()
    {
        using var writer = new ActivationHdf5Writer(_folder.File("a.act.h5"));
        writer.Open("testnet", s_layers, expectedStimulusCount: 0);

        IReadOnlyList<Activation> layers = writer.Complete([], s_provenance);

        Assert.Equal(new ActivationShape(0, 3, 5, 4), layers[0].Shape);
        Assert.Empty(layers[0].ToArray());
    }

    [Fact]
    public void Complete_OtherNumberOfIds_IsRefusedAndLeavesNothing()
    {
        using (var writer = new ActivationHdf5Writer(_folder.File("a.act.h5")))
        {
            writer.Open("testnet", s_layers[..1], 2);
            writer.Append(0, 2, Values(s_layers[0], 0, 2));

            Assert.Equal("ShapeMismatch", Assert.Throws<DnnBrainException>(() => writer.Complete(["a"], s_provenance)).ErrorId);
        }

        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Dispose_WithoutComplete_LeavesNothing()
    {
        using (var writer = new ActivationHdf5Writer(_folder.File("a.act.h5")))
        {
            writer.Open("testnet", s_layers, 2);
            writer.Append(0, 2, Values(s_layers[0], 0, 2));
            Assert.Single(_folder.List());
        }

        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Open_LayerTwiceOrWithoutUnits_IsRefused()
    {
        using var writer = new ActivationHdf5Writer(_folder.File("a.act.h5"));

        Assert.Equal("LayerDuplicate", Assert.Throws<DnnBrainException>(
            () => writer.Open("testnet", [s_layers[0], s_layers[0]], 1)).ErrorId);
        Assert.Equal("LayerEmpty", Assert.Throws<DnnBrainException>(
            () => writer.Open("testnet", [new LayerShape("none", 0, 1, 1)], 1)).ErrorId);
    }

    [Fact]
    public void Constructor_ExistingFile_IsRefusedUnlessOverwritten()
    {
        string path = _folder.File("a.act.h5");
        WriteAll(path, 9);

        Assert.Equal("FileExists", Assert.Throws<DataFileException>(() => new ActivationHdf5Writer(path)).ErrorId);

        using var writer = new ActivationHdf5Writer(path, overwrite: true);
        writer.Open("other", [], 0);
        Assert.Empty(writer.Complete([], s_provenance));
    }

    [Theory]
    [InlineData("zxyw")]
    [InlineData("xzyw")]
    [InlineData("wzyx")]
    public void Write_RowsInAnotherOrder_AreMatchedById(string order)
    {
        var first = new Activation("net", "a", ["x", "y", "z", "w"], new MemoryActivationValues(new(4, 2, 1, 1), [1, 2, 3, 4, 5, 6, 7, 8]), s_provenance);
        var second = new Activation(
            "net",
            "b",
            order.Select(id => id.ToString()),
            new MemoryActivationValues(new(4, 1, 1, 1), [.. order.Select(id => (float)"xyzw".IndexOf(id, StringComparison.Ordinal))]),
            s_provenance);

        ActivationHdf5Writer.Write(_folder.File("a.act.h5"), [first, second]);

        IReadOnlyList<Activation> read = ActivationHdf5Reader.Read(_folder.File("a.act.h5"));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], read[0].ToArray());
        Assert.Equal([0, 1, 2, 3], read[1].ToArray());
    }

    [Fact]
    public void Complete_NamesThatHdf5ReadsAsPaths_StayApart()
    {
        string[] names = ["a/b", "a%2Fb", "a%b", ".", "%2E", "a b"];
        using var writer = new ActivationHdf5Writer(_folder.File("a.act.h5"));
        writer.Open("testnet", [.. names.Select(name => new LayerShape(name, 1, 1, 1))], 1);
        for (int i = 0; i < names.Length; i++)
        {
            writer.Append(i, 1, [i]);
        }

        IReadOnlyList<Activation> layers = writer.Complete(["x"], s_provenance);

        Assert.Equal(names, layers.Select(a => a.Layer));
        Assert.Equal([0, 1, 2, 3, 4, 5], layers.Select(a => a.ToArray()[0]));
    }

    [Fact]
    public void Write_OtherStimuli_IsRefused()
    {
        var first = new Activation("net", "a", ["x", "y"], new MemoryActivationValues(new(2, 1, 1, 1), [1, 2]), s_provenance);
        var second = new Activation("net", "b", ["x", "z"], new MemoryActivationValues(new(2, 1, 1, 1), [1, 2]), s_provenance);

        Assert.Equal("StimulusMismatch", Assert.Throws<DnnBrainException>(
            () => ActivationHdf5Writer.Write(_folder.File("a.act.h5"), [first, second])).ErrorId);
    }

    [Fact]
    public void Write_LayersOfTwoModels_KeepTheirModelAndProvenance()
    {
        var first = new Activation("net", "a", ["x"], new MemoryActivationValues(new(1, 1, 1, 1), [1]), s_provenance);
        var second = new Activation("other", "b", ["x"], new MemoryActivationValues(new(1, 1, 1, 1), [2]), s_provenance with { Seed = 8 });

        ActivationHdf5Writer.Write(_folder.File("a.act.h5"), [first, second]);

        IReadOnlyList<Activation> read = ActivationHdf5Reader.Read(_folder.File("a.act.h5"));
        Assert.Equal(["net", "other"], read.Select(a => a.Model));
        Assert.Equal([7, 8], read.Select(a => a.Provenance.Seed));
    }

    [Fact]
    public void Write_OverTheFileTheValuesComeFrom_ReplacesIt()
    {
        string path = _folder.File("a.act.h5");
        IReadOnlyList<Activation> layers = WriteAll(path, 9);

        ActivationHdf5Writer.Write(path, [layers[3]], overwrite: true);

        Activation read = ActivationHdf5Reader.Read(path).Single();
        Assert.Equal(Values(s_layers[3], 0, StimulusCount), read.ToArray());
        Assert.Equal(Values(s_layers[0], 0, StimulusCount), layers[0].ToArray());
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        var activation = new Activation("net", "a", ["x"], new MemoryActivationValues(new(1, 1, 1, 1), [1]), s_provenance);

        Assert.Throws<OperationCanceledException>(
            () => ActivationHdf5Writer.Write(_folder.File("a.act.h5"), [activation], cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(_folder.List());
    }

    private static IReadOnlyList<Activation> WriteAll(string path, int batch)
    {
        using var writer = new ActivationHdf5Writer(path);
        writer.Open("testnet", s_layers, StimulusCount);
        for (int first = 0; first < StimulusCount; first += batch)
        {
            int count = Math.Min(batch, StimulusCount - first);
            for (int layer = 0; layer < s_layers.Length; layer++)
            {
                writer.Append(layer, count, Values(s_layers[layer], first, count));
            }
        }

        return writer.Complete(s_ids, s_provenance);
    }

    /// <summary>1000 s + 100 c + 10 r + k: the formula of check_written_files.py; below 2^24, so exact.</summary>
    private static float[] Values(LayerShape layer, int first, int count) =>
    [
        .. from s in Enumerable.Range(first, count)
           from c in Enumerable.Range(0, layer.Channels)
           from r in Enumerable.Range(0, layer.Rows)
           from k in Enumerable.Range(0, layer.Columns)
           select (float)((1000 * s) + (100 * c) + (10 * r) + k),
    ];
}
