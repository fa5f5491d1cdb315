using DnnBrain.Activations;
using DnnBrain.Formats;
using DnnBrain.Formats.FeatureFiles;
using DnnBrain.Formats.Npy;
using DnnBrain.Formats.Npz;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.FeatureFiles;

public sealed class FeatureFileWriteTests : IDisposable
{
    private static readonly Activation s_conv = FeatureData.Make("conv", FeatureData.Conv);
    private static readonly Activation s_fc = FeatureData.Make("fc", FeatureData.Fc);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ActivationFormat.Npy, "conv.npy")]
    [InlineData(ActivationFormat.Csv, "conv.csv")]
    [InlineData(ActivationFormat.Npz, "any.npz")]
    [InlineData(ActivationFormat.Thingsvision, "conv")]
    public void Write_ThenRead_KeepsEveryBitAndLabel(ActivationFormat format, string name)
    {
        foreach (Activation activation in (Activation[])[s_conv, FeatureData.Make("conv", FeatureData.Fc)])
        {
            FeatureFile.Write(_folder.File(name), format, [activation], overwrite: true, CancellationToken.None);
            Activation again = FeatureFile.Read(_folder.File(name)).Single();
            Assert.Equal("conv", again.Layer);
            FeatureData.AssertSameBits(activation, again);
        }
    }

    public static TheoryData<string, int, int, int, string> OtherAxes => new()
    {
        { "feature,token", 4, 3, 1, "feature1.token1,feature1.token2" },
        { "feature,token", 4, 1, 1, "feature1.token1,feature2.token1" },
        { "head,query,key", 2, 3, 3, "head1.query1.key1,head1.query1.key2" },
        { "channel,row,column", 2, 3, 3, "1.1.1,1.1.2" },
    };

    [Theory]
    [MemberData(nameof(OtherAxes))]
    public void Write_OfATable_KeepsWhatTheAxesAre(string axes, int channels, int rows, int columns, string header)
    {
        Activation activation = FeatureData.Make("block", new ActivationShape(5, channels, rows, columns) { Axes = ActivationAxes.TryParse(axes)! });
        FeatureFile.Write(_folder.File("block.csv"), ActivationFormat.Csv, [activation], overwrite: false, CancellationToken.None);
        Assert.StartsWith($"stimulus_id,{header},", File.ReadLines(_folder.File("block.csv")).First(), StringComparison.Ordinal);
        Activation again = FeatureFile.Read(_folder.File("block.csv")).Single();
        FeatureData.AssertSameBits(activation, again);
        Assert.Equal(axes, again.Shape.Axes.ToString());
        Assert.Empty(FeatureFile.LosingAxes(ActivationFormat.Csv, [activation]));
    }

    [Theory]
    [InlineData(ActivationFormat.ActH5, 0)]
    [InlineData(ActivationFormat.Npz, 0)]
    [InlineData(ActivationFormat.Csv, 1)]
    [InlineData(ActivationFormat.Npy, 2)]
    [InlineData(ActivationFormat.Net2Brain, 2)]
    [InlineData(ActivationFormat.Thingsvision, 2)]
    public void LosingAxes_OfAFormat_NamesTheLayers(ActivationFormat format, int count)
    {
        Activation[] layers =
        [
            s_conv,
            FeatureData.Make("tokens", new ActivationShape(5, 4, 3, 1) { Axes = ActivationAxes.Tokens }),
            FeatureData.Make("odd", new ActivationShape(5, 4, 3, 1) { Axes = new ActivationAxes("unit 1", "b2", null) }),
        ];
        Assert.Equal(layers[^count..], FeatureFile.LosingAxes(format, layers));
    }

    [Fact]
    public void Write_OfAnNpz_KeepsAllThatLayersCarry()
    {
        var axes = new ActivationShape(5, 4, 1, 1) { Axes = ActivationAxes.Tokens };
        Activation tokens = FeatureData.Make("blocks/0", axes);
        Activation shuffled = FeatureData.Make("fc", FeatureData.Fc, [.. FeatureData.Names.Reverse()]);

        FeatureFile.Write(_folder.File("a.npz"), ActivationFormat.Npz, [s_conv, tokens, shuffled], overwrite: false, CancellationToken.None);
        IReadOnlyList<Activation> again = FeatureFile.Read(_folder.File("a.npz"));

        Assert.Equal(["conv", "blocks/0", "fc"], again.Select(a => a.Layer));
        FeatureData.AssertSameBits(s_conv, again[0]);
        FeatureData.AssertSameBits(tokens, again[1]);
        Assert.Equal(ActivationAxes.Tokens, again[1].Shape.Axes);
        Assert.Equal(FeatureData.Names, again[2].StimulusId);
        Assert.Equal(shuffled.GetPattern("zebra"), again[2].GetPattern("zebra"));
        Assert.All(again, a => Assert.Equal(("net", s_conv.Provenance.ToJson()), (a.Model, a.Provenance.ToJson())));
    }

    [Fact]
    public void Write_OfTheSame_GivesTheSameBytes()
    {
        foreach ((ActivationFormat format, string name) in new[] { (ActivationFormat.Npz, "{0}.npz"), (ActivationFormat.Npy, "{0}.npy"), (ActivationFormat.Csv, "{0}.csv") })
        {
            string[] paths = [.. new[] { "a", "b" }.Select(n => _folder.File(name.Replace("{0}", n, StringComparison.Ordinal)))];
            Assert.All(paths, path => FeatureFile.Write(path, format, [s_conv], overwrite: false, CancellationToken.None));
            Assert.Equal(File.ReadAllBytes(paths[0]), File.ReadAllBytes(paths[1]));
        }
    }

    [Fact]
    public void Write_ForNet2Brain_HasAnArrayAStimulusWithAnAxisOfOne()
    {
        FeatureFile.Write(_folder.File("net"), ActivationFormat.Net2Brain, [s_conv, s_fc], overwrite: false, CancellationToken.None);

        using var reader = new NpzReader(Path.Combine(_folder.File("net"), "consolidated_conv.npz"));
        Assert.Equal(FeatureData.Names, reader.Names);
        Assert.Equal([1, 3, 2, 2], reader.Read("zebra").Shape);
        IReadOnlyList<Activation> again = FeatureFile.Read(_folder.File("net"));
        Assert.Equal(["conv", "fc"], again.Select(a => a.Layer));
        Assert.Equal(s_conv.GetPattern("face_10"), again[0].GetPattern("face_10"));
        Assert.Equal(s_fc.GetPattern("Größe"), again[1].GetPattern("Größe"));
    }

    [Fact]
    public void Write_ForThingsvision_HasItsTwoFiles()
    {
        FeatureFile.Write(_folder.File("out"), ActivationFormat.Thingsvision, [s_fc], overwrite: false, CancellationToken.None);
        Assert.Equal(string.Concat(FeatureData.Names.Select(n => n + "\n")), File.ReadAllText(Path.Combine(_folder.File("out"), "file_names.txt")));
        Assert.Equal([5, 4], NpyReader.Identify(Path.Combine(_folder.File("out"), "features.npy")).Shape);
    }

    [Theory]
    [InlineData(ActivationFormat.Npy, "a.npy")]
    [InlineData(ActivationFormat.Csv, "a.csv")]
    [InlineData(ActivationFormat.Npz, "a.npz")]
    [InlineData(ActivationFormat.Net2Brain, "a")]
    [InlineData(ActivationFormat.Thingsvision, "a")]
    public void Write_OverWhatIsThere_IsRefusedUnlessAsked(ActivationFormat format, string name)
    {
        string path = _folder.File(name);
        FeatureFile.Write(path, format, [s_fc], overwrite: false, CancellationToken.None);
        string[] before = _folder.List();
        Assert.Equal("FileExists", Assert.ThrowsAny<DnnBrainException>(() => FeatureFile.Write(path, format, [s_fc], overwrite: false, CancellationToken.None)).ErrorId);
        FeatureFile.Write(path, format, [s_fc], overwrite: true, CancellationToken.None);
        Assert.Equal(before, _folder.List());
    }

    [Theory]
    [InlineData(ActivationFormat.Npy)]
    [InlineData(ActivationFormat.Csv)]
    [InlineData(ActivationFormat.Thingsvision)]
    public void Write_OfSeveralLayersToOne_IsRefused(ActivationFormat format) =>
        Refused("LayerAmbiguous", format, s_conv, s_fc);

    [Theory]
    [InlineData(ActivationFormat.Npz)]
    [InlineData(ActivationFormat.Net2Brain)]
    public void Write_OfALayerTwice_IsRefused(ActivationFormat format) => Refused("LayerDuplicate", format, s_conv, s_conv);

    [Fact]
    public void Write_OfALayerWithAReservedName_IsRefused() => Refused("LayerNameInvalid", ActivationFormat.Npz, FeatureData.Make("format", FeatureData.Fc));

    [Fact]
    public void Write_OfOtherStimuli_IsRefused() =>
        Refused("StimulusMismatch", ActivationFormat.Npz, s_conv, FeatureData.Make("fc", FeatureData.Fc, ["a", "b", "c", "d", "e"]));

    [Fact]
    public void Write_OfAnIdWithALineEnd_IsRefused() =>
        Refused("StimulusIdInvalid", ActivationFormat.Npy, FeatureData.Make("fc", FeatureData.Fc, ["a\nb", "b", "c", "d", "e"]));

    [Theory]
    [InlineData(ActivationFormat.Npy)]
    [InlineData(ActivationFormat.Npz)]
    [InlineData(ActivationFormat.Csv)]
    [InlineData(ActivationFormat.Net2Brain)]
    public void Write_ThatIsCancelled_LeavesNoFile(ActivationFormat format)
    {
        Assert.ThrowsAny<OperationCanceledException>(() => FeatureFile.Write(_folder.File("x"), format, [s_conv], overwrite: false, new CancellationToken(canceled: true)));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Read_OfAListOfAnotherLength_IsRefused()
    {
        FeatureFile.Write(_folder.File("a.npy"), ActivationFormat.Npy, [s_fc], overwrite: false, CancellationToken.None);
        File.AppendAllText(_folder.File("a.stimuli.txt"), "more\n");
        Assert.Equal("FileInvalid", Assert.ThrowsAny<DataFileException>(() => FeatureFile.Read(_folder.File("a.npy"))).ErrorId);
    }

    [PythonFact]
    public void Write_OfEachFormat_IsReadByNumPyAndPandas()
    {
        Activation named = FeatureData.Make("conv", FeatureData.Conv);
        FeatureFile.Write(_folder.File("a.npz"), ActivationFormat.Npz, [named], overwrite: false, CancellationToken.None);
        FeatureFile.Write(_folder.File("a.npy"), ActivationFormat.Npy, [named], overwrite: false, CancellationToken.None);
        FeatureFile.Write(_folder.File("a.csv"), ActivationFormat.Csv, [named], overwrite: false, CancellationToken.None);
        FeatureFile.Write(_folder.File("net"), ActivationFormat.Net2Brain, [named], overwrite: false, CancellationToken.None);
        PythonFactAttribute.CheckWrittenFile("features", _folder.Path);
    }

    private void Refused(string errorId, ActivationFormat format, params Activation[] activations)
    {
        Assert.Equal(errorId, Assert.ThrowsAny<DnnBrainException>(() => FeatureFile.Write(_folder.File("x"), format, activations, overwrite: false, CancellationToken.None)).ErrorId);
        Assert.Empty(_folder.List());
    }
}
