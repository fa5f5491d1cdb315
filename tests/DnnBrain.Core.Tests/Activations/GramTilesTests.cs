using DnnBrain.Activations;
using DnnBrain.Core.Tests.Rsa;
using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Activations;

public class GramTilesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(23, 1)]
    [InlineData(301, 1)] // a tile of its own quarters, mirrored below the diagonal
    [InlineData(1100, 2)] // three blocks of 512 rows, of which two are held
    [InlineData(1600, 2)]
    [InlineData(1600, 3)]
    [InlineData(1600, 4)]
    public void Visit_AnyMemory_GivesEveryProductOnceAndHoldsNoMorePatterns(int n, int blocks)
    {
        const int Units = 3;
        double[] values = [.. Enumerable.Range(0, n * Units).Select(i => (double)(i % 7))];
        int[,] visits = new int[n, n];
        var held = new Dictionary<PatternBlock, HashSet<PatternBlock>>();
        var observer = new RecordingObserver();
        GramTiles.Visit(
            new ArrayPatterns(n, values),
            (stimulus, pattern) => pattern[0] += stimulus,
            new MemoryLimit(GramTiles.LimitOf(1, n, Units).Bytes + (Math.Max(0, blocks - 2) * 512 * Units * sizeof(double))),
            tile =>
            {
                held.TryAdd(tile.Columns, [tile.Columns]);
                held[tile.Columns].Add(tile.Rows);
                for (int row = 0; row < tile.Rows.Count; row++)
                {
                    for (int column = 0; column < tile.Columns.Count; column++)
                    {
                        (int i, int j) = (tile.Rows.First + row, tile.Columns.First + column);
                        visits[i, j]++;
                        double expected = ((values[i * Units] + i) * (values[j * Units] + j))
                            + (values[(i * Units) + 1] * values[(j * Units) + 1])
                            + (values[(i * Units) + 2] * values[(j * Units) + 2]);
                        if (expected != tile[row, column])
                        {
                            Assert.Equal(expected, tile[row, column]);
                        }
                    }
                }
            },
            observer,
            default);

        // Above the diagonal once; below it only inside tiles that lie on the diagonal.
        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < n; j++)
            {
                if (visits[i, j] != 1)
                {
                    Assert.Equal(1, visits[i, j]);
                }
            }
        }

        Assert.All(held.Values, inUse => Assert.InRange(inUse.Count, 1, blocks));
        Assert.Equal(((long)n * (n + 1) / 2, (long)n * (n + 1) / 2), (observer.Latest!.Value.Done, observer.Latest!.Value.Total));
    }
}
