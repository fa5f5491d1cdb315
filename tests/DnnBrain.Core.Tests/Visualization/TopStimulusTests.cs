using DnnBrain.Activations;
using DnnBrain.Stimuli;
using DnnBrain.Visualization;
using Xunit;

namespace DnnBrain.Core.Tests.Visualization;

public sealed class TopStimulusTests
{
    private static readonly Dictionary<string, Stimulus> s_noStimuli = [];
    private static readonly Provenance s_made = new() { Operation = "Get-DnnActivation", Model = "net", Seed = 7 };
    private readonly RecordingObserver _observer = new();

    [Theory]
    [InlineData(ActivationScore.Max, 1)]
    [InlineData(ActivationScore.Max, 7)]
    [InlineData(ActivationScore.Max, 60)]
    [InlineData(ActivationScore.Mean, 7)]
    public void Find_ManyTies_IsTheStableSortOfAllScoresForAnyBatchSize(ActivationScore score, int batch)
    {
        const int Stimuli = 60;
        var layer = new LayerShape("conv1", 5, 3, 2);
        // Whole numbers from 0 to 4: several stimuli share each score.
        float[] values = Values(Stimuli * layer.UnitCount, random => random.Next(5));
        int[] channels = [4, 1, 5];
        using var sink = new TopStimulusSink(new TopStimulusOptions { Channel = channels, Top = 8, Score = score }, s_noStimuli, _observer);
        sink.Open("net", [layer], Stimuli);
        for (int first = 0; first < Stimuli; first += batch)
        {
            int count = Math.Min(batch, Stimuli - first);
            sink.Append(0, count, values.AsSpan(first * layer.UnitCount, count * layer.UnitCount));
        }

        Assert.Empty(sink.Complete(Ids(Stimuli), s_made));

        var expected =
            from channel in channels
            let ranked = Enumerable.Range(0, Stimuli)
                .Select(s => (Id: $"s{s}", Score: Score(values.AsSpan((s * layer.UnitCount) + ((channel - 1) * 6), 6), score)))
                .OrderByDescending(pair => pair.Score)
                .Take(8)
            from pair in ranked.Select((pair, i) => (channel, Rank: i + 1, pair.Id, pair.Score))
            select pair;
        Assert.Equal(expected, sink.Result.Select(top => (top.Channel, top.Rank, top.StimulusId, top.Value)));
        Assert.Empty(_observer.Warnings);
    }

    [Fact]
    public void Find_SeveralLayers_RanksEachByItsOwnAnswers()
    {
        using var sink = new TopStimulusSink(new TopStimulusOptions { Channel = [1], Top = 1 }, s_noStimuli, _observer);
        sink.Open("net", [new LayerShape("a", 1, 1, 1), new LayerShape("b", 1, 1, 1)], 3);
        sink.Append(0, 2, [1, 5]);
        sink.Append(1, 2, [9, 2]);
        sink.Append(0, 1, [3]);
        sink.Append(1, 1, [4]);
        sink.Complete(Ids(3), s_made);
        Assert.Equal([("a", "s1", 5.0), ("b", "s0", 9.0)], sink.Result.Select(top => (top.Layer, top.StimulusId, top.Value)));
    }

    [Fact]
    public void Find_MapWithNaN_IsNeverRankedAndNamed()
    {
        // Channel 1 of stimulus 1 contains NaN beside the largest value of all.
        IReadOnlyList<TopStimulus> found = Find(new ActivationShape(3, 2, 1, 2), [1, 2, 3, 4, float.NaN, 99, 7, 8, 5, 6, 1, 1], [1, 2], 3);
        Assert.Equal([(1, 1, "s2"), (1, 2, "s0"), (2, 1, "s1"), (2, 2, "s0"), (2, 3, "s2")], found.Select(top => (top.Channel, top.Rank, top.StimulusId)));
        string warning = Assert.Single(_observer.Warnings);
        Assert.Contains("NaN to 1 stimuli", warning, StringComparison.Ordinal);
        Assert.Contains("s1", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_InfiniteAndNegativeAnswers_AreRankedAsNumbers()
    {
        float[] values = [-3, float.NegativeInfinity, float.PositiveInfinity, -1];
        Assert.Equal(["s2", "s3", "s0", "s1"], Find(new ActivationShape(4, 1, 1, 1), values, [1], 4).Select(top => top.StimulusId));
    }

    [Fact]
    public void Find_MoreThanThereAre_GivesAllWithAWarning()
    {
        Assert.Equal(["s1", "s2", "s0"], Find(new ActivationShape(3, 1, 1, 1), [1, 3, 2], [1], int.MaxValue).Select(top => top.StimulusId));
        Assert.Contains("3 stimuli, fewer than", Assert.Single(_observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NoStimulus_GivesNothing()
    {
        Assert.Empty(Find(new ActivationShape(0, 1, 1, 1), [], [1], 5));
        Assert.Single(_observer.Warnings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(-1)]
    public void Find_ChannelOutOfRange_IsRefusedWithTheRange(int channel)
    {
        DnnBrainException error = Assert.Throws<DnnBrainException>(() => Find(new ActivationShape(1, 3, 1, 1), [1, 2, 3], [1, channel], 1));
        Assert.Equal(("ChannelNotFound", ErrorKind.NotFound, channel), (error.ErrorId, error.Kind, error.Target));
        Assert.Contains("channels 1 to 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("'fc'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_UnsortedAndRepeatedChannels_AreRankedOnceInTheOrderAsked() =>
        Assert.Equal([3, 1, 2], Find(new ActivationShape(1, 3, 1, 1), [1, 2, 3], [3, 1, 3, 2, 1], 1).Select(top => top.Channel));

    [Fact]
    public void Find_NothingAskedFor_IsRefused()
    {
        Assert.Equal("ChannelMissing", Assert.Throws<DnnBrainException>(() => Find(new ActivationShape(1, 1, 1, 1), [1], [], 1)).ErrorId);
        Assert.Equal("TopOutOfRange", Assert.Throws<DnnBrainException>(() => Find(new ActivationShape(1, 1, 1, 1), [1], [1], 0)).ErrorId);
    }

    [Fact]
    public void Find_LayerLargerThanABlock_IsReadInBlocksWithTheSameRanks()
    {
        // 3 stimuli of 2.1 million units: a block holds one of them.
        var shape = new ActivationShape(3, 1, 1, 2_100_000);
        float[] values = new float[3 * shape.UnitCount];
        values[shape.UnitCount + 77] = 2;
        values[^1] = 3;
        Assert.Equal([("s2", 3.0), ("s1", 2.0), ("s0", 0.0)], Find(shape, values, [1], 3).Select(top => (top.StimulusId, top.Value)));
        Assert.Equal(new RunProgress("Ranking stimuli by fc", 3, 3, "stimuli"), _observer.Latest);
    }

    [Fact]
    public void Find_Cancelled_Stops() => Assert.Throws<OperationCanceledException>(() =>
        TopStimulusSearch.Find(Make(new ActivationShape(1, 1, 1, 1), [1]), new TopStimulusOptions { Channel = [1] }, s_noStimuli, _observer, new CancellationToken(canceled: true)));

    [Fact]
    public void Result_OfEachRank_CarriesStimulusAndProvenance()
    {
        var stimulus = new Stimulus { Id = "s0", Path = "/a.png", Label = "dog" };
        TopStimulus top = TopStimulusSearch.Find(
            Make(new ActivationShape(1, 1, 1, 1), [2.5f]),
            new TopStimulusOptions { Channel = [1], Top = 1, Score = ActivationScore.Mean },
            new Dictionary<string, Stimulus> { ["s0"] = stimulus },
            _observer,
            CancellationToken.None).Single();
        Assert.Same(stimulus, top.Stimulus);
        Assert.Equal(("net", "fc", 2.5), (top.Model, top.Layer, top.Value));
        Assert.Equal("Find-TopStimulus (Top=1, Score=Mean)", top.Provenance.ToString());
        Assert.Same(s_made, Assert.Single(top.Provenance.Sources));
        Assert.Equal((7L, "net"), (top.Provenance.Seed, top.Provenance.Model));
        Assert.Equal("fc channel 1 rank 1: s0 (2.5)", top.ToString());
    }

    private IReadOnlyList<TopStimulus> Find(ActivationShape shape, float[] values, int[] channels, int top) =>
        TopStimulusSearch.Find(Make(shape, values), new TopStimulusOptions { Channel = channels, Top = top }, s_noStimuli, _observer, CancellationToken.None);

    private static Activation Make(ActivationShape shape, float[] values) =>
        new("net", "fc", Ids(shape.Stimuli), new MemoryActivationValues(shape, values), s_made);

    private static string[] Ids(int n) => [.. Enumerable.Range(0, n).Select(i => $"s{i}")];

    private static float[] Values(int count, Func<Random, int> draw)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(_ => (float)draw(random))];
    }

    private static double Score(ReadOnlySpan<float> map, ActivationScore score)
    {
        double[] values = [.. map.ToArray().Select(v => (double)v)];
        return score == ActivationScore.Max ? values.Max() : values.Sum() / values.Length;
    }
}
