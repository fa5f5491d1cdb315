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
