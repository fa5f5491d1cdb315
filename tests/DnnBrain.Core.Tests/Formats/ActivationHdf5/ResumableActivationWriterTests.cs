using DnnBrain.Activations;
using DnnBrain.Formats;
using DnnBrain.Formats.ActivationHdf5;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.ActivationHdf5;

public sealed class ResumableActivationWriterTests : IDisposable
{
    private const int StimulusCount = 60;
    private const int BatchSize = 7;

    // Chunks of many stimuli; of three, which no batch is a multiple of; of a part of one; numbers that pack well and that do not.
    private static readonly LayerShape[] s_layers = [new("pooled", 5, 1, 1), new("fc", 40_000, 1, 1), new("conv", 75, 60, 60)];
    private static readonly string[] s_ids = [.. Enumerable.Range(0, StimulusCount).Select(i => $"s{i}")];
    private static readonly Provenance s_provenance = new() { Operation = "Test", Model = "net", Parameters = new Dictionary<string, string> { ["Pooling"] = "None" } };
    private static readonly ExtractionPlan s_plan = new(s_provenance, s_layers, s_ids);

    private static readonly float[][] s_values = [.. s_layers.Select(MakeValues)];

    private readonly TemporaryFolder _folder = new();

    private string Final => _folder.File("a.act.h5");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Complete_GivesTheValuesUnderTheFinalNameOnly()
    {
        using (var writer = new ResumableActivationWriter(Final))
        {
            Run(writer, StimulusCount);
            Assert.DoesNotContain("a.act.h5", _folder.List());
            IReadOnlyList<Activation> layers = writer.Complete(Answered(StimulusCount), s_provenance);
            for (int i = 0; i < s_layers.Length; i++)
            {
                Assert.Equal(Values(i, Enumerable.Range(0, StimulusCount).Where(IsAnswered)), layers[i].ToArray());
            }
        }

        Assert.Equal(["a.act.h5"], _folder.List());
    }

    [Fact]
    public void Restore_AfterAKillAtAnyByteOfTheJournal_EndsInTheSameFile()
    {
        byte[] expected = Uninterrupted();
        var random = new Random(3);
        using (var writer = new ResumableActivationWriter(Final, resume: true))
        {
            Run(writer, StimulusCount - 11);
            writer.WaitForWriting();
        }

        byte[] data = File.ReadAllBytes(Final + ".partial.1");
        byte[] journal = File.ReadAllBytes(Final + ".partial");
        int plan = journal.AsSpan().IndexOf("StimulusId"u8);
        for (int round = 0; round < 15; round++)
        {
            // What a kill leaves: a journal that ends anywhere, and a data file that may have more than the journal says.
            File.WriteAllBytes(Final + ".partial", journal[..(round == 0 ? journal.Length : round < 4 ? random.Next(plan) : random.Next(plan, journal.Length))]);
            File.WriteAllBytes(Final + ".partial.1", data);
            Resume();
            Assert.Equal(expected, File.ReadAllBytes(Final));
            Assert.Equal(["a.act.h5"], _folder.List());
            File.Delete(Final);
        }
    }

    [Fact]
    public void Restore_WhenBytesOfTheDataWereLost_GoesBackToTheLastBatchThatIsWhole()
    {
        byte[] expected = Uninterrupted();
        using (var writer = new ResumableActivationWriter(Final, resume: true))
        {
            Run(writer, StimulusCount - 11);
            writer.WaitForWriting();
        }

        // A power failure: the end of the data never reached the disk, and a block in it is zero.
        byte[] data = File.ReadAllBytes(Final + ".partial.1");
        data.AsSpan(data.Length / 2, 4096).Clear();
        File.WriteAllBytes(Final + ".partial.1", data[..(data.Length * 3 / 4)]);
        using var resumed = new ResumableActivationWriter(Final, resume: true);
        resumed.Open("net", s_layers, StimulusCount);
        int there = resumed.Restore(s_plan, default).Count;
        Assert.InRange(there, BatchSize, StimulusCount - 11 - BatchSize);
        Assert.Equal(0, there % BatchSize);
        Run(resumed, StimulusCount, there);
        resumed.Complete(Answered(StimulusCount), s_provenance);
        Assert.Equal(expected, File.ReadAllBytes(Final));
    }

    [Fact]
    public void Restore_AfterAKillWhileItTookOver_StartsFromTheSameJournal()
    {
        byte[] expected = Uninterrupted();
        using (var writer = new ResumableActivationWriter(Final, resume: true))
        {
            Run(writer, 35);
        }

        File.WriteAllText(Final + ".partial.2", "half a file");
        File.WriteAllText(Final + ".partial.next", "half a journal");
        Resume();
        Assert.Equal(expected, File.ReadAllBytes(Final));
        Assert.Equal(["a.act.h5"], _folder.List());
    }

    [Fact]
    public void Dispose_BeforeTheEnd_LeavesNothingUnlessTheRunIsResumable()
    {
        using (var writer = new ResumableActivationWriter(Final))
        {
            Run(writer, 20);
        }

        Assert.Empty(_folder.List());
        using (var writer = new ResumableActivationWriter(Final, resume: true))
        {
            Run(writer, 20);
            writer.WaitForWriting();
        }

        Assert.Equal(["a.act.h5.partial", "a.act.h5.partial.1"], _folder.List());
        Resume();
        Assert.Equal(["a.act.h5"], _folder.List());
    }

    [Fact]
    public void Constructor_WithAPartThere_SaysHowMuchAndWhatToDo()
    {
        Partial();
        var error = Assert.Throws<DataFileException>(() => new ResumableActivationWriter(Final));
        Assert.Equal("PartialExists", error.ErrorId);
        Assert.Contains("21 of its 60", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Resume", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, _folder.List().Length);
        using (var writer = new ResumableActivationWriter(Final, overwrite: true))
        {
            Assert.Empty(_folder.List());
        }
    }

    [Fact]
    public void Restore_WithAnotherPlan_NamesTheDifferenceAndLeavesThePart()
    {
        Partial();
        (Provenance Provenance, string[] Ids, string Said)[] cases =
        [
            (s_provenance with { Model = "other" }, s_ids, "Model was 'net' and is 'other'"),
            (s_provenance with { WeightsSha256 = "ab" }, s_ids, "WeightsSha256 was '' and is 'ab'"),
            (s_provenance with { Parameters = new Dictionary<string, string> { ["Pooling"] = "Max" } }, s_ids, "Pooling was 'None' and is 'Max'"),
            (s_provenance, [.. s_ids[..5], "x", .. s_ids[6..]], "stimulus 6 was 's5' and is 'x'"),
            (s_provenance, s_ids[..50], "stimulus 's50' is not among the 50"),
            (s_provenance, [.. s_ids, "more"], "there were 60 stimuli and are 61"),
        ];
        foreach ((Provenance provenance, string[] ids, string said) in cases)
        {
            using var writer = new ResumableActivationWriter(Final, resume: true);
            writer.Open("net", s_layers, ids.Length);
            var error = Assert.Throws<DataFileException>(() => writer.Restore(new ExtractionPlan(provenance, s_layers, ids), default));
            Assert.Equal("ResumeMismatch", error.ErrorId);
            Assert.Contains(said, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["a.act.h5.partial", "a.act.h5.partial.1"], _folder.List());
    }

    [Fact]
    public void Constructor_WhileAnotherRunWrites_IsRefused()
    {
        using var running = new ResumableActivationWriter(Final);
        Run(running, 14);
        foreach (bool resume in (bool[])[true, false])
        {
            Assert.Equal("FileInUse", Assert.Throws<DataFileException>(() => new ResumableActivationWriter(Final, overwrite: true, resume)).ErrorId);
        }

        // And one that was made before the first wrote its journal.
        using var folder = new TemporaryFolder();
        using var first = new ResumableActivationWriter(folder.File("b.act.h5"));
        using var second = new ResumableActivationWriter(folder.File("b.act.h5"));
        Run(first, 14);
        second.Open("net", s_layers, StimulusCount);
        Assert.Equal("FileInUse", Assert.Throws<DataFileException>(() => second.Restore(s_plan, default)).ErrorId);
    }

    [Fact]
    public void Constructor_WithSomethingElseUnderTheJournalsName_TouchesItNot()
    {
        File.WriteAllText(Final + ".partial", "my notes");
        Assert.Equal("FileInvalid", Assert.Throws<InvalidFileContentException>(() => new ResumableActivationWriter(Final, overwrite: true, resume: true)).ErrorId);
        Assert.Equal("my notes", File.ReadAllText(Final + ".partial"));
    }

    [Fact]
    public void OpenFinished_OfWhatWasAskedFor_ReadsIt()
    {
        Uninterrupted(keep: true);
        Assert.Equal(s_layers.Select(layer => layer.Layer), ResumableActivationWriter.OpenFinished(Final, s_plan).Select(a => a.Layer));
        var other = new ExtractionPlan(s_provenance, s_layers, s_ids.Reverse());
        Assert.Equal("ResumeMismatch", Assert.Throws<DataFileException>(() => ResumableActivationWriter.OpenFinished(Final, other)).ErrorId);
    }

    // Every eleventh stimulus cannot be read.
    private static bool IsAnswered(int stimulus) => stimulus % 11 != 10;

    private static IReadOnlyList<string> Answered(int end) => [.. Enumerable.Range(0, end).Where(IsAnswered).Select(i => s_ids[i])];

    private static float[] Values(int layer, IEnumerable<int> stimuli) =>
        [.. stimuli.SelectMany(stimulus => s_values[layer].AsSpan(stimulus, s_layers[layer].UnitCount).ToArray())];

    private static float[] MakeValues(LayerShape layer)
    {
        // Each stimulus has a window of its own. Behind a rectifier in the second layer.
        var random = new Random(layer.UnitCount);
        float least = layer.Layer == "fc" ? 0 : -1;
        return [.. Enumerable.Range(0, layer.UnitCount + StimulusCount).Select(_ => Math.Max(least, (float)((random.NextDouble() * 2) - 1)))];
    }

    /// <summary>Appends batches up to a stimulus, as an extraction does.</summary>
    private static void Run(ResumableActivationWriter writer, int end, int? restored = null)
    {
        if (restored is null)
        {
            writer.Open("net", s_layers, StimulusCount);
            restored = writer.Restore(s_plan, default).Count;
        }

        for (int first = restored.Value; first < end; first += BatchSize)
        {
            int[] batch = [.. Enumerable.Range(first, Math.Min(BatchSize, end - first))];
            int[] answered = [.. batch.Where(IsAnswered)];
            for (int layer = 0; layer < s_layers.Length; layer++)
            {
                writer.Append(layer, answered.Length, Values(layer, answered));
            }

            writer.EndBatch([.. batch.Select(stimulus => new StimulusOutcome(IsAnswered(stimulus) ? new byte[32] : null))]);
        }
    }

    private void Partial()
    {
        using var writer = new ResumableActivationWriter(Final, resume: true);
        Run(writer, 21);
        writer.WaitForWriting();
    }

    private void Resume()
    {
        using var writer = new ResumableActivationWriter(Final, resume: true);
        Run(writer, StimulusCount);
        writer.Complete(Answered(StimulusCount), s_provenance);
    }

    private byte[] Uninterrupted(bool keep = false)
    {
        Resume();
        byte[] bytes = File.ReadAllBytes(Final);
        if (!keep)
        {
            File.Delete(Final);
        }

        return bytes;
    }
}
