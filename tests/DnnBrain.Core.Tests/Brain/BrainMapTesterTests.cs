using DnnBrain.Brain;
using DnnBrain.Statistics.Clusters;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Brain;

public class BrainMapTesterTests
{
    private const int Subjects = 7;

    private static readonly VolumeSpace s_space = BrainData.Space(3, 3, 3);
    private static readonly BrainMapTestOptions s_options = new() { Statistic = new MapStatisticOptions { Statistic = MapStatistic.TValue } };

    // An effect in the corner and in the middle, which share a corner only: voxels 0 and 13.
    private static readonly BrainMap[] s_maps = [.. Enumerable.Range(0, Subjects).Select(subject => Map("conv1", subject, voxel => voxel is 0 or 13 ? 20 : 0))];

    [Fact]
    public void Test_OfMaps_GivesMeanAndTByTheirDefinition()
    {
        BrainMapTest test = Run(s_maps, s_options)[0];

        Assert.Equal(27, test.VoxelCount);
        for (int voxel = 0; voxel < 27; voxel++)
        {
            double[] x = [.. s_maps.Select(map => (double)map.Values[voxel])];
            double mean = x.Average();
            double deviation = Math.Sqrt(x.Sum(v => (v - mean) * (v - mean)) / (Subjects - 1));
            // Maps are kept in single precision: 1e-6 of the value.
            Assert.Equal(mean, test.Mean.Values[voxel], 1e-6 * Math.Abs(mean));
            Assert.Equal(mean / (deviation / Math.Sqrt(Subjects)), test.TValue.Values[voxel], 2e-6 * Math.Abs(mean / deviation) * Math.Sqrt(Subjects));
        }

        // A test of one side looks at that side alone.
        Assert.Equal(test.TValue.Values.Select(t => Math.Max(0, t)), test.Score.Values);
        BrainMapTest both = Run(s_maps, s_options with { Inference = new InferenceOptions { Alternative = Alternative.TwoSided } })[0];
        Assert.Equal(test.TValue.Values, both.Score.Values);
        Assert.Equal(["sub-0", "sub-1", "sub-2", "sub-3", "sub-4", "sub-5", "sub-6"], test.Subject);
    }

    [Fact]
    public void Test_WithAllSignFlips_GivesTheSmallestPTheyAllowWhereThereIsAnEffect()
    {
        BrainMapTest test = Run(s_maps, s_options)[0];

        // Of 2^7 ways to turn subjects round, only the one that was seen has so large a maximum.
        Assert.Equal(127, test.PermutationCount);
        Assert.Equal(1.0 / 128, test.SmallestPValue, 1e-15);
        Assert.Equal([0, 13], Enumerable.Range(0, 27).Where(voxel => test.AdjustedPValue.Values[voxel] <= 0.05f));
        Assert.Equal(2, test.SignificantVoxelCount);
        Assert.All(test.PValue.Values.Zip(test.AdjustedPValue.Values), pair => Assert.True(pair.First <= pair.Second));
        Assert.Equal("conv1: 2 of 27 voxels, p 0.0078 (adjusted), 7 subjects", test.ToString());
    }

    [Theory]
    [InlineData(26, 2)]
    [InlineData(18, 1)]
    [InlineData(6, 1)]
    public void Test_OfVoxelsThatShareACorner_MakesThemOneClusterOnlyWhereCornersCount(int connectivity, int voxels)
    {
        BrainMapTest test = Run(s_maps, s_options with { Connectivity = connectivity })[0];

        Assert.Equal(2 / voxels, test.Cluster.Count);
        MapCluster first = test.Cluster[0];
        int peak = test.TValue.Values[0] > test.TValue.Values[13] ? 0 : 13;
        if (voxels == 2)
        {
            // 2 × 2 × 3 mm from (10, −20, 5), x from right to left.
            Assert.Equal(peak, first.PeakVoxelIndex);
            Assert.Equal(peak == 0 ? (10, -20, 5) : (8.0, -18.0, 8.0), first.PeakMillimetre);
        }

        Assert.Equal(voxels, first.VoxelCount);
        Assert.Equal(1.0 / 128, first.AdjustedPValue, 1e-15);
        Assert.Equal(26, new BrainMapTestOptions().Connectivity);
    }

    [Fact]
    public void Test_OfTwoKindsOfMaps_KeepsThemApartAndMatchesSubjectsByName()
    {
        // The second kind in reverse order, as another layer of the same people would be read from a folder.
        BrainMap[] other = [.. Enumerable.Range(0, Subjects).Reverse().Select(subject => Map("fc", subject, voxel => voxel == 5 ? 20 : 0))];

        IReadOnlyList<BrainMapTest> both = Run([.. s_maps, .. other], s_options);

        Assert.Equal(["conv1", "fc"], both.Select(test => test.Name));
        Assert.Equal(Run(s_maps, s_options)[0].TValue.Values, both[0].TValue.Values);
        Assert.Equal([5], Enumerable.Range(0, 27).Where(voxel => both[1].AdjustedPValue.Values[voxel] <= 0.05f));
        for (int voxel = 0; voxel < 27; voxel++)
        {
            Assert.Equal(other.Average(map => (double)map.Values[voxel]), both[1].Mean.Values[voxel], 1e-5);
        }
    }

    [Fact]
    public void Test_WithABaseline_TakesItFromEveryValue()
    {
        BrainMapTest plain = Run(s_maps, s_options)[0];
        BrainMapTest less = Run(s_maps, s_options with { Baseline = 3 })[0];
        Assert.All(plain.Mean.Values.Zip(less.Mean.Values), pair => Assert.Equal(pair.First - 3, pair.Second, 1e-5f));
    }

    [Fact]
    public void ToMaps_AsVolumes_AreLargestWherePIsSmallest()
    {
        BrainMapTest test = Run(s_maps, s_options)[0];

        IReadOnlyList<BrainMap> maps = test.ToMaps();

        Assert.Equal(["conv1 mean", "conv1 t", "conv1 score", "1 - conv1 p", "1 - conv1 adjusted p"], maps.Select(map => map.Name));
        Assert.Equal(test.PValue.Values.Select(p => 1 - p), maps[3].Values);
        Assert.Equal(test.AdjustedPValue.Values.Select(p => 1 - p), maps[4].Values);
        Assert.Equal(127f / 128, maps[4].Values[13]);
    }

    [Fact]
    public void Test_WithVoxelsThatASubjectLacks_LeavesThemOutAndCountsThem()
    {
        BrainMap[] maps = [.. s_maps];
        maps[2] = Map("conv1", 2, voxel => voxel == 4 ? float.NaN : voxel is 0 or 13 ? 20 : 0);
        maps = [.. maps.Select(map => new BrainMap(map.Name, map.Voxels, [.. map.Values.Select((value, voxel) => voxel == 9 ? float.NaN : value)]) { Subject = map.Subject })];
        var observer = new RecordingObserver();

        BrainMapTest test = Run(maps, s_options, observer)[0];

        Assert.Equal(Enumerable.Range(0, 27).Except([4, 9]), test.Mean.Voxels.VoxelIndex);
        Assert.StartsWith("2 of 27 voxels have no value in some of the 7 maps 'conv1'", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        // What is left keeps its place.
        Assert.Equal(Run(s_maps, s_options)[0].TValue.Values[13], test.TValue.Values[11]);
    }

    [Fact]
    public void Test_OfWhatCannotBe_SaysWhy()
    {
        Refused("MapMissing", []);
        Refused("SubjectTooFew", [s_maps[0]]);
        Refused("SubjectDuplicate", [s_maps[0], s_maps[1], s_maps[0]]);
        Refused("VoxelMissing", [new BrainMap("m", new VoxelSet(s_space, [0]), [1]), new BrainMap("m", new VoxelSet(s_space, [1]), [1])]);
        Refused("SpaceMismatch", [s_maps[0], new BrainMap("conv1", new VoxelSet(BrainData.Space(), [1]), [1])]);
        Refused("PermutationCountInvalid", s_maps, s_options with { Inference = new InferenceOptions { PermutationCount = -1 } });
        Refused("MapUnsigned", [.. s_maps.Select(map => new BrainMap("conv1", map.Voxels, [.. map.Values]) { Subject = map.Subject, IsSigned = false })]);
    }

    private static BrainMap Map(string name, int subject, Func<int, float> effect)
    {
        var random = new Random((name.Length * 100) + subject);
        return new BrainMap(name, new VoxelSet(s_space, Enumerable.Range(0, 27)), [.. Enumerable.Range(0, 27).Select(voxel => effect(voxel) + (float)(random.NextDouble() - 0.5))])
        {
            Subject = FormattableString.Invariant($"sub-{subject}"),
        };
    }

    private static IReadOnlyList<BrainMapTest> Run(IReadOnlyList<BrainMap> maps, BrainMapTestOptions options, IRunObserver? observer = null) =>
        BrainMapTester.Test(maps, options, observer ?? SilentObserver.Instance, CancellationToken.None);

    private static void Refused(string errorId, IReadOnlyList<BrainMap> maps, BrainMapTestOptions? options = null) =>
        Assert.Equal(errorId, Assert.Throws<DnnBrainException>(() => Run(maps, options ?? s_options)).ErrorId);
}
