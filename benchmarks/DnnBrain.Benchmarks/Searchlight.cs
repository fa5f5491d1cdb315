using System.Globalization;
using DnnBrain.Brain;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Searchlights;

namespace DnnBrain.Benchmarks;

/// <summary>A searchlight over 7,752 whole spheres of 93 voxels, 64 conditions: correlation RDM and Spearman's ρ with one model, beside the same centre by centre in NumPy and SciPy.</summary>
internal sealed class Searchlight : IBenchmark
{
    private const int Conditions = 64;
    private const int Rounds = 3;
    private const double Bar = 3;

    public string Name => "searchlight";

    /// <summary>The patterns and the spheres around their voxels.</summary>
    public static (BrainPattern Patterns, SphereNeighborhood Spheres) Data()
    {
        // Spheres of √8 voxels reach two voxels to each side: (21 − 4) (23 − 4) (28 − 4) of them fit.
        var space = new VolumeSpace(new VolumeDimensions(21, 23, 28), new double[,] { { 3, 0, 0, 0 }, { 0, 3, 0, 0 }, { 0, 0, 3, 0 }, { 0, 0, 0, 1 } });
        var voxels = new VoxelSet(space, Enumerable.Range(0, space.Dimensions.VoxelCount));
        float[] values = [.. Comparison.Normal(0, Conditions * voxels.UnitCount).Select(value => (float)value)];
        var provenance = new Provenance { Operation = "benchmark" };
        var patterns = new BrainPattern("brain", "simulated", null, Enumerable.Range(0, Conditions).Select(i => $"s{i}"), voxels, values, provenance);
        return (patterns, SphereNeighborhood.Create(voxels, new SphereOptions { Radius = Math.Sqrt(8), Unit = RadiusUnit.Voxel, MinVoxelShare = 1 }));
    }

    public BenchmarkRow Run()
    {
        (BrainPattern patterns, SphereNeighborhood spheres) = Data();
        Rdm model = Comparison.Rdm("model", null, 1, Conditions);
        double ours = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            ours = Comparison.Best(ours, () => SearchlightRsa.Run(patterns, spheres, [model], new SearchlightOptions(), SilentObserver.Instance, CancellationToken.None));
        }

        double peer = PeerProcess.Python("searchlight.py", Environment.ProcessorCount, Conditions, 1)?.GetProperty("seconds").GetDouble() ?? double.NaN;
        bool compared = double.IsFinite(peer);
        return new BenchmarkRow(
            $"searchlight of {spheres.CenterVoxels.UnitCount:N0} centres × {spheres.SphereVoxelCount} voxels × {Conditions} conditions, Spearman",
            string.Create(CultureInfo.InvariantCulture, $"{ours:F2} s"),
            compared ? string.Create(CultureInfo.InvariantCulture, $"{peer:F2} s (NumPy and SciPy)") : "–",
            compared ? string.Create(CultureInfo.InvariantCulture, $"{ours / peer:G2}") : "–",
            string.Create(CultureInfo.InvariantCulture, $"< {Bar} s"),
            ours < Bar);
    }
}
