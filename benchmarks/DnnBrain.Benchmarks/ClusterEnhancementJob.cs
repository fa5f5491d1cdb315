using System.Globalization;
using DnnBrain.Brain;
using DnnBrain.Statistics.Clusters;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Benchmarks;

/// <summary>
/// Threshold-free cluster enhancement of 50,000 voxels with 26 neighbours: the map of a group, or its test by 1,000 sign flips,
/// beside the sum over a hundred thresholds with SciPy's labelling, on one thread.
/// </summary>
/// <param name="name">The benchmark's name.</param>
/// <param name="statistic">The score; the peer is there for enhancement.</param>
/// <param name="flips">Number of sign flips; 0 for one map.</param>
/// <param name="bar">The seconds that are promised.</param>
internal sealed class ClusterEnhancementJob(string name, MapStatistic statistic, int flips, double bar) : IBenchmark
{
    private const int Voxels = 50_000;
    private const int Subjects = 16;
    private const int Side = 48;
    private const int Rounds = 5;
    private const int PeerMaps = 3;

    public string Name => name;

    public BenchmarkRow Run()
    {
        VoxelSet voxels = Ball();
        BrainMap[] maps = [.. Enumerable.Range(0, Subjects).Select(subject => Map(voxels, subject))];
        double ours = double.MaxValue;
        for (int round = 0; round < (flips > 0 ? 1 : Rounds); round++)
        {
            ours = Comparison.Best(ours, () => Test(maps));
        }

        double map = statistic == MapStatistic.Tfce
            ? PeerProcess.Python("tfce.py", 1, Side, Voxels, PeerMaps)?.GetProperty("seconds").GetDouble() ?? double.NaN
            : double.NaN;
        double peer = map * Math.Max(1, flips);
        bool compared = double.IsFinite(peer);
        string what = statistic == MapStatistic.Tfce ? "threshold-free cluster enhancement" : "cluster mass";
        return new BenchmarkRow(
            flips > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{what}, {Voxels:N0} voxels, {Subjects} subjects, {flips:N0} sign flips")
                : string.Create(CultureInfo.InvariantCulture, $"{what} of one group map, {Voxels:N0} voxels, {Subjects} subjects, with neighbours and t"),
            Text(ours),
            compared ? $"{Text(peer)} (SciPy, a loop over 100 thresholds, one thread{(flips > 0 ? $"; from {PeerMaps} maps" : "")})" : "–",
            compared ? (ours / peer).ToString("G2", CultureInfo.InvariantCulture) : "–",
            $"< {Text(bar)}",
            ours < bar);
    }

    private void Test(BrainMap[] maps)
    {
        var options = new BrainMapTestOptions
        {
            Statistic = new MapStatisticOptions { Statistic = statistic },
            Inference = new InferenceOptions { PermutationCount = flips, Alternative = Alternative.Greater },
        };
        BrainMapTester.Test(maps, options, SilentObserver.Instance, CancellationToken.None);
    }

    /// <summary>The voxels nearest to the middle of a cube.</summary>
    private static VoxelSet Ball()
    {
        var space = new VolumeSpace(new VolumeDimensions(Side, Side, Side), new double[,] { { 3, 0, 0, 0 }, { 0, 3, 0, 0 }, { 0, 0, 3, 0 }, { 0, 0, 0, 1 } });
        const double Middle = (Side - 1) / 2.0;
        return new VoxelSet(space, Enumerable.Range(0, space.Dimensions.VoxelCount)
            .OrderBy(voxel =>
            {
                (int x, int y, int z) = space.Dimensions.CoordinatesOf(voxel);
                return ((x - Middle) * (x - Middle)) + ((y - Middle) * (y - Middle)) + ((z - Middle) * (z - Middle));
            })
            .Take(Voxels)
            .Order());
    }

    /// <summary>Noise that neighbours share, as that of scanned brains: each voxel is the mean of a cube of 27, times √27.</summary>
    private static BrainMap Map(VoxelSet voxels, int subject)
    {
        double[] noise = Comparison.Normal(subject, voxels.Space.Dimensions.VoxelCount);
        VolumeDimensions size = voxels.Space.Dimensions;
        return new BrainMap("map", voxels, [.. voxels.VoxelIndex.Select(voxel =>
        {
            (int x, int y, int z) = size.CoordinatesOf(voxel);
            double sum = 0;
            for (int dz = -1; dz <= 1; dz++)
            {
                for (int dy = -1; dy <= 1; dy++)
                {
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        sum += noise[size.IndexOf((x + dx + size.X) % size.X, (y + dy + size.Y) % size.Y, (z + dz + size.Z) % size.Z)];
                    }
                }
            }

            return (float)(sum / Math.Sqrt(27));
        })]) { Subject = FormattableString.Invariant($"{subject + 1}") };
    }

    private static string Text(double seconds) =>
        seconds < 1 ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:G3} ms") : string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s");
}
