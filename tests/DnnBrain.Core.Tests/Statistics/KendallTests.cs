using System.Text.Json;
using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

public class KendallTests
{
    public static TheoryData<string> CaseNames => ["continuous", "ties", "offset", "small", "negative"];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void TauB_AnySample_EqualsSciPy(string name)
    {
        JsonElement expected = Case(name);

        // One division and two roots after an exact count.
        Assert.Equal(expected.GetProperty("tau_b").GetDouble(), Correlation.KendallTauB(expected.Doubles("x"), expected.Doubles("y")), 1e-15);
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void TauA_AnySample_IsTheCountOverAllPairs(string name)
    {
        JsonElement expected = Case(name);
        int n = expected.GetProperty("x").GetArrayLength();
        double tau = expected.GetProperty("concordance").GetInt32() / (n * (n - 1) / 2.0);
        Assert.Equal(tau, Correlation.KendallTauA(expected.Doubles("x"), expected.Doubles("y")));
    }

    [Theory]
    [InlineData(511, 3)]
    [InlineData(2000, 40)]
    [InlineData(2000, 1_000_000)]
    public void TauA_ManyValues_EqualsThePairsGoneThrough(int count, int different)
    {
        var random = new RandomStream(7, RandomPurpose.Simulation);
        double[] x = [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(different) - (different / 2.0))];
        double[] y = [.. x.Select(value => value + random.NextInt32(different))];
        long concordance = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++)
            {
                concordance += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
            }
        }

        Assert.Equal(concordance / (count * (count - 1) / 2.0), Correlation.KendallTauA(x, y));
    }

    [Fact]
    public void TauB_ConstantNaNOrNothing_IsNaN()
    {
        Assert.Equal(double.NaN, Correlation.KendallTauB([1, 1, 1], [1, 2, 3]));
        Assert.Equal(double.NaN, Correlation.KendallTauB([1, double.NaN, 3], [1, 2, 3]));
        Assert.Equal(double.NaN, Correlation.KendallTauA([1, 2, 3], [1, double.NaN, 3]));
        Assert.Equal(double.NaN, Correlation.KendallTauA([], []));
        Assert.Equal(0, Correlation.KendallTauA([1, 1, 1], [1, 2, 3]));
    }

    [Fact]
    public void TauA_UnequalLengths_IsRefused() => Assert.Throws<ArgumentException>(() => Correlation.KendallTauA([1, 2], [1, 2, 3]));

    [Fact]
    public void MidRanks_ThousandsOfValuesOfEitherSign_AreThoseOfASortedCopy()
    {
        // Enough for the radix sort; numbers of all magnitudes, with ties.
        var random = new RandomStream(8, RandomPurpose.Simulation);
        double[] values = [.. Enumerable.Range(0, 3000).Select(_ => Math.Round(random.NextNormal(), 2) * Math.Pow(10, random.NextInt32(40) - 20))];
        values[17] = double.NegativeInfinity;
        values[18] = double.PositiveInfinity;
        (values[19], values[20]) = (0.0, -0.0);
        double[] ranks = new double[values.Length];
        Ranks.MidRanks(values, ranks);
        for (int i = 0; i < values.Length; i++)
        {
            int below = values.Count(value => value < values[i]);
            int equal = values.Count(value => value == values[i]);
            Assert.Equal(below + ((equal + 1) / 2.0), ranks[i]);
        }

        values[2999] = double.NaN;
        Ranks.MidRanks(values, ranks);
        Assert.Equal(double.NaN, ranks[2999]);
        Assert.Equal(1, ranks[17]);
    }

    [Fact]
    public void MidRanks_ValuesThatDifferInTheirLastBits_AreInOrder()
    {
        double[] values = [.. Enumerable.Range(0, 2000).Select(i => 1 + (i * 7919 % 2000 * double.Epsilon * Math.Pow(2, 1022)))];
        values[5] = -1e300;
        double[] ranks = new double[values.Length];
        Ranks.MidRanks(values, ranks);
        Assert.Equal(values.Select(value => values.Count(other => other < value) + ((values.Count(other => other == value) + 1) / 2.0)), ranks);
    }

    private static JsonElement Case(string name) =>
        TestData.Json("statistics.json").GetProperty("cases").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);
}
