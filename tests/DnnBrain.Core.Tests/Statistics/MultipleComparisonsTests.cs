using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

public class MultipleComparisonsTests
{
    // The fifteen p-values of Benjamini and Hochberg 1995, section 4: their procedure rejects four at 0.05.
    private static readonly double[] s_published =
        [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];

    [Fact]
    public void BenjaminiHochberg_PublishedExample_RejectsFour()
    {
        double[] adjusted = MultipleComparisons.BenjaminiHochberg(s_published);
        Assert.Equal(4, adjusted.Count(p => p <= 0.05));
        Assert.Equal(0.0095 * 15 / 4, adjusted[3], 1e-15);

        // The fifth to the seventh are pulled down to the smallest value behind them: 0.0298 · 15 / 7, then 0.0201 · 15 / 5.
        Assert.Equal(0.0201 * 15 / 5, adjusted[4], 1e-15);
        Assert.Equal(0.0298 * 15 / 7, adjusted[5], 1e-15);
    }

    [Fact]
    public void Holm_PublishedExample_RejectsThree()
    {
        double[] adjusted = MultipleComparisons.Holm(s_published);
        Assert.Equal(3, adjusted.Count(p => p <= 0.05));
        Assert.Equal(0.0001 * 15, adjusted[0], 1e-15);
        Assert.Equal(0.0019 * 13, adjusted[2], 1e-15);
        Assert.Equal(1, adjusted[14]);
    }

    [Fact]
    public void HolmAndBenjaminiHochberg_AnyOrder_FollowsTheInput()
    {
        double[] reversed = [.. s_published.Reverse()];
        Assert.Equal(MultipleComparisons.Holm(s_published).Reverse(), MultipleComparisons.Holm(reversed));
        Assert.Equal(MultipleComparisons.BenjaminiHochberg(s_published).Reverse(), MultipleComparisons.BenjaminiHochberg(reversed));
    }

    [Fact]
    public void HolmAndBenjaminiHochberg_NaN_IsNoTest()
    {
        Assert.Equal([0.02, double.NaN, 0.03], MultipleComparisons.Holm([0.01, double.NaN, 0.03]));
        Assert.Equal([0.02, double.NaN, 0.03], MultipleComparisons.BenjaminiHochberg([0.01, double.NaN, 0.03]));
        Assert.Empty(MultipleComparisons.Holm([]));
    }
}
