using System.Text.Json;
using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

public class CorrelationTests
{
    public static TheoryData<string> CaseNames => new("continuous", "ties", "offset", "small", "negative");

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void MidRanks_AnySample_EqualsSciPy(string name)
    {
        JsonElement expected = Case(name);
        double[] x = expected.Doubles("x");
        double[] ranks = new double[x.Length];
        Ranks.MidRanks(x, ranks);
        Assert.Equal(expected.Doubles("ranks_x"), ranks);
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void PearsonAndSpearman_AnySample_EqualSciPy(string name)
    {
        JsonElement expected = Case(name);
        double[] x = expected.Doubles("x");
        double[] y = expected.Doubles("y");

        // Sums of 40 products; an offset of 1e6 leaves the values themselves ten digits.
        double tolerance = name == "offset" ? 1e-9 : 1e-13;
        Assert.Equal(expected.GetProperty("pearson").GetDouble(), Correlation.Pearson(x, y), tolerance);
        Assert.Equal(expected.GetProperty("spearman").GetDouble(), Correlation.Spearman(x, y), 1e-13);
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void ToZScores_AnySample_EqualsSciPy(string name)
    {
        JsonElement expected = Case(name);
        double[] z = expected.Doubles("x");
        Assert.True(Standardization.ToZScores(z, z));
        foreach ((double mine, double scipy) in z.Zip(expected.Doubles("zscores_x")))
        {
            Assert.Equal(scipy, mine, 1e-9);
        }
    }

    [Fact]
    public void MidRanks_NaN_RanksAsNaNAndDoesNotCount()
    {
        double[] ranks = new double[5];
        Ranks.MidRanks([2, double.NaN, 1, 2, double.NegativeInfinity], ranks);
        Assert.Equal([3.5, double.NaN, 2, 3.5, 1], ranks);
    }

    [Fact]
    public void MidRanks_NegativeZero_TiesWithZero()
    {
        double[] ranks = new double[3];
        Ranks.MidRanks([0.0, -0.0, 1], ranks);
        Assert.Equal([1.5, 1.5, 3], ranks);
    }

    [Fact]
    public void Pearson_ConstantOrNaN_IsNaN()
    {
        // The mean of equal numbers is not exactly that number: what is left is rounding, not variation.
        double[] constant = [.. Enumerable.Repeat(0.1, 7)];
        double[] varying = [1, 2, 3, 4, 5, 6, 8];
        Assert.Equal(double.NaN, Correlation.Pearson(constant, varying));
        Assert.Equal(double.NaN, Correlation.Spearman(varying, constant));
        Assert.Equal(double.NaN, Correlation.Pearson(varying, [1, 2, double.NaN, 4, 5, 6, 8]));
        Assert.Equal(double.NaN, Correlation.Spearman(varying, [1, 2, double.NaN, 4, 5, 6, 8]));
        Assert.Equal(double.NaN, Correlation.Pearson([], []));
    }

    [Fact]
    public void Pearson_UnequalLengths_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Correlation.Pearson([1, 2], [1, 2, 3]));
    }

    [Fact]
    public void Pearson_ExactLine_IsOne()
    {
        Assert.Equal(1, Correlation.Pearson([1, 2, 4], [10, 20, 40]), 1e-15);
        Assert.Equal(-1, Correlation.Pearson([1, 2, 4], [-1, -2, -4]), 1e-15);
    }

    private static JsonElement Case(string name) =>
        TestData.Json("statistics.json").GetProperty("cases").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);
}
