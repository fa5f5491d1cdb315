using DnnBrain.Activations;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>RDMs of conditions from the products of patterns: those of averaged patterns.</summary>
public class GramConditionTests : TensorTest
{
    private const int Rows = 23;
    private const int Units = 60;

    // Unbalanced, and rows 21 and 22 belong nowhere.
    private static readonly string[] s_condition = [.. Enumerable.Range(0, Rows).Select(i => i >= 21 ? "" : i < 12 ? $"c{i % 4}" : $"c{i % 3}")];
    private static readonly string[] s_run = [.. Enumerable.Range(0, Rows).Select(i => i >= 21 ? "" : $"r{(i * 7 / 5) % 3}")];

    public static TheoryData<string, ZScoring> Metrics { get; } = new()
    {
        { "Correlation", ZScoring.None },
        { "Cosine", ZScoring.None },
        { "Euclidean", ZScoring.None },
        { "SquaredEuclidean", ZScoring.None },
        { "MeanSquaredEuclidean", ZScoring.None },
        { "SquaredEuclidean", ZScoring.Stimulus },
        { "Crossnobis", ZScoring.None },
    };

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Build_ConditionsFromGram_EqualAveragedPatterns(string metric, ZScoring zScore)
    {
        ArrayPatterns patterns = Patterns(offset: 3);
        var options = new RdmOptions { Metric = RdmMetric.Parse(metric), ZScore = zScore, Design = Design() };
        Rdm direct = RdmBuilder.Build(patterns, options, new RecordingObserver(), default);
        var observer = new RecordingObserver();
        Rdm fromGram = GramRdmBuilder.Build(Gram(patterns), options, observer);
        Assert.Equal(direct.StimulusId, fromGram.StimulusId);

        // Values of some 100 from products of some 1,000, in float64.
        Assert.Equal(direct.Dissimilarity, fromGram.Dissimilarity, (a, b) => Math.Abs(a - b) < 1e-11);
        Assert.Contains("2 of 23 rows", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        Assert.Equal(direct.Provenance.Parameters["Condition"], fromGram.Provenance.Parameters["Condition"]);
    }

    [Fact]
    public void Build_CrossnobisOfPatternsFarFromZero_KeepsItsDigits()
    {
        var options = new RdmOptions { Metric = RdmMetric.Crossnobis, Design = Design() };
        Rdm direct = RdmBuilder.Build(Patterns(offset: 1e4), options, new RecordingObserver(), default);
        Rdm fromGram = GramRdmBuilder.Build(Gram(Patterns(offset: 1e4)), options, new RecordingObserver());

        // The common offset is no part of the centred products; means of 1e4 are right to 1e-12, their products with 60 units to 1e-9.
        Assert.Equal(direct.Dissimilarity, fromGram.Dissimilarity, (a, b) => Math.Abs(a - b) < 1e-8);
    }

    [Fact]
    public void Build_ConditionInOneRun_SpoilsItsOwnPairsOnly()
    {
        string[] run = [.. s_run.Select((r, i) => s_condition[i] == "c3" ? "r0" : r)];
        var observer = new RecordingObserver();
        Rdm rdm = GramRdmBuilder.Build(
            Gram(Patterns(0)), new RdmOptions { Metric = RdmMetric.Crossnobis, Design = new PatternDesign(Patterns(0).StimulusId, s_condition, run) }, observer);
        Assert.Equal([false, false, true, false, true, true], rdm.Dissimilarity.Select(double.IsNaN));
        Assert.Contains(observer.Warnings, warning => warning.Contains("one run only (c3)", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_PatternWithANaN_SpoilsItsConditionOnly()
    {
        double[] values = Values(0);
        values[5] = double.NaN;
        foreach (RdmMetric metric in new[] { RdmMetric.Euclidean, RdmMetric.Crossnobis })
        {
            var options = new RdmOptions { Metric = metric, Design = Design() };
            Rdm direct = RdmBuilder.Build(new ArrayPatterns(Rows, values), options, new RecordingObserver(), default);
            Rdm fromGram = GramRdmBuilder.Build(Gram(new ArrayPatterns(Rows, values)), options, new RecordingObserver());
            Assert.Equal(direct.Dissimilarity, fromGram.Dissimilarity, (a, b) => (double.IsNaN(a) && double.IsNaN(b)) || Math.Abs(a - b) < 1e-11);
            Assert.Equal(3, fromGram.Dissimilarity.Count(double.IsNaN));
        }
    }

    [Theory]
    [InlineData("Correlation")]
    [InlineData("Cosine")]
    [InlineData("Euclidean")]
    public void Build_EqualMeansFromGram_AreExactlyZeroApart(string metric)
    {
        // The same seven patterns in another order have the same mean; sums in another order do not have the same last bits.
        double[] values = Values(0)[..(14 * Units)];
        for (int i = 0; i < 7; i++)
        {
            values.AsSpan(i * Units, Units).CopyTo(values.AsSpan((13 - i) * Units, Units));
        }

        var patterns = new ArrayPatterns(14, values);
        var design = new PatternDesign(patterns.StimulusId, [.. Enumerable.Range(0, 14).Select(i => i < 7 ? "a" : "b")]);
        Assert.Equal(0, GramRdmBuilder.Build(Gram(patterns), new RdmOptions { Metric = RdmMetric.Parse(metric), Design = design }, SilentObserver.Instance)[0, 1]);
    }

    [Theory]
    [InlineData("Correlation", 1)]
    [InlineData("Cosine", 1)]
    [InlineData("Euclidean", 1e-7)]
    public void Build_NearlyEqualPatternsFromGram_StayApart(string metric, double relativeTolerance)
    {
        // A millionth of the length apart: above the rounding of products, which is 4e-8 of it.
        double[] values = Values(0)[..(2 * Units)];
        for (int unit = 0; unit < Units; unit++)
        {
            values[Units + unit] = values[unit] * (unit % 2 == 0 ? 1 + 1e-6 : 1 - 1e-6);
        }

        var options = new RdmOptions { Metric = RdmMetric.Parse(metric) };
        double direct = RdmBuilder.Build(new ArrayPatterns(2, values), options, SilentObserver.Instance, default)[0, 1];
        double fromGram = GramRdmBuilder.Build(Gram(new ArrayPatterns(2, values)), options, SilentObserver.Instance)[0, 1];
        Assert.True(fromGram > 0);

        // Correlation and cosine are 1e-12, of numbers that are right to 1e-15; Euclidean to 1e-7 of the length of some 10.
        Assert.Equal(direct, fromGram, relativeTolerance == 1 ? 1e-14 : relativeTolerance * 10);
    }

    [Fact]
    public void Build_OneCondition_IsRefused() => Assert.Equal(
        "ConditionTooFew",
        Assert.Throws<DnnBrainException>(() => GramRdmBuilder.Build(
            Gram(Patterns(0)), new RdmOptions { Design = new PatternDesign(Patterns(0).StimulusId, [.. Enumerable.Repeat("a", Rows)]) }, SilentObserver.Instance)).ErrorId);

    private static ActivationGram Gram(ArrayPatterns patterns) => ActivationGramBuilder.Build(patterns, 1L << 20, SilentObserver.Instance, default);

    private static PatternDesign Design() => new(Patterns(0).StimulusId, s_condition, s_run);

    private static ArrayPatterns Patterns(double offset) => new(Rows, Values(offset));

    private static double[] Values(double offset)
    {
        var random = new RandomStream(7, RandomPurpose.Simulation, 0);
        return [.. Enumerable.Range(0, Rows * Units).Select(_ => offset + random.NextNormal())];
    }
}
