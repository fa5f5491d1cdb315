using DnnBrain.Formats.StimulusCsv;
using DnnBrain.Stimuli;
using Xunit;

namespace DnnBrain.Core.Tests.Stimuli;

public sealed class StimulusTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingObserver _observer = new();

    public StimulusTableTests()
    {
        foreach (string name in (string[])["a.png", "b.png", "c.txt"])
        {
            File.WriteAllText(_folder.File(name), "");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ToStimuli_OfOneIdTwice_KeepsTheFirstAndNamesBothLines()
    {
        Stimulus[] stimuli = Read(["stimID", "label"], ["a.png", "x"], ["b.png", "y"], ["a.png", "z"]);

        Assert.Equal(["a.png", "b.png"], stimuli.Select(s => s.Id));
        Assert.Equal("x", stimuli[0].Label);
        var error = Assert.IsType<StimulusTableException>(Assert.Single(_observer.Failures));
        Assert.Equal(("StimulusDuplicate", 4), (error.ErrorId, error.Line));
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToStimuli_WithColumnsInAnyOrder_FindsThemByName()
    {
        Stimulus stimulus = Assert.Single(Read(["path", "label", "onset", "stimID", "rt"], ["b.png", "x", "2.5", "face 1", "0.3"]));

        Assert.Equal(("face 1", _folder.File("b.png"), "x", 2.5), (stimulus.Id, stimulus.Path, stimulus.Label, stimulus.Onset));
        Assert.Equal(0.3, Assert.Single(stimulus.Properties).Value);
        Assert.Equal("x", Assert.Single(Read(["label", "stimID"], ["x", "a.png"])).Label);
        Assert.Null(Assert.Single(Read(["label", "stimID"], ["", "a.png"])).Label);
    }

    [Fact]
    public void Write_OfAllThatIsKnown_IsReadBackAsItWas()
    {
        Stimulus[] stimuli =
        [
            new() { Id = "a.png", Path = _folder.File("a.png"), Label = "face", Condition = "up", Onset = 0.5, Duration = 2 },
            new() { Id = "b.png", Path = _folder.File("b.png"), Condition = "down" },
        ];
        string file = _folder.File("x.stim.csv");

        StimulusCsvWriter.Write(file, stimuli, title: null, overwrite: false);

        Assert.Equal(
            ["data=stimID,label,condition,onset,duration", "a.png,face,up,0.5,2", "b.png,,down,,"],
            File.ReadAllLines(file)[2..]);
        Stimulus[] read = [.. StimulusCsvReader.Read(file, _observer)];
        Assert.Equal(["face", null], read.Select(s => s.Label));
        Assert.Equal(["up", "down"], read.Select(s => s.Condition));
        Assert.Equal([2, null], read.Select(s => s.Duration));
    }

    [Fact]
    public void Write_OfNothing_IsRefused()
    {
        Assert.Equal("StimulusNotFound", Assert.Throws<DnnBrainException>(() => StimulusCsvWriter.Write(_folder.File("x.stim.csv"), [], null, overwrite: false)).ErrorId);
        Assert.False(File.Exists(_folder.File("x.stim.csv")));
    }

    [Fact]
    public void Write_OfAFileInTheRootFolder_TakesThatForItsFolder()
    {
        string root = Path.GetPathRoot(_folder.Path)!;
        StimulusCsvWriter.Write(_folder.File("x.stim.csv"), [new Stimulus { Id = "a.png", Path = Path.Combine(root, "a.png") }], null, overwrite: false);
        Assert.Contains($"path={root}", File.ReadAllLines(_folder.File("x.stim.csv")));
    }

    [Fact]
    public void Read_WithAnEmptyPath_SaysThatItIsMissing()
    {
        File.WriteAllText(_folder.File("x.stim.csv"), "type=image\npath=\ndata=stimID\na.png\n");
        StimulusTableException error = Assert.Throws<StimulusTableException>(() => StimulusCsvReader.Read(_folder.File("x.stim.csv"), _observer));
        Assert.Equal("StimulusHeaderInvalid", error.ErrorId);
        Assert.Contains("'path='", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromFolder_TakesWhatAreStimuliInNaturalOrder()
    {
        Directory.CreateDirectory(_folder.File("faces"));
        File.WriteAllText(_folder.File("faces/10.jpg"), "");
        File.WriteAllText(_folder.File("faces/2.JPG"), "");

        Assert.Equal(["a.png", "b.png"], StimulusFolder.FromFolder(_folder.Path, recurse: false).Select(s => s.Id));
        Assert.Equal(["a.png", "b.png", "faces/2.JPG", "faces/10.jpg"], StimulusFolder.FromFolder(_folder.Path, recurse: true).Select(s => s.Id));
        Assert.Equal([null, null, "faces", "faces"], StimulusFolder.FromFolder(_folder.Path, recurse: true).Select(s => s.Condition));
        File.Delete(_folder.File("a.png"));
        File.Delete(_folder.File("b.png"));
        DnnBrainException error = Assert.Throws<DnnBrainException>(() => StimulusFolder.FromFolder(_folder.Path, recurse: false));
        Assert.Equal("StimulusNotFound", error.ErrorId);
        Assert.Contains("-Recurse", error.Message, StringComparison.Ordinal);
    }

    private Stimulus[] Read(string[] columns, params string[][] rows) =>
        [.. new StimulusTable("table", columns, [.. rows.Select((cells, i) => new StimulusTableRow(i + 2, cells))]).ToStimuli(StimulusKind.Image, _folder.Path, _observer)];
}
