using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

public class RandomStreamTests
{
    [Fact]
    public void NextUInt32_SeedZero_StartsWithThePublishedBlock()
    {
        var stream = new RandomStream(0, RandomPurpose.Simulation);
        Assert.Equal([0x6627E8D5u, 0xE169C58Du, 0xBC57AC4Cu, 0x9B00DBD8u], Enumerable.Range(0, 4).Select(_ => stream.NextUInt32()));
    }

    [Fact]
    public void NextUInt32_OtherSeedPurposeOrIndex_GivesOtherNumbers()
    {
        uint[] first =
        [
            new RandomStream(1, RandomPurpose.Simulation).NextUInt32(),
            new RandomStream(1L << 32, RandomPurpose.Simulation).NextUInt32(),
            new RandomStream(1, RandomPurpose.SignFlip).NextUInt32(),
            new RandomStream(1, RandomPurpose.Simulation, 1).NextUInt32(),
            new RandomStream(1, RandomPurpose.Simulation, 1L << 32).NextUInt32(),
        ];
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void NextDouble_ManyDraws_AreUniform()
    {
        var stream = new RandomStream(11, RandomPurpose.Simulation);
        const int Draws = 100_000;
        int[] bins = new int[10];
        for (int i = 0; i < Draws; i++)
        {
            bins[(int)(stream.NextDouble() * 10)]++;
        }

        // χ² with 9 degrees of freedom is below 27.9 in 99.9 % of seeds.
        double chiSquare = bins.Sum(count => Math.Pow(count - (Draws / 10.0), 2) / (Draws / 10.0));
        Assert.InRange(chiSquare, 0, 27.9);
    }

    [Fact]
    public void NextNormal_ManyDraws_HasTheMomentsOfTheNormalDistribution()
    {
        var stream = new RandomStream(12, RandomPurpose.Simulation);
        const int Draws = 200_000;
        double[] x = [.. Enumerable.Range(0, Draws).Select(_ => stream.NextNormal())];

        // Four standard errors: √(1/n), √(2/n), √(96/n).
        Assert.InRange(x.Average(), -0.009, 0.009);
        Assert.InRange(x.Average(v => v * v), 1 - 0.013, 1 + 0.013);
        Assert.InRange(x.Average(v => v * v * v * v), 3 - 0.088, 3 + 0.088);
    }

    [Fact]
    public void NextPermutation_FourItems_AllOrdersAreEquallyLikely()
    {
        const int Draws = 24_000;
        var counts = new Dictionary<string, int>();
        int[] order = new int[4];
        for (int i = 0; i < Draws; i++)
        {
            new RandomStream(5, RandomPurpose.LabelPermutation, i).NextPermutation(order);
            string key = string.Join(",", order);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        // χ² with 23 degrees of freedom is below 49.7 in 99.9 % of seeds.
        Assert.Equal(24, counts.Count);
        Assert.InRange(counts.Values.Sum(count => Math.Pow(count - 1000, 2) / 1000.0), 0, 49.7);
    }

    [Fact]
    public void NextInt32_BoundBelowOne_IsRefused()
    {
        var stream = new RandomStream(0, RandomPurpose.Simulation);
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.NextInt32(0));
    }
}
