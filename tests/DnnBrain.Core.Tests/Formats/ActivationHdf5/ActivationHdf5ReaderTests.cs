using DnnBrain.Activations;
using DnnBrain.Formats;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.Formats.Hdf5;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.ActivationHdf5;

/// <summary>Reads what h5py wrote in DNNBrain's layout (tests/data/generate/hdf5.py): value = 1000 s + 100 c + 10 r + k.</summary>
public sealed class ActivationHdf5ReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_DnnBrainFile_GivesLayersInNaturalOrder()
    {
        IReadOnlyList<Activation> layers = ActivationHdf5Reader.Read(TestData.Path("hdf5/dnnbrain.act.h5"));

        Assert.Equal(["conv2", "conv10", "fc1"], layers.Select(a => a.Layer));
        Assert.Equal(new ActivationShape(3, 2, 3, 4), layers[0].Shape);
        Assert.Equal(new ActivationShape(3, 5, 1, 1), layers[2].Shape);
        float[] expected =
        [
            .. from s in Enumerable.Range(0, 3)
               from c in Enumerable.Range(0, 2)
               from r in Enumerable.Range(0, 3)
               from k in Enumerable.Range(0, 4)
               select (1000 * s) + (100 * c) + (10 * r) + k,
        ];
        Assert.Equal(expected, layers[0].ToArray());
    }

    [Fact]
    public void Read_DnnBrainFile_NumbersStimuliAndSaysSo()
    {
        Activation layer = ActivationHdf5Reader.Read(TestData.Path("hdf5/dnnbrain.act.h5"))[0];

        Assert.Equal(["1", "2", "3"], layer.StimulusId);
        Assert.Equal("Position", layer.Provenance.Parameters["StimulusId"]);
        Assert.Equal("", layer.Model);
        Assert.Equal(TestData.Path("hdf5/dnnbrain.act.h5"), layer.Path);
    }

    [Fact]
    public void Read_SomeStimuli_GivesThoseRows()
    {
        Activation layer = ActivationHdf5Reader.Read(TestData.Path("hdf5/dnnbrain.act.h5"), ["fc1"]).Single();
        float[] rows = new float[2 * 5];

        layer.Read(1, 2, rows);

        Assert.Equal([1000, 1100, 1200, 1300, 1400, 2000, 2100, 2200, 2300, 2400], rows);
    }

    [Fact]
    public void Read_NamedLayers_KeepsTheOrderAskedFor() => Assert.Equal(
        ["fc1", "conv2"],
        ActivationHdf5Reader.Read(TestData.Path("hdf5/dnnbrain.act.h5"), ["fc1", "conv2"]).Select(a => a.Layer));

    [Fact]
    public void Read_UnknownLayer_ListsThoseThereAre()
    {
        var e = Assert.Throws<DnnBrainException>(() => ActivationHdf5Reader.Read(TestData.Path("hdf5/dnnbrain.act.h5"), ["conv3"]));

        Assert.Equal("LayerNotFound", e.ErrorId);
        Assert.Contains("conv2, conv10, fc1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoAxesBigEndianDouble_IsAFullyConnectedLayer()
    {
        Activation layer = ActivationHdf5Reader.Read(TestData.Path("hdf5/two-axes.act.h5")).Single();

        Assert.Equal(new ActivationShape(4, 3, 1, 1), layer.Shape);
        Assert.Equal([0, 100, 200, 1000, 1100, 1200, 2000, 2100, 2200, 3000, 3100, 3200], layer.ToArray());
    }

    [Fact]
    public void Identify_DnnBrainFile_GivesShapesWithoutIds()
    {
        ActivationHdf5Info info = ActivationHdf5Reader.Identify(TestData.Path("hdf5/dnnbrain.act.h5"));

        Assert.Equal([new("conv2", 2, 3, 4), new("conv10", 2, 2, 2), new LayerShape("fc1", 5, 1, 1)], info.Layers);
        Assert.Equal(3, info.StimulusCount);
        Assert.Null(info.StimulusId);
        Assert.Null(info.Provenance);
    }

    [Fact]
    public void Read_ThreeAxes_IsUnsupported() => Assert.Contains(
        "3 axes",
        Assert.Throws<UnsupportedFileContentException>(() => ActivationHdf5Reader.Read(TestData.Path("hdf5/three-axes.act.h5"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_GroupAtTheRoot_IsInvalid() => Assert.Contains(
        "features",
        Assert.Throws<InvalidFileContentException>(() => ActivationHdf5Reader.Read(TestData.Path("hdf5/group.act.h5"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_TerabytesDeclaredAndNothingStored_IsInvalid() => Assert.Throws<InvalidFileContentException>(
        () => ActivationHdf5Reader.Read(TestData.Path("hdf5/hollow.act.h5")));

    [Fact]
    public void Read_FewerIdsThanRows_IsInvalid()
    {
        string path = Write(file => file.WriteAttribute("stimulus_id", ["a", "b"]));

        Assert.Contains("2 ids", Assert.Throws<InvalidFileContentException>(() => ActivationHdf5Reader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnnouncedLayerMissing_IsInvalid()
    {
        string path = Write(file => file.WriteAttribute("layer", ["conv1", "conv9"]));

        Assert.Contains("conv9", Assert.Throws<InvalidFileContentException>(() => ActivationHdf5Reader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LayerAddedByAnotherProgram_ComesBehindTheAnnounced()
    {
        string path = Write(file =>
        {
            file.WriteAttribute("layer", ["conv1"]);
            foreach (string name in new[] { "conv10", "100% conv", "conv2" })
            {
                using Hdf5Dataset added = file.CreateDataset<float>(name, [3, 1], [], 0);
                added.Write<float>([0, 0], [3, 1], [7, 8, 9]);
            }
        });

        IReadOnlyList<Activation> layers = ActivationHdf5Reader.Read(path);

        Assert.Equal(["conv1", "100% conv", "conv2", "conv10"], layers.Select(a => a.Layer));
        Assert.Equal([7, 8, 9], layers[1].ToArray());
    }

    [Fact]
    public void Read_LayerNeverWritten_IsInvalid()
    {
        string path = Write(file => file.CreateDataset<float>("conv2", [3, 2], [], 0).Dispose());

        Assert.Contains("conv2", Assert.Throws<InvalidFileContentException>(() => ActivationHdf5Reader.Read(path)).Message, StringComparison.Ordinal);
    }

    /// <summary>A file with one layer of three stimuli and whatever a test adds.</summary>
    private string Write(Action<Hdf5File> add)
    {
        string path = _folder.File("a.act.h5");
        using Hdf5File file = Hdf5File.Create(path);
        using Hdf5Dataset dataset = file.CreateDataset<float>("conv1", [3, 2, 1, 1], [], 0);
        dataset.Write<float>([0, 0, 0, 0], [3, 2, 1, 1], [1, 2, 3, 4, 5, 6]);
        add(file);
        return path;
    }
}
