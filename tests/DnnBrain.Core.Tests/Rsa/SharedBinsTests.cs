using DnnBrain.Rsa.Distribution;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Bins are half open but for the last, also where a quotient rounds across an edge.</summary>
public class SharedBinsTests
{
    [Theory]
    [InlineData(0, 1, 49)]
    [InlineData(-0.9, 1.4, 23)]
    [InlineData(0.1, 0.7, 60)]
    [InlineData(1e6, 1e6 + 0.3, 77)]
    public void Find_AnEdge_IsTheBinAboveAndJustBelowTheBinBelow(double low, double high, int bins)
    {
        double[] edges = new double[bins + 1];
        SharedBins.Edges(low, high, edges);
        Assert.Equal(low, edges[0]);
        Assert.Equal(high, edges[bins]);
        for (int i = 1; i < bins; i++)
        {
            Assert.Equal(i, SharedBins.Find(edges[i], edges));
            Assert.Equal(i - 1, SharedBins.Find(Math.BitDecrement(edges[i]), edges));
        }

        Assert.Equal(0, SharedBins.Find(low, edges));
        Assert.Equal(bins - 1, SharedBins.Find(high, edges));
    }
}
