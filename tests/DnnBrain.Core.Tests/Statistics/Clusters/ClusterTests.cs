using System.Text.Json;
using DnnBrain.Brain;
using DnnBrain.Core.Tests.Brain;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Clusters;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Clusters;

/// <summary>Scores of cells and their p beside brute force: every height a threshold, scipy.ndimage for what lies above.</summary>
public class ClusterTests
{
    private static readonly JsonElement s_reference = TestData.Json("clusters.json");

    // Sums of up to 120 terms of about 10 in float64.
    private const double Rounding = 1e-10;

    [Fact]
    public void ClusterEnhancement_Volume_EqualsEveryHeightAsAThreshold()
    {
        (VoxelSet voxels, double[] t) = Volume();
        foreach (JsonElement reference in s_reference.GetProperty("enhanced").GetProperty("cases").EnumerateArray())
        {
            NeighborGraph graph = VoxelGraph.Create(voxels, reference.GetProperty("neighbors").GetInt32());
            var score = new ClusterEnhancement(graph, reference.GetProperty("height").GetDouble(), reference.GetProperty("extent").GetDouble());
            AssertEqual(Inside(voxels, reference.Doubles("tfce")), BothSides(score, t));
        }
    }

    [Fact]
    public void ClusterEnhancement_Volume_IsTheLimitOfSumsOverSteps()
    {
        (VoxelSet voxels, double[] t) = Volume();
        double[] steps = Inside(voxels, s_reference.GetProperty("enhanced").Doubles("steps"));
        double[] exact = BothSides(new ClusterEnhancement(VoxelGraph.Create(voxels, 26), 2, 0.5), t);

        // 1,000 steps: each of the heights at which clusters change is off by up to a thousandth of the largest t.
        double largest = exact.Max(Math.Abs);
        Assert.All(exact.Zip(steps), pair => Assert.Equal(pair.Second, pair.First, 2e-3 * largest));
    }

    [Theory]
    [InlineData(6, 0)]
    [InlineData(18, 3)]
    [InlineData(26, 1)]
    [InlineData(26, 0)]
    public void ClusterEnhancement_LargerMapWithTies_EqualsItsDefinition(int neighbors, int decimals)
    {
        // Rounded to whole numbers nearly all heights are shared; 1,400 values are sorted by another algorithm than a few hundred.
        var space = new VolumeSpace(new VolumeDimensions(14, 12, 10), BrainData.Affine);
        var random = new RandomStream(5, RandomPurpose.Simulation);
        var voxels = new VoxelSet(space, Enumerable.Range(0, space.Dimensions.VoxelCount).Where(_ => random.NextDouble() < 0.85));
        NeighborGraph graph = VoxelGraph.Create(voxels, neighbors);
        double[] noise = [.. Enumerable.Range(0, graph.Count).Select(_ => random.NextNormal())];
        double[] t = [.. noise.Select((value, cell) => Math.Round(0.5 + value + graph[cell].ToArray().Average(neighbor => noise[neighbor]), decimals))];
        double[] scores = new double[t.Length];
        new ClusterEnhancement(graph, 2, 0.5).Positive(t, scores);
        AssertEqual(ByDefinition(graph, t), scores);
    }

    [Fact]
    public void ClusterMass_Volume_EqualsLabelledSums()
    {
        (VoxelSet voxels, double[] t) = Volume();
        foreach (JsonElement reference in s_reference.GetProperty("enhanced").GetProperty("mass").EnumerateArray())
        {
            NeighborGraph graph = VoxelGraph.Create(voxels, reference.GetProperty("neighbors").GetInt32());
            AssertEqual(Inside(voxels, reference.Doubles("mass")), BothSides(new ClusterMass(graph, 1), t));
        }
    }

    [Fact]
    public void ClusterEnhancement_CellsWithoutValue_PartTheirNeighbors()
    {
        double[] scores = new double[5];
        new ClusterEnhancement(NeighborGraph.Chain(5), 2, 0.5).Positive([1, 1, double.NaN, 1, -3], scores);

        // Two cells side by side, and one alone, up to height 1.
        double[] expected = [Math.Sqrt(2) / 3, Math.Sqrt(2) / 3, 0, 1.0 / 3, 0];
        AssertEqual(expected, scores);
    }

    [Theory]
    [InlineData("greater", Alternative.Greater)]
    [InlineData("twoSided", Alternative.TwoSided)]
    public void MapTest_Tfce_EqualsAllFlips(string name, Alternative alternative)
    {
        JsonElement group = s_reference.GetProperty("group");
        var space = new VolumeSpace(new VolumeDimensions(4, 3, 2), BrainData.Affine);
        NeighborGraph graph = VoxelGraph.Create(new VoxelSet(space, Enumerable.Range(0, 24)), 26);
        MapTestResult result = MapTest.Run(
            Transposed(group), [graph], new MapStatisticOptions(), new InferenceOptions { Alternative = alternative }, SilentObserver.Instance, default);
        JsonElement expected = group.GetProperty(name);
        Assert.True(result.Test.IsExact);
        AssertEqual(expected.Doubles("score"), [.. result.Test.Observed]);
        AssertEqual(expected.Doubles("p"), [.. result.Test.PValue]);
        AssertEqual(expected.Doubles("adjusted"), [.. result.Test.AdjustedPValue]);
    }

    [Theory]
    [InlineData("greater", Alternative.Greater)]
    [InlineData("twoSided", Alternative.TwoSided)]
    public void MapTest_ClusterMassOverTime_EqualsAllFlips(string name, Alternative alternative)
    {
        JsonElement chain = s_reference.GetProperty("chain");
        var statistic = new MapStatisticOptions { Statistic = MapStatistic.ClusterMass, ClusterFormingPValue = chain.GetProperty("formingP").GetDouble() };
        MapTestResult result = MapTest.Run(
            Transposed(chain), [NeighborGraph.Chain(12)], statistic, new InferenceOptions { Alternative = alternative }, SilentObserver.Instance, default);
        JsonElement expected = chain.GetProperty(name);

        // Quantiles of t are found by bisection, to nine digits.
        Assert.Equal(expected.GetProperty("threshold").GetDouble(), result.Threshold, 1e-8);
        AssertEqual(expected.Doubles("score"), [.. result.Test.Observed]);
        AssertEqual(expected.Doubles("adjusted"), [.. result.Test.AdjustedPValue]);
    }

    [Fact]
    public void MapTest_TwoMapsAtOnce_CorrectsOverBoth()
    {
        double[,] one = Transposed(s_reference.GetProperty("chain"));
        double[,] two = new double[24, 5];
        for (int cell = 0; cell < 24; cell++)
        {
            for (int s = 0; s < 5; s++)
            {
                two[cell, s] = one[cell % 12, s];
            }
        }

        NeighborGraph chain = NeighborGraph.Chain(12);
        ResamplingResult alone = MapTest.Run(one, [chain], new MapStatisticOptions(), new InferenceOptions(), SilentObserver.Instance, default).Test;
        ResamplingResult twice = MapTest.Run(two, [chain, chain], new MapStatisticOptions(), new InferenceOptions(), SilentObserver.Instance, default).Test;

        // The same map twice has the same maximum, and its last cell is no neighbour of the second map's first.
        Assert.Equal([.. alone.Observed, .. alone.Observed], twice.Observed);
        Assert.Equal([.. alone.AdjustedPValue, .. alone.AdjustedPValue], twice.AdjustedPValue);
    }

    [Fact]
    public void MapTest_AnyNumberOfThreads_GivesTheSameBits()
    {
        var random = new RandomStream(3, RandomPurpose.Simulation);
        double[,] values = new double[40, 12];
        for (int i = 0; i < values.Length; i++)
        {
            values[i / 12, i % 12] = random.NextNormal();
        }

        ResamplingResult[] results = [.. new[] { 1, 2, 3 }.Select(threads => MapTest.Run(
            values, [NeighborGraph.Grid(4, 10)], new MapStatisticOptions(), new InferenceOptions { PermutationCount = 300, MaxThreads = threads }, SilentObserver.Instance, default).Test)];
        Assert.All(results, result => Assert.Equal(results[0].AdjustedPValue, result.AdjustedPValue));
    }

    [Theory]
    [InlineData(MapStatistic.Tfce)]
    [InlineData(MapStatistic.ClusterMass)]
    public void MapTest_MapsWithoutEffect_RejectFivePercent(MapStatistic statistic)
    {
        // Neighbours share noise, as in smooth maps. 12 of 256 flips are the largest share below 5 %: 4.7 %, here ± 2.9 standard errors.
        const int Simulations = 1000;
        int rejections = 0;
        NeighborGraph graph = NeighborGraph.Grid(4, 6);
        var options = new MapStatisticOptions { Statistic = statistic, ClusterFormingPValue = 0.05 };
        for (int simulation = 0; simulation < Simulations; simulation++)
        {
            var random = new RandomStream(20260412, RandomPurpose.Simulation, simulation);
            double[,] values = new double[graph.Count, 8];
            for (int subject = 0; subject < 8; subject++)
            {
                double[] noise = [.. Enumerable.Range(0, graph.Count).Select(_ => random.NextNormal())];
                for (int cell = 0; cell < graph.Count; cell++)
                {
                    values[cell, subject] = noise[cell] + graph[cell].ToArray().Sum(neighbor => noise[neighbor]);
                }
            }

            ResamplingResult test = MapTest.Run(values, [graph], options, new InferenceOptions { MaxThreads = 1 }, SilentObserver.Instance, default).Test;
            rejections += test.AdjustedPValue.Any(p => p <= 0.05) ? 1 : 0;
        }

        Assert.InRange(rejections, 27, 67);
    }

    [Fact]
    public void Grid_ThreeByTwo_NeighborsShareAnEdge()
    {
        NeighborGraph grid = NeighborGraph.Grid(3, 2);
        Assert.Equal([0, 3, 4], grid[2].ToArray());
        Assert.Equal([3, 4], grid[5].ToArray());
    }

    [Theory]
    [InlineData(0, 2, 0.5, "ClusterThresholdInvalid")]
    [InlineData(0.5, 2, 0.5, "ClusterThresholdInvalid")]
    [InlineData(0.01, 0, 0.5, "ExponentInvalid")]
    [InlineData(0.01, 2, double.NaN, "ExponentInvalid")]
    public void Validate_UnusableOption_IsRefused(double p, double height, double extent, string errorId)
    {
        var options = new MapStatisticOptions { ClusterFormingPValue = p, HeightExponent = height, ExtentExponent = extent };
        Assert.Equal(errorId, Assert.Throws<DnnBrainException>(options.Validate).ErrorId);
    }

    // Between two neighbouring heights the parts above do not change: √extent times the integral of h² over each such stretch.
    private static double[] ByDefinition(NeighborGraph graph, double[] t)
    {
        double[] scores = new double[t.Length];
        double below = 0;
        foreach (double height in t.Where(value => value > 0).Distinct().Order())
        {
            foreach (int[] part in ConnectedCells.Find(graph, [.. t.Select(value => value >= height ? 1.0 : 0)]))
            {
                foreach (int cell in part)
                {
                    scores[cell] += Math.Sqrt(part.Length) * ((height * height * height) - (below * below * below)) / 3;
                }
            }

            below = height;
        }

        return scores;
    }

    private static (VoxelSet Voxels, double[] T) Volume()
    {
        JsonElement enhanced = s_reference.GetProperty("enhanced");
        var space = new VolumeSpace(new VolumeDimensions(6, 5, 4), BrainData.Affine);
        double[] mask = enhanced.Doubles("mask");
        var voxels = new VoxelSet(space, Enumerable.Range(0, mask.Length).Where(i => mask[i] == 1));
        return (voxels, Inside(voxels, enhanced.Doubles("t")));
    }

    private static double[] Inside(VoxelSet voxels, double[] volume) => [.. voxels.VoxelIndex.Select(i => volume[i])];

    private static double[] BothSides(CellScore score, double[] t)
    {
        double[] positive = new double[t.Length];
        double[] negative = new double[t.Length];
        score.Positive(t, positive);
        score.Positive([.. t.Select(value => -value)], negative);
        return [.. positive.Zip(negative, (p, n) => p - n)];
    }

    // Subject × cell in the file, cell × subject here.
    private static double[,] Transposed(JsonElement element)
    {
        double[][] subjects = [.. element.GetProperty("values").EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
        double[,] values = new double[subjects[0].Length, subjects.Length];
        for (int cell = 0; cell < subjects[0].Length; cell++)
        {
            for (int s = 0; s < subjects.Length; s++)
            {
                values[cell, s] = subjects[s][cell];
            }
        }

        return values;
    }

    private static void AssertEqual(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Rounding * Math.Max(1, Math.Abs(pair.First))));
    }
}
