using System.Text.Json;
using DnnBrain.Activations;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

public class RdmMetricTests : TensorTest
{
    public static TheoryData<string, string> References()
    {
        var data = new TheoryData<string, string>();
        foreach (JsonElement element in TestData.Json("metrics.json").GetProperty("cases").EnumerateArray())
        {
            foreach (JsonProperty rdm in element.GetProperty("rdms").EnumerateObject())
            {
                data.Add(element.GetProperty("name").GetString()!, rdm.Name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(References))]
    public void Build_EveryMetric_EqualsSciPy(string name, string metric)
    {
        JsonElement element = TestData.Json("metrics.json").GetProperty("cases").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);
        var patterns = new ArrayPatterns(element.GetProperty("stimuli").GetInt32(), RdmCases.Nullable(element.GetProperty("patterns")));
        var options = new RdmOptions { Metric = RdmMetric.Parse(metric), MissingValue = MissingValue.PairwiseComplete };
        double[] expected = element.GetProperty("rdms").Doubles(metric);
        Rdm rdm = RdmBuilder.Build(patterns, options, new RecordingObserver(), default);
        Assert.Equal(metric, rdm.Metric);

        // Sums of some 40 values in float64, and logarithms of numbers near 1.
        Assert.Equal(expected, rdm.Dissimilarity, (a, b) => Math.Abs(a - b) <= 1e-13 * Math.Max(1, Math.Abs(a)));
    }

    [Fact]
    public void Build_ManyUnits_DirectMetricsTakeEveryOne()
    {
        // More units than one vector or chunk holds; the closed forms of x = 1 and y = 3 throughout, but for one unit of 2 and 2.
        double[] x = new double[1003];
        double[] y = new double[1003];
        Array.Fill(x, 1);
        Array.Fill(y, 3);
        (x[1002], y[1002]) = (2, 2);
        Assert.Equal(2004, Value("Cityblock"), 1e-9);
        Assert.Equal(2, Value("Chebyshev"));
        Assert.Equal(501, Value("Canberra"), 1e-9);
        Assert.Equal(2004.0 / 4012, Value("BrayCurtis"), 1e-12);
        Assert.Equal(1002 * (2 / 1.1) * Math.Log(3.1 / 1.1) / 1003, Value("PoissonKL"), 1e-12);

        double Value(string metric) =>
            RdmBuilder.Build(new ArrayPatterns(2, [.. x, .. y]), new RdmOptions { Metric = RdmMetric.Parse(metric) }, SilentObserver.Instance, default)[0, 1];
    }

    [Fact]
    public void Build_DistributionsThatNearlyCoincide_KeepTheirDigits()
    {
        // Σ(p−q)²/(p+q)/4 = ε²/4 for p, q = (1 ± ε)/2: the logarithms alone would leave no digit of it.
        const double Epsilon = 1e-9;
        double[] values = [1 + Epsilon, 1 - Epsilon, 1, 1];
        Rdm rdm = RdmBuilder.Build(new ArrayPatterns(2, values), new RdmOptions { Metric = RdmMetric.Parse("JensenShannon") }, SilentObserver.Instance, default);
        Assert.Equal(Math.Sqrt(Epsilon * Epsilon / 8), rdm[0, 1], 1e-6 * Epsilon);
    }

    [Theory]
    [InlineData("JensenShannon", "are zero or partly negative, and no distribution (s0)")]
    [InlineData("PoissonKL", "are partly negative, and no rates (s0)")]
    [InlineData("PoissonKL", "are partly negative, and no rates (s0)", -0.01)]
    public void Build_NegativeValuesWhereNoneCanBe_AreNaNAndNamed(string metric, string reason, double negative = -1)
    {
        // The prior would draw −0.01 to a rate above 0; it is none all the same.
        var observer = new RecordingObserver();
        Rdm rdm = RdmBuilder.Build(new ArrayPatterns(3, [negative, 2, 1, 3, 2, 2]), new RdmOptions { Metric = RdmMetric.Parse(metric) }, observer, default);
        Assert.Equal([true, true, false], rdm.Dissimilarity.Select(double.IsNaN));
        Assert.Contains(reason, Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_ConstantUnits_AddNothingToTheStandardizedDistance()
    {
        Rdm rdm = RdmBuilder.Build(new ArrayPatterns(3, [7, 1, 7, 2, 7, 3]), new RdmOptions { Metric = RdmMetric.Parse("StandardizedEuclidean") }, new RecordingObserver(), default);
        Assert.Equal([1, 2, 1], rdm.Dissimilarity, (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Theory]
    [InlineData(MissingValue.Propagate)]
    [InlineData(MissingValue.PairwiseComplete)]
    public void Build_UnitsFarFromZero_KeepTheDigitsOfTheirDeviation(MissingValue missing)
    {
        // 0, 1, 5 with the variance 7, and 0, 2, 7 with the variance 13, in units of the last digit of an offset: a running mean of the values themselves has no halves of it.
        const double Offset = 1L << 28;
        const double Unit = 1.0 / (1 << 24);
        double[] values = [Offset, -Offset, Offset + Unit, -Offset + (2 * Unit), Offset + (5 * Unit), -Offset + (7 * Unit)];
        var options = new RdmOptions { Metric = RdmMetric.Parse("StandardizedEuclidean"), MissingValue = missing };
        Rdm rdm = RdmBuilder.Build(new ArrayPatterns(3, values), options, SilentObserver.Instance, default);
        double[] expected = [Math.Sqrt((1 / 7.0) + (4 / 13.0)), Math.Sqrt((25 / 7.0) + (49 / 13.0)), Math.Sqrt((16 / 7.0) + (25 / 13.0))];
        Assert.Equal(expected, rdm.Dissimilarity, (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Build_PairWithoutACommonUnit_IsNaNAndSpoilsNoOther()
    {
        double[] values = [1, double.NaN, 2, 3, double.NaN, 4];
        var options = new RdmOptions { Metric = RdmMetric.SquaredEuclidean, MissingValue = MissingValue.PairwiseComplete };
        Rdm rdm = RdmBuilder.Build(new ArrayPatterns(3, values), options, new RecordingObserver(), default);
        Assert.Equal([2, double.NaN, 2], rdm.Dissimilarity);
    }

    [Fact]
    public void Build_ConditionWithMissingUnits_IsTheMeanOfWhatIsThere()
    {
        // Condition a: unit 1 of (2, NaN) is 2, unit 2 of (4, 6) is 5. Condition b: (0, 0) and (2, 2).
        double[] values = [2, 4, double.NaN, 6, 0, 0, 2, 2];
        var design = new PatternDesign(["s0", "s1", "s2", "s3"], ["a", "a", "b", "b"]);
        var options = new RdmOptions { Metric = RdmMetric.Parse("Cityblock"), Design = design, MissingValue = MissingValue.PairwiseComplete };
        Assert.Equal(1 + 4, RdmBuilder.Build(new ArrayPatterns(4, values), options, SilentObserver.Instance, default)[0, 1]);
        Assert.Equal(double.NaN, RdmBuilder.Build(new ArrayPatterns(4, values), options with { MissingValue = MissingValue.Propagate }, new RecordingObserver(), default)[0, 1]);
    }

    [Fact]
    public void Build_TwoPatterns_AreEnough()
    {
        foreach (RdmMetric metric in RdmCases.OfPatterns)
        {
            Rdm rdm = RdmBuilder.Build(new ArrayPatterns(2, [1, 2, 4, 3, 1, 2]), new RdmOptions { Metric = metric }, SilentObserver.Instance, default);
            Assert.True(Assert.Single(rdm.Dissimilarity) > 0, metric.Name);
        }
    }

    [Theory]
    [InlineData("Correlation")]
    [InlineData("Cosine")]
    [InlineData("Euclidean")]
    [InlineData("SquaredEuclidean")]
    [InlineData("MeanSquaredEuclidean")]
    public void Build_FromGram_EqualsFromPatterns(string metric)
    {
        var patterns = new ArrayPatterns(5, RdmCases.Patterns[..120]);
        var options = new RdmOptions { Metric = RdmMetric.Parse(metric) };
        ActivationGram gram = ActivationGramBuilder.Build(patterns, 1L << 20, SilentObserver.Instance, default);
        Assert.Equal(
            RdmBuilder.Build(patterns, options, SilentObserver.Instance, default).Dissimilarity,
            GramRdmBuilder.Build(gram, options, SilentObserver.Instance).Dissimilarity,
            (a, b) => Math.Abs(a - b) < 1e-11);
    }

    [Fact]
    public void Build_FromGramWhatNeedsPatterns_IsRefused()
    {
        ActivationGram gram = ActivationGramBuilder.Build(new ArrayPatterns(30, RdmCases.Patterns), 1L << 20, SilentObserver.Instance, default);
        Assert.Equal("MetricNeedsPatterns", Refusal(new RdmOptions { Metric = RdmMetric.Parse("StandardizedEuclidean") }));
        Assert.Equal("MetricNeedsPatterns", Refusal(new RdmOptions { Metric = RdmMetric.Spearman }));
        Assert.Equal("OptionNeedsPatterns", Refusal(new RdmOptions { MissingValue = MissingValue.PairwiseComplete }));
        Assert.Equal("RunRequired", Refusal(new RdmOptions { Metric = RdmMetric.Crossnobis }));

        string Refusal(RdmOptions options) => Assert.Throws<DnnBrainException>(() => GramRdmBuilder.Build(gram, options, SilentObserver.Instance)).ErrorId;
    }

    [Fact]
    public void Build_ImpossiblePrior_IsRefused() => Assert.Equal(
        "PriorInvalid",
        Assert.Throws<DnnBrainException>(() => RdmBuilder.Build(
            new ArrayPatterns(2, [1, 2]), new RdmOptions { Metric = RdmMetric.PoissonKL, PoissonPrior = new PoissonPrior(0) }, SilentObserver.Instance, default)).ErrorId);
}
