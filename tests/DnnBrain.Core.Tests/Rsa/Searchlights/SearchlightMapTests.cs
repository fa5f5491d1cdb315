using DnnBrain.Activations;
using DnnBrain.Rsa.Searchlights;
using DnnBrain.Statistics.Clusters;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Searchlights;

public class SearchlightMapTests
{
    [Theory]
    [InlineData(3, -0.5, 1.0, 1.0, double.NaN, -3.0, 0.5)]
    [InlineData(2, -2.0, -1.0, -3.0, -1.0, double.NaN)]
    [InlineData(1, 0.25, 0.25, 0.25, double.NaN)]
    [InlineData(0, double.NaN, double.NaN, double.NaN, double.NaN)]
    public void Map_Similarities_MeanAndMaximumAreOfThoseThereAre(int scored, double mean, double maximum, params double[] similarity)
    {
        var map = new SearchlightMap(
            RsaCells.Model(0), new ArrayPatterns(2, [1, 2]), new SearchlightOptions(), new Space(similarity.Length), similarity, new Provenance { Operation = "test" });
        Assert.Equal((scored, similarity.Length), (map.ScoredCount, map.CenterCount));
        Assert.Equal(mean, map.Mean, 1e-15);
        Assert.Equal(maximum, map.Maximum);
    }

    /// <summary>8e9 multiplications at 4e9 a second and 1,000 sorts of 2,016 pairs at 2e7 pairs a second, over all cores.</summary>
    [Fact]
    public void EstimatedTime_Plan_IsProductsAndSorts()
    {
        var plan = new SearchlightPlan(1000, 5000, 93, 64, 2, 1, 1 << 20, 8e9);
        Assert.Equal((2 + 0.1008) / Environment.ProcessorCount, plan.EstimatedTime.TotalSeconds, 1e-6);
        Assert.StartsWith("1,000 centres of 5,000 units, up to 93 around each, 64 × 64 RDMs against 2 models; the patterns are read once, 1.0 MB", plan.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Positive_OwnValue_IsTWhereItIsPositive()
    {
        double[] scores = [9, 9, 9, 9, 9];
        CellScore.Create(NeighborGraph.Chain(5), new MapStatisticOptions { Statistic = MapStatistic.TValue }, double.NaN).Positive([1.5, -2, double.NaN, 0, 0.25], scores);
        Assert.Equal([1.5, 0, 0, 0, 0.25], scores);
    }

    private sealed class Space(int count) : IUnitSpace
    {
        public int UnitCount => count;
    }
}
