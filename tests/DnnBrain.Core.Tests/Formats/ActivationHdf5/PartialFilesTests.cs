using DnnBrain.Activations;
using DnnBrain.Formats.ActivationHdf5;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.ActivationHdf5;

public sealed class PartialFilesTests : IDisposable
{
    private static readonly LayerShape[] s_layers = [new("fc", 3, 1, 1)];
    private static readonly string[] s_ids = ["a", "b", "c"];
    private static readonly ExtractionPlan s_plan = new(new Provenance { Operation = "Test", Model = "net" }, s_layers, s_ids);

    private readonly TemporaryFolder _folder = new();

    private string Final => _folder.File("a.act.h5");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Delete_TakesTheJournalsAndTheDataOfThisRunAndItsNeighbours()
    {
        string[] mine = ["a.act.h5.partial", "a.act.h5.partial.next", "a.act.h5.partial.2", "a.act.h5.partial.3", "a.act.h5.partial.4"];
        string[] others = ["a.act.h5", "a.act.h5.partial.7", "a.act.h5.txt", "b.act.h5.partial"];
        foreach (string name in mine.Concat(others))
        {
            File.WriteAllText(_folder.File(name), "");
        }

        new PartialFiles(Final).Delete(generation: 3);

        Assert.Equal(others, _folder.List());
    }

    [Fact]
    public void Dispose_OfARunThatWasStoppedWhileItTookOver_LeavesTheEarlierPartAlone()
    {
        Begin();
        byte[] journal = File.ReadAllBytes(Final + ".partial");
        byte[] data = File.ReadAllBytes(Final + ".partial.1");
        using (var second = new ResumableActivationWriter(Final, resume: true))
        {
            second.Open("net", s_layers, s_ids.Length);
            Assert.Throws<OperationCanceledException>(() => second.Restore(s_plan, new CancellationToken(canceled: true)));
        }

        Assert.Equal(["a.act.h5.partial", "a.act.h5.partial.1"], _folder.List());
        Assert.Equal(journal, File.ReadAllBytes(Final + ".partial"));
        Assert.Equal(data, File.ReadAllBytes(Final + ".partial.1"));
    }

    [Fact]
    public void Constructor_WithForceAfterAKillWhileTakingOver_LeavesNothing()
    {
        Begin();
        File.WriteAllText(Final + ".partial.2", "half a file");
        File.WriteAllText(Final + ".partial.next", "half a journal");

        using (new ResumableActivationWriter(Final, overwrite: true))
        {
            Assert.Empty(_folder.List());
        }
    }

    private void Begin()
    {
        using var first = new ResumableActivationWriter(Final, resume: true);
        first.Open("net", s_layers, s_ids.Length);
        first.Restore(s_plan, default);
        first.Append(0, 2, [1, 2, 3, 4, 5, 6]);
        first.EndBatch([new StimulusOutcome(new byte[32]), new StimulusOutcome(new byte[32])]);
        first.WaitForWriting();
    }
}
