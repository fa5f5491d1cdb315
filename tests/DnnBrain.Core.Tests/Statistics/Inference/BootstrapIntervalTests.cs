using System.Text.Json;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

/// <summary>Intervals against <c>scipy.stats.bootstrap</c> (bootstrap.py).</summary>
public class BootstrapIntervalTests
{
    private static readonly JsonElement s_case = TestData.Json("bootstrap.json").GetProperty("bca");

    [Fact]
    public void Bca_MeanOfSkewedSample_AsSciPy()
    {
        double[] sample = s_case.Doubles("sample");
        double[] jackknife = [.. sample.Select(v => (sample.Sum() - v) / (sample.Length - 1))];
        double[] expected = s_case.Doubles("bca");
        Interval actual = BootstrapInterval.Bca(s_case.Doubles("draws"), sample.Average(), jackknife, 0.95);

        // Both interpolate between draws at quantiles of the normal distribution that agree to 1e-12.
        Assert.Equal(expected[0], actual.Low, 1e-10);
        Assert.Equal(expected[1], actual.High, 1e-10);
    }

    [Fact]
    public void Percentile_MeanOfSkewedSample_AsSciPy()
    {
        double[] expected = s_case.Doubles("percentile");
        Interval actual = BootstrapInterval.Percentile(s_case.Doubles("draws"), 0.95);
        Assert.Equal(expected[0], actual.Low, 1e-13);
        Assert.Equal(expected[1], actual.High, 1e-13);
    }

    [Fact]
    public void ExpandedLevel_FewUnits_AsSciPy()
    {
        foreach (JsonElement expected in s_case.GetProperty("expanded").EnumerateArray())
        {
            // The quantile of t is a search that ends at about 1e-8.
            double level = BootstrapInterval.ExpandedLevel(0.95, expected.GetProperty("count").GetInt32(), expected.GetProperty("freedom").GetDouble());
            Assert.Equal(expected.GetProperty("level").GetDouble(), level, 1e-8);
        }

        // With two units everything lies within: the interval holds all draws.
        Assert.Equal(new Interval(1, 3), BootstrapInterval.Percentile([2, 1, 3], BootstrapInterval.ExpandedLevel(0.95, 2, 1)), (one, other) =>
            Math.Abs(one.Low - other.Low) + Math.Abs(one.High - other.High) < 1e-12);
        Assert.False(double.IsNaN(BootstrapInterval.Bca([2, 1, 3], 2, [1, 3], BootstrapInterval.ExpandedLevel(0.95, 2, 1)).Low));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.ExpandedLevel(0.95, 1, 0));
        Assert.Equal("ConfidenceLevelInvalid", Assert.Throws<DnnBrainException>(() => BootstrapInterval.ExpandedLevel(1, 3, 2)).ErrorId);
    }

    [Theory]
    [InlineData(IntervalMethod.Bca, "BCa")]
    [InlineData(IntervalMethod.Percentile, "percentile")]
    public void Interval_QuantilesOfFewUnits_AreExpanded(IntervalMethod method, string name)
    {
        double[] sample = s_case.Doubles("sample");
        double[][] jackknife = [.. sample.Select(v => new[] { (sample.Sum() - v) / (sample.Length - 1) })];
        foreach (BootstrapFactor factor in new[] { BootstrapFactor.Subject, BootstrapFactor.Stimulus })
        {
            // The factor that is drawn has 15 units.
            (int stimuli, int subjects) = factor == BootstrapFactor.Stimulus ? (15, 3) : (200, 15);
            var result = new BootstrapResult(factor, stimuli, subjects, 1, false, [sample.Average()], [s_case.Doubles("draws")], (_, _) => [jackknife]);
            Assert.Equal(s_case.GetProperty("freedom").GetDouble(), result.DegreesOfFreedom(new Contrast(0)), 1e-10);
            double[] expected = s_case.GetProperty("expanded")[1].Doubles(name);
            Interval actual = result.Interval(new Contrast(0), 0.95, method);

            // Levels agree to 1e-8, and neighbouring draws differ by a tenth.
            Assert.Equal(expected[0], actual.Low, 1e-6);
            Assert.Equal(expected[1], actual.High, 1e-6);
        }
    }

    [Fact]
    public void Percentile_NaNDraws_AreLeftOut()
    {
        // The quartiles of 1, 2, 3.
        Assert.Equal(new Interval(1.5, 2.5), BootstrapInterval.Percentile([double.NaN, 3, 1, 2, double.NaN], 0.5));
        Assert.True(double.IsNaN(BootstrapInterval.Percentile([double.NaN], 0.9).Low));
        Assert.True(double.IsNaN(BootstrapInterval.Bca([double.NaN], 1, [1, 2], 0.9).Low));
        Assert.True(double.IsNaN(BootstrapInterval.Bca([2, 3], 1, [1, 2], 0.9).Low));
    }

    [Fact]
    public void StudentT_KnownQuantile_IsTheTable()
    {
        // t of 0.975 with 4 degrees of freedom is 2.7764451 in every table.
        Interval interval = BootstrapInterval.StudentT(10, 2, 4, 0.95);
        Assert.Equal(10 + (2 * 2.7764451051977987), interval.High, 1e-8);
        Assert.Equal(20, interval.Low + interval.High, 1e-12);
        Assert.True(double.IsNaN(BootstrapInterval.StudentT(10, 2, 0, 0.95).Low));
    }
}
