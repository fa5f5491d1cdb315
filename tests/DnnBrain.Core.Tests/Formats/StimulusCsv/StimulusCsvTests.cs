using System.Globalization;
using DnnBrain.Formats.StimulusCsv;
using DnnBrain.Stimuli;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.StimulusCsv;

public sealed class StimulusCsvTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly string _folder;

    public StimulusCsvTests()
    {
        _folder = _temporary.Path;
        Directory.CreateDirectory(Path.Combine(_folder, "images"));
        foreach (string name in new[] { "a.png", "b.png", "c.png" })
        {
            File.WriteAllText(Path.Combine(_folder, "images", name), "");
        }
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Read_ByteOrderMarkAndWindowsLineEnds_ReadsAsPlain()
    {
        Stimulus stimulus = Assert.Single(Read("\uFEFFtype=image\r\npath=images\r\ndata=stimID,onset\r\na.png,1.5\r\n"));

        Assert.Equal("a.png", stimulus.Id);
        Assert.Equal(1.5, stimulus.Onset);
        Assert.Equal(Path.Combine(_folder, "images", "a.png"), stimulus.Path);
    }

    [Fact]
    public void Read_QuotedCellWithCommaQuoteAndLineEnd_KeepsIt()
    {
        Stimulus stimulus = Assert.Single(Read("type=image\npath=images\ndata=stimID,note\na.png,\"x, \"\"y\"\"\nz\"\n"));

        Assert.Equal("x, \"y\"\nz", stimulus.Properties["note"]);
    }

    [Fact]
    public void Read_EqualSignInValue_SplitsAtTheFirst()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "a=b"));
        File.WriteAllText(Path.Combine(_folder, "a=b", "x.png"), "");

        Assert.Equal(Path.Combine(_folder, "a=b", "x.png"), Assert.Single(Read("type=image\npath=a=b\ndata=stimID\nx.png\n")).Path);
    }

    [Fact]
    public void Read_NumericAndMixedColumns_TypeIsThatOfTheWholeColumn()
    {
        IReadOnlyList<Stimulus> stimuli = Read("type=image\npath=images\ndata=stimID,rt,code\na.png,1,1\nb.png,,x\nc.png,2e-1,3\n");

        Assert.Equal(0.2, stimuli[2].Properties["rt"]);
        Assert.Equal(double.NaN, stimuli[1].Properties["rt"]);
        Assert.Equal("1", stimuli[0].Properties["code"]);
    }

    [Fact]
    public void Read_Video_IdsAreOneBasedFrames()
    {
        File.WriteAllText(Path.Combine(_folder, "film.mp4"), "");

        IReadOnlyList<Stimulus> stimuli = Read("type=video\npath=film.mp4\ndata=stimID\n1\n25\n");

        Assert.Equal([1, 25], stimuli.Select(s => s.Frame ?? 0));
        Assert.All(stimuli, s => Assert.Equal(StimulusKind.VideoFrame, s.Kind));
    }

    [Theory]
    [InlineData("path=images\ndata=stimID\na.png\n", "type")]
    [InlineData("type=image\ndata=stimID\na.png\n", "path")]
    [InlineData("type=picture\npath=images\ndata=stimID\na.png\n", "picture")]
    [InlineData("type=image\npath=images\na.png\n", "key=value")]
    [InlineData("type=image\npath=images\n", "data")]
    [InlineData("", "data")]
    public void Read_HeaderIncomplete_SaysWhatIsMissing(string text, string expected)
    {
        StimulusTableException e = Assert.Throws<StimulusTableException>(() => Read(text));

        Assert.Equal("StimulusHeaderInvalid", e.ErrorId);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.png\nb.png,1", 4, null)]
    [InlineData("a.png,1,2", 4, null)]
    [InlineData("a.png,\"1\n\"\nb.png,one", 6, "onset")]
    [InlineData("gone.png,1", 4, "stimID")]
    [InlineData(",1", 4, "stimID")]
    public void Read_BadRow_NamesLineAndColumn(string rows, int line, string? column)
    {
        StimulusTableException e = Assert.Throws<StimulusTableException>(() => Read("type=image\npath=images\ndata=stimID,onset\n" + rows + "\n"));

        Assert.Equal(column, e.Column);
        Assert.Equal(line, e.Line);
        Assert.Contains("x.stim.csv", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CellLongerThanAnyName_IsRefused()
    {
        StimulusTableException e = Assert.Throws<StimulusTableException>(
            () => Read("type=image\npath=images\ndata=stimID\n\"" + new string('x', 100_000) + "\"\n"));

        Assert.Equal("StimulusRowInvalid", e.ErrorId);
    }

    [Fact]
    public void Write_FilesElsewhere_AbsolutePathAndPathColumnWhereIdsAreNotNames()
    {
        string images = Path.Combine(_folder, "images");
        string elsewhere = Directory.CreateDirectory(Path.Combine(_folder, "tables")).FullName;
        string file = Path.Combine(elsewhere, "x.stim.csv");
        Stimulus[] stimuli =
        [
            new() { Id = "first", Path = Path.Combine(images, "a.png"), Properties = new Dictionary<string, object?> { ["rt"] = 0.5 } },
            new() { Id = "second", Path = Path.Combine(images, "b.png") },
        ];

        StimulusCsvWriter.Write(file, stimuli, "two\nlines", overwrite: false);

        Assert.Equal($"type=image\npath={images}\ntitle=two lines\ndata=stimID,path,rt\nfirst,a.png,0.5\nsecond,b.png,\n", File.ReadAllText(file));
        Assert.Equal(stimuli.Select(s => s.Path), StimulusCsvReader.Read(file, SilentObserver.Instance).Select(s => s.Path));
    }

    [Fact]
    public void Write_NumbersUnderGermanCulture_AreInvariant()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            string file = Path.Combine(_folder, "german.stim.csv");
            StimulusCsvWriter.Write(file, [new Stimulus { Id = "a.png", Path = Path.Combine(_folder, "images", "a.png"), Onset = 0.25 }], null, overwrite: false);
            Assert.Equal("type=image\npath=images\ndata=stimID,onset\na.png,0.25\n", File.ReadAllText(file));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Write_MixedKinds_IsRefused()
    {
        Stimulus[] stimuli = [new() { Id = "a", Path = "/a" }, new() { Id = "b", Path = "/b", Kind = StimulusKind.Audio }];

        DnnBrainException e = Assert.Throws<DnnBrainException>(() => StimulusCsvWriter.Write(Path.Combine(_folder, "x.stim.csv"), stimuli, null, overwrite: false));

        Assert.Equal("StimulusKindMixed", e.ErrorId);
    }

    private IReadOnlyList<Stimulus> Read(string text)
    {
        string file = Path.Combine(_folder, "x.stim.csv");
        File.WriteAllText(file, text);
        return StimulusCsvReader.Read(file, SilentObserver.Instance);
    }
}
