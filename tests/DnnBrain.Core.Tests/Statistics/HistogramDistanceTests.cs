using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

/// <summary>Distances of histograms whose value is known.</summary>
public class HistogramDistanceTests
{
    [Fact]
    public void Wasserstein_AllMassMovedByThreeBins_IsThreeWidths() =>
        Assert.Equal(1.5, HistogramDistance.Wasserstein([4, 0, 0, 0], [0, 0, 0, 9], 0.5), 1e-15);

    [Fact]
    public void JensenShannon_NoSharedBin_IsTheRootOfLn2() =>
        Assert.Equal(Math.Sqrt(Math.Log(2)), HistogramDistance.JensenShannon([1, 3, 0], [0, 0, 2]), 1e-15);

    [Fact]
    public void Distance_SameSharesOfOtherCounts_IsZero()
    {
        Assert.Equal(0, HistogramDistance.Wasserstein([1, 2, 1], [2, 4, 2], 1));
        Assert.Equal(0, HistogramDistance.JensenShannon([1, 2, 1], [2, 4, 2]));
    }

    [Fact]
    public void Distance_EmptyDistribution_IsNaN()
    {
        Assert.Equal(double.NaN, HistogramDistance.Wasserstein([0, 0], [1, 2], 1));
        Assert.Equal(double.NaN, HistogramDistance.JensenShannon([1, 2], [0, 0]));
    }

    [Fact]
    public void Distance_OtherNumbersOfBins_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => HistogramDistance.Wasserstein([1, 2], [1, 2, 3], 1));
        Assert.Throws<ArgumentException>(() => HistogramDistance.JensenShannon([1, 2], [1, 2, 3]));
    }
}
