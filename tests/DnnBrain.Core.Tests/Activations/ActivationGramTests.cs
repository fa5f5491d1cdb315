using DnnBrain.Activations;
using DnnBrain.Core.Tests.Rsa;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Metrics;
using Xunit;

namespace DnnBrain.Core.Tests.Activations;

public sealed class ActivationGramTests : TensorTest
{
    private static readonly Provenance s_provenance = new() { Operation = "test" };

    [Theory]
    [InlineData(7, 40, 3)]
    [InlineData(300, 700, 64)]
    [InlineData(301, 20_000, 100)]
    public void Sink_GivesTheProductsByTheirDefinition(int stimuli, int units, int batch)
    {
        // Integers up to 7: every sum is exact, so the products are the integers that a loop gives.
        float[] values = [.. Enumerable.Range(0, stimuli * units).Select(i => (float)((i * 31 % 17) % 8))];
        ActivationGram gram = Stream(values, stimuli, units, batch, long.MaxValue);
        for (int i = 0; i < stimuli; i += 37)
        {
            for (int j = 0; j < stimuli; j += 13)
            {
                double expected = 0;
                for (int u = 0; u < units; u++)
                {
                    expected += values[(i * units) + u] * values[(j * units) + u];
                }

                // Centred first and put together again: 1e-13 of the lengths.
                Assert.Equal(expected, gram[i, j], 1e-11 * expected);
                Assert.Equal(gram[i, j], gram[j, i]);
            }

            Assert.Equal(values.AsSpan(i * units, units).ToArray().Average(v => (double)v), gram.PatternMean[i], 1e-12);
            Assert.Equal(Math.Sqrt(gram[i, i]), gram.PatternNorm[i]);
        }

        Assert.Equal(Enumerable.Range(0, stimuli).Average(i => (double)values[i * units]), gram.UnitMean[0], 1e-12);
    }

    [Fact]
    public void Sink_WithRowsOnDisk_GivesTheSameBitsAndLeavesNoFile()
    {
        const int Stimuli = 300;
        const int Units = 9_000;
        using var folder = new TemporaryFolder();
        float[] values = RectifiedPatterns(Stimuli, Units);
        var observer = new RecordingObserver();
        ActivationGram memory = Stream(values, Stimuli, Units, 32, long.MaxValue);
        ActivationGram disk = Stream(values, Stimuli, Units, 50, maxMemory: 1, observer, folder.Path);
        Assert.Equal(memory.ToSquare(), disk.ToSquare());
        Assert.Equal(memory.UnitMean, disk.UnitMean);
        Assert.Contains(folder.Path, Assert.Single(observer.VerboseLines), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Sink_WithRowsOnDisk_HasNoFileWithANameWhileItWorks()
    {
        using var folder = new TemporaryFolder();
        using var sink = new ActivationGramSink(1, folder.Path, SilentObserver.Instance, default);
        sink.Open("net", [new LayerShape("conv", 10, 1, 1)], 100);
        sink.Append(0, 1, new float[10]);

        // A process that is killed now leaves nothing: the file has no name any more. Windows deletes it itself.
        if (!OperatingSystem.IsWindows())
        {
            Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        }
    }

    [Fact]
    public void Sink_WithAFolderThatIsNotThere_SaysWhatDidNotFit()
    {
        using var sink = new ActivationGramSink(1, "/no/such/folder", SilentObserver.Instance, default);
        var error = Assert.Throws<DnnBrainException>(() => sink.Open("net", [new LayerShape("conv", 10, 1, 1)], 100));
        Assert.Equal("ScratchFailed", error.ErrorId);
    }

    [Fact]
    public void Sink_ForMoreStimuliThanAMatrixHolds_RefusesBeforeAnyMemoryIsTaken()
    {
        using var sink = new ActivationGramSink(1, Path.GetTempPath(), SilentObserver.Instance, default);
        Assert.Equal("GramTooLarge", Assert.Throws<DnnBrainException>(() => sink.Open("net", [new LayerShape("conv", 10, 1, 1)], 70_000)).ErrorId);
    }

    [Fact]
    public void Sink_WhenFewerStimuliCome_TakesThoseThatCame()
    {
        float[] values = RectifiedPatterns(20, 50);
        using var sink = new ActivationGramSink(long.MaxValue, Path.GetTempPath(), SilentObserver.Instance, default);
        sink.Open("net", [new LayerShape("conv", 50, 1, 1)], 40);
        sink.Append(0, 20, values);
        sink.Complete([.. Enumerable.Range(0, 20).Select(i => $"s{i}")], s_provenance);
        Assert.Equal(Stream(values, 20, 50, 20, long.MaxValue)[3, 17], sink.Result[0][3, 17], 1e-9);
        Assert.Equal(20, sink.Result[0].Shape.Stimuli);
    }

    public static TheoryData<string, ZScoring> Metrics()
    {
        var data = new TheoryData<string, ZScoring>();
        foreach (string metric in (string[])["Correlation", "Cosine", "Euclidean"])
        {
            data.Add(metric, ZScoring.None);
            data.Add(metric, ZScoring.Stimulus);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void NewRdm_OfAStronglyCorrelatedLayer_IsTheDirectOne(string metric, ZScoring zScore)
    {
        // Behind a rectifier: mostly zero, the rest nearly the same for every stimulus (r about 0.999), far from the origin.
        const int Stimuli = 120;
        const int Units = 5_000;
        float[] values = RectifiedPatterns(Stimuli, Units);
        var options = new RdmOptions { Metric = RdmMetric.Parse(metric), ZScore = zScore };
        Rdm direct = RdmBuilder.Build(Layer(values, Stimuli, Units), options, SilentObserver.Instance, default);
        Rdm streamed = GramRdmBuilder.Build(Stream(values, Stimuli, Units, 32, 1), options, SilentObserver.Instance);
        Assert.True(metric != "Correlation" || direct.Dissimilarity.Min() < 0.002, "The patterns are not as alike as meant.");

        // What is promised is 1e-6. Products in float64 leave 1e-14 of 1, and the root of that of the patterns' length.
        double tolerance = metric == "Euclidean" ? 1e-7 * direct.Dissimilarity.Max() : 1e-13;
        Assert.All(direct.Dissimilarity.Zip(streamed.Dissimilarity), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        Assert.Equal((direct.Name, direct.Source, direct.Metric), (streamed.Name, streamed.Source, streamed.Metric));
        Assert.Equal(direct.StimulusId, streamed.StimulusId);
    }

    [Fact]
    public void NewRdm_OfPatternsOnACommonOffset_KeepsTheirDigits()
    {
        // 10,000 ± 1 in float32: the products are 1e8 times the differences that count.
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 30 * 2_000).Select(_ => 10_000 + (float)(random.NextDouble() - 0.5))];
        foreach (RdmMetric metric in (RdmMetric[])[RdmMetric.Correlation, RdmMetric.Euclidean])
        {
            var options = new RdmOptions { Metric = metric };
            Rdm direct = RdmBuilder.Build(Layer(values, 30, 2_000), options, SilentObserver.Instance, default);
            Rdm streamed = GramRdmBuilder.Build(Stream(values, 30, 2_000, 7, 1), options, SilentObserver.Instance);
            Assert.All(direct.Dissimilarity.Zip(streamed.Dissimilarity), pair => Assert.Equal(pair.First, pair.Second, 1e-8 * pair.First));
        }
    }

    [Theory]
    [InlineData("Correlation", "constant (s2)")]
    [InlineData("Cosine", "zero (s2)")]
    public void NewRdm_WithAPatternThatHasNoDissimilarity_NamesItAndKeepsNaN(string metric, string warning)
    {
        float[] values = RectifiedPatterns(6, 200);
        values.AsSpan(2 * 200, 200).Fill(metric == "Correlation" ? 0.1f : 0);
        values[(4 * 200) + 7] = float.NaN;
        var observer = new RecordingObserver();
        Rdm rdm = GramRdmBuilder.Build(Stream(values, 6, 200, 4, 1), new RdmOptions { Metric = RdmMetric.Parse(metric) }, observer);
        Assert.All(Enumerable.Range(0, 6).Where(i => i != 2), i => Assert.True(double.IsNaN(rdm[2, i])));
        Assert.All(Enumerable.Range(0, 6).Where(i => i != 4), i => Assert.True(double.IsNaN(rdm[4, i])));
        Assert.Equal(4 * 3 / 2, rdm.Dissimilarity.Count(double.IsFinite));
        Assert.Equal(2, observer.Warnings.Count);
        Assert.Contains("NaN or an infinity (s4)", observer.Warnings[0], StringComparison.Ordinal);
        Assert.Contains(warning, observer.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void NewRdm_WhatDoesNotFollowFromProducts_IsRefusedWithWhatDoes()
    {
        ActivationGram gram = Stream(RectifiedPatterns(4, 30), 4, 30, 4, 1);
        var error = Assert.Throws<DnnBrainException>(() => GramRdmBuilder.Build(gram, new RdmOptions { ZScore = ZScoring.Unit }, SilentObserver.Instance));
        Assert.Equal("ZScoreNeedsPatterns", error.ErrorId);
        Assert.Contains("None and Stimulus", error.Message, StringComparison.Ordinal);
        ActivationGram one = Stream(RectifiedPatterns(1, 30), 1, 30, 4, 1);
        Assert.Equal("StimulusTooFew", Assert.Throws<DnnBrainException>(() => GramRdmBuilder.Build(one, new RdmOptions(), SilentObserver.Instance)).ErrorId);
        ActivationGram narrow = Stream([1, 2, 3], 3, 1, 3, 1);
        Assert.Equal("UnitTooFew", Assert.Throws<DnnBrainException>(() => GramRdmBuilder.Build(narrow, new RdmOptions(), SilentObserver.Instance)).ErrorId);
    }

    [Fact]
    public void Builder_OfAnyPatterns_GivesWhatTheSinkGives()
    {
        float[] values = RectifiedPatterns(50, 400);
        values[(9 * 400) + 3] = float.PositiveInfinity;
        ActivationGram streamed = Stream(values, 50, 400, 16, 1);
        ActivationGram built = ActivationGramBuilder.Build(Layer(values, 50, 400), 40_000, SilentObserver.Instance, default);
        Assert.Equal((streamed.Model, streamed.Layer, streamed.Shape), (built.Model, built.Layer, built.Shape));
        Assert.All(streamed.UnitMean.Zip(built.UnitMean), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        for (int i = 0; i < 50; i++)
        {
            for (int j = 0; j < 50; j++)
            {
                Assert.Equal(streamed[i, j], built[i, j], 1e-12 * Math.Abs(streamed[0, 0]));
                Assert.Equal(i == 9 || j == 9, double.IsNaN(built[i, j]));
            }
        }

        var voxels = new ArrayPatterns(3, [1, 2, 3, 4, 5, 7]) { Subject = "sub-01" };
        ActivationGram measured = ActivationGramBuilder.Build(voxels, 1 << 20, SilentObserver.Instance, default);
        Assert.Equal(("sub-01", 1 * 3 + 2 * 4), (measured.Subject, measured[0, 1]));
        Assert.Equal("MemoryInvalid", Assert.Throws<DnnBrainException>(() => ActivationGramBuilder.Build(voxels, 0, SilentObserver.Instance, default)).ErrorId);
    }

    private static ActivationGram Stream(
        float[] values, int stimuli, int units, int batch, long maxMemory, IRunObserver? observer = null, string? folder = null)
    {
        using var sink = new ActivationGramSink(maxMemory, folder ?? Path.GetTempPath(), observer ?? new RecordingObserver(), default);
        sink.Open("net", [new LayerShape("conv1", units, 1, 1)], stimuli);
        for (int first = 0; first < stimuli; first += batch)
        {
            int count = Math.Min(batch, stimuli - first);
            sink.Append(0, count, values.AsSpan(first * units, count * units));
        }

        Assert.Empty(sink.Complete([.. Enumerable.Range(0, stimuli).Select(i => $"s{i}")], s_provenance));
        return Assert.Single(sink.Result);
    }

    private static Activation Layer(float[] values, int stimuli, int units) => new(
        "net",
        "conv1",
        Enumerable.Range(0, stimuli).Select(i => $"s{i}"),
        new MemoryActivationValues(new ActivationShape(stimuli, units, 1, 1), values),
        s_provenance);

    private static float[] RectifiedPatterns(int stimuli, int units)
    {
        var random = new Random(0);
        double[] common = [.. Enumerable.Range(0, units).Select(_ => (random.NextDouble() * 40) - 20)];
        return [.. Enumerable.Range(0, stimuli * units).Select(i => (float)Math.Max(0, common[i % units] + (random.NextDouble() * 0.8)))];
    }
}
