using System.Text.Json;
using DnnBrain.Activations;
using DnnBrain.Core.Tests.Statistics;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

public class RdmBuilderTests : TensorTest
{
    public static TheoryData<string, string, string> References()
    {
        var data = new TheoryData<string, string, string>();
        foreach (string name in new[] { "normal", "relu", "offset", "close", "huge" })
        {
            foreach (RdmMetric metric in new[] { RdmMetric.Correlation, RdmMetric.Euclidean, RdmMetric.Cosine })
            {
                foreach (ZScoring zScore in Enum.GetValues<ZScoring>())
                {
                    data.Add(name, metric.Name, zScore.ToString());
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(References))]
    public void Build_AnyPatterns_EqualsSciPy(string name, string metric, string zScore)
    {
        JsonElement reference = TestData.Json("rdm.json").GetProperty("cases").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);
        var patterns = new ArrayPatterns(reference.GetProperty("stimuli").GetInt32(), reference.Doubles("patterns"));
        Rdm rdm = RdmBuilder.Build(
            patterns,
            new RdmOptions { Metric = RdmMetric.Parse(metric), ZScore = Enum.Parse<ZScoring>(zScore) },
            new RecordingObserver(),
            default);
        double[] expected = reference.GetProperty("rdms").Doubles($"{metric} {zScore}");

        // Products of some 40 values in float64: 1e-12 relative; an offset of 1e4 leaves the values themselves twelve digits. Patterns
        // that nearly coincide are known to 1e-15 each, and 1 − r is half the square of their distance.
        double relative = name == "offset" ? 1e-10 : 1e-12;
        double closest = metric == "Euclidean" ? 1e-15 : 0;
        Assert.Equal(expected.Length, rdm.Dissimilarity.Count);
        for (int pair = 0; pair < expected.Length; pair++)
        {
            Assert.Equal(expected[pair], rdm.Dissimilarity[pair], (relative * expected[pair]) + (1e-15 * Math.Sqrt(expected[pair])) + closest);
        }
    }

    [Fact]
    public void Build_FromAnActivation_NamesWhatItIsAbout()
    {
        var shape = new ActivationShape(3, 2, 1, 1);
        var activation = new Activation("alexnet", "conv1", ["a", "b", "c"], new MemoryActivationValues(shape, [1, 2, 2, 1, 0, 5]), new Provenance { Operation = "Get-DnnActivation" });
        Rdm rdm = RdmBuilder.Build(activation, new RdmOptions(), SilentObserver.Instance, default);
        Assert.Equal(("conv1", "alexnet", "Correlation", null), (rdm.Name, rdm.Source, rdm.Metric, rdm.Subject));
        Assert.Equal(["a", "b", "c"], rdm.StimulusId);
        Assert.Equal([2, 0, 2], rdm.Dissimilarity, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal("New-Rdm (Metric=Correlation, ZScore=None)", rdm.Provenance.ToString());
        Assert.Same(activation.Provenance, Assert.Single(rdm.Provenance.Sources));
    }

    [Theory]
    [InlineData("Correlation", "None")]
    [InlineData("Euclidean", "None")]
    [InlineData("Cosine", "Unit")]
    public void Build_InTiles_EqualsPairByPair(string metric, string zScore)
    {
        // 1,300 stimuli make several tiles; in the least memory there are several passes.
        (int n, int units) = (1300, 17);
        double[] values = Normal(n * units);
        var options = new RdmOptions { Metric = RdmMetric.Parse(metric), ZScore = Enum.Parse<ZScoring>(zScore) };
        Rdm whole = RdmBuilder.Build(new ArrayPatterns(n, values), options, SilentObserver.Instance, default);
        var narrow = new ArrayPatterns(n, values);
        (_, Rdm tiled) = LeastMemory.Find(memory => RdmBuilder.Build(narrow, options with { Memory = memory }, SilentObserver.Instance, default));
        Assert.True(whole.AsSpan().SequenceEqual(tiled.AsSpan()));

        if (metric == "Correlation")
        {
            var random = new RandomStream(3, RandomPurpose.Simulation);
            for (int k = 0; k < 200; k++)
            {
                (int i, int j) = (random.NextInt32(n), random.NextInt32(n));
                double direct = 1 - Correlation.Pearson(values.AsSpan(i * units, units), values.AsSpan(j * units, units));
                Assert.Equal(direct, whole[i, j], 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Build_LittleMemory_ReadsInBlocks(int blocks, bool readsAgain)
    {
        // Four blocks of 512 rows.
        (int n, int units) = (2_000, 5);
        var patterns = new ArrayPatterns(n, Normal(n * units));
        (long least, _) = LeastMemory.Find(memory => RdmBuilder.Build(patterns, new RdmOptions { Memory = memory }, SilentObserver.Instance, default));
        int before = patterns.RowsRead;
        var limit = new MemoryLimit(least + ((blocks - 2) * 512 * units * sizeof(double)));
        RdmBuilder.Build(patterns, new RdmOptions { Memory = limit }, SilentObserver.Instance, default);
        Assert.Equal(readsAgain, patterns.RowsRead - before > n);
    }

    [Fact]
    public void Build_EuclideanFarFromTheOrigin_IsCentredByTheMeanPattern()
    {
        // The mean pattern takes one more reading. Without it every product of such data loses its digits, and every pair would be
        // computed again by itself.
        var patterns = new ArrayPatterns(30, [.. Normal(300).Select(x => x + 1e6)]);
        RdmBuilder.Build(patterns, new RdmOptions { Metric = RdmMetric.Euclidean }, SilentObserver.Instance, default);
        Assert.Equal(60, patterns.RowsRead);
    }

    [Fact]
    public void Build_EqualPatterns_AreExactlyZeroApart()
    {
        double[] pattern = [.. Normal(301).Select(Math.Abs)];
        double[] values = [.. pattern, .. Normal(903)[602..].Select(x => 2 * Math.Abs(x)), .. pattern];
        foreach (RdmMetric metric in RdmCases.OfPatterns)
        {
            Rdm rdm = RdmBuilder.Build(new ArrayPatterns(3, values), new RdmOptions { Metric = metric }, SilentObserver.Instance, default);
            Assert.Equal(0, rdm[0, 2]);
            Assert.True(rdm[0, 1] > 0.1);
        }
    }

    [Fact]
    public void Build_ConstantPattern_IsNaNAndNamed()
    {
        double[] values = [1, 2, 3, 5, 5, 5, 0, 1, 0];
        var observer = new RecordingObserver();
        Rdm rdm = RdmBuilder.Build(new ArrayPatterns(3, values), new RdmOptions(), observer, default);
        Assert.Equal([true, false, true], rdm.Dissimilarity.Select(double.IsNaN));
        Assert.Equal("1 of 3 patterns of conv1 are constant (s1); their pairs are NaN.", Assert.Single(observer.Warnings));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Build_NotFinitePattern_IsNaNAndNamedAndSpoilsNoOther(double bad)
    {
        double[] values = [1, 2, 3, 5, bad, 5, 0, 1, 0, 4, 4, 1];
        double[] good = [1, 2, 3, 0, 1, 0, 4, 4, 1];
        foreach (RdmMetric metric in RdmCases.OfPatterns.Where(metric => metric != RdmMetric.PoissonKL && metric.Name != "JensenShannon"))
        {
            foreach (ZScoring zScore in Enum.GetValues<ZScoring>())
            {
                var options = new RdmOptions { Metric = metric, ZScore = zScore };
                var observer = new RecordingObserver();
                Rdm rdm = RdmBuilder.Build(new ArrayPatterns(4, values), options, observer, default);
                Rdm expected = RdmBuilder.Build(new ArrayPatterns(3, good), options, SilentObserver.Instance, default);
                Assert.Equal([true, false, false, true, true, false], rdm.Dissimilarity.Select(double.IsNaN));
                Assert.Equal(expected.Dissimilarity, rdm.Dissimilarity.Where(double.IsFinite), (a, b) => Math.Abs(a - b) < 1e-12);
                Assert.Equal("1 of 4 patterns of conv1 hold a NaN or an infinity (s1); their pairs are NaN.", Assert.Single(observer.Warnings));
            }
        }
    }

    [Fact]
    public void Build_ZeroPattern_HasNoCosine()
    {
        var observer = new RecordingObserver();
        Rdm rdm = RdmBuilder.Build(new ArrayPatterns(2, [0, 0, 1, 2]), new RdmOptions { Metric = RdmMetric.Cosine }, observer, default);
        Assert.Equal(double.NaN, rdm[0, 1]);
        Assert.Contains("are zero (s0)", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_UnitThatIsTheSameToAllStimuli_AddsNothingWhenZScored()
    {
        var observer = new RecordingObserver();
        var options = new RdmOptions { Metric = RdmMetric.Euclidean, ZScore = ZScoring.Unit };
        Rdm rdm = RdmBuilder.Build(new ArrayPatterns(3, [7, 1, 7, 2, 7, 3]), options, observer, default);

        // One unit with values 1, 2, 3 has sd √(2/3).
        Assert.Equal(Math.Sqrt(1.5), rdm[0, 1], 1e-14);
        Assert.Contains(observer.VerboseLines, line => line.Contains("1 of 2 units", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_UnusableInput_IsRefused()
    {
        Assert.Equal("StimulusTooFew", Refusal(new ArrayPatterns(1, [1, 2]), new RdmOptions()));
        Assert.Equal("UnitTooFew", Refusal(new ArrayPatterns(3, [1, 2, 3]), new RdmOptions()));
        Assert.Equal("MemoryTooSmall", Refusal(new ArrayPatterns(2, [1, 2, 3, 4]), new RdmOptions { Memory = new MemoryLimit(1) }));
        var unknown = Assert.Throws<DnnBrainException>(() => RdmMetric.Parse("pearson"));
        Assert.Equal("RdmMetricNotFound", unknown.ErrorId);
        Assert.Contains("Correlation, Euclidean, Cosine", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => RdmBuilder.Build(new ArrayPatterns(2, [1, 2, 3, 4]), new RdmOptions(), SilentObserver.Instance, source.Token));
    }

    [Fact]
    public void Build_AnyPatterns_LeavesNoTensorBehind()
    {
        RdmBuilder.Build(new ArrayPatterns(40, Normal(400)), new RdmOptions(), SilentObserver.Instance, default);
        using var scope = Torch.torch.NewDisposeScope();
        RdmBuilder.Build(new ArrayPatterns(40, Normal(400)), new RdmOptions(), SilentObserver.Instance, default);
        Assert.Equal(0, scope.TensorCount);
    }

    private static string Refusal(IPatternSet patterns, RdmOptions options) =>
        Assert.Throws<DnnBrainException>(() => RdmBuilder.Build(patterns, options, SilentObserver.Instance, default)).ErrorId;

    private static double[] Normal(int count)
    {
        var random = new RandomStream(count, RandomPurpose.Simulation);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
    }
}
