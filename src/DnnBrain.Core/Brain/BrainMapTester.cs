using System.Diagnostics;
using System.Globalization;
using DnnBrain.Statistics.Clusters;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Brain;

/// <summary>Tests maps of several subjects against zero by sign flips over subjects, corrected over all voxels and maps.</summary>
/// <remarks>
/// Nichols, Holmes 2002, https://doi.org/10.1002/hbm.1058; threshold-free cluster enhancement: Smith, Nichols 2009,
/// https://doi.org/10.1016/j.neuroimage.2008.03.061. For signed values: a squared one is above zero under the null hypothesis too.
/// </remarks>
public static class BrainMapTester
{
    /// <summary>Runs the test.</summary>
    /// <param name="maps">One map a name and subject. Maps without a subject are told apart by their order.</param>
    /// <param name="options">Score, neighbours, flips.</param>
    /// <param name="observer">Told how far the test is, and of voxels that are left out.</param>
    /// <param name="token">Stops the test.</param>
    /// <returns>One result a name, in order of first appearance.</returns>
    /// <exception cref="DnnBrainException">
    /// No map (<c>MapMissing</c>); fewer than two subjects of a name (<c>SubjectTooFew</c>) or two maps of one (<c>SubjectDuplicate</c>); grids that
    /// differ (<c>SpaceMismatch</c>); no voxel that all subjects have (<c>VoxelMissing</c>); values that are not 0 without an effect,
    /// tested against 0 (<c>MapUnsigned</c>); options that cannot be used.
    /// </exception>
    /// <remarks>
    /// Voxels that a subject has no value for are left out and counted in a warning: t of fewer subjects has other tails, and the largest would
    /// come from there. A flip costs O(voxels × subjects), one sort and O(voxels × neighbours).
    /// </remarks>
    public static IReadOnlyList<BrainMapTest> Test(
        IReadOnlyList<BrainMap> maps, BrainMapTestOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        long start = Stopwatch.GetTimestamp();
        options.Inference.Validate();
        options.Statistic.Validate();
        IReadOnlyList<MapGroup> groups = MapGroup.FromMaps(maps, observer);
        ThrowIfUnsigned(maps, options);
        NeighborGraph[] graphs = [.. groups.Select(group => VoxelGraph.Create(group.Voxels, options.Connectivity))];
        MapTestResult result = MapTest.Run(Values(groups, options.Baseline), graphs, options.Statistic, options.Inference, observer, token);
        var tests = new List<BrainMapTest>();
        int first = 0;
        for (int g = 0; g < groups.Count; g++)
        {
            tests.Add(ToTest(groups[g], graphs[g], first, result, options));
            first += graphs[g].Count;
        }

        observer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Tested {groups.Count} kinds of maps, {first:N0} voxels, {result.Test.DrawCount:N0} sign flips of {options.Statistic.Statistic}, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s."));
        return tests;
    }

    // A baseline is the user's word that this is the value without an effect; without flips there is no test to mislead.
    private static void ThrowIfUnsigned(IReadOnlyList<BrainMap> maps, BrainMapTestOptions options)
    {
        if (options.Baseline == 0 && options.Inference.PermutationCount > 0 && maps.FirstOrDefault(map => map.IsSigned == false) is { } map)
        {
            throw new DnnBrainException(
                "MapUnsigned",
                ErrorKind.InvalidArgument,
                $"The values of map '{map}' ({map.Measure}) are not 0 where there is no relation, so that a test of subjects against 0 would find an effect anywhere or nowhere. "
                + "Compare RDMs by a correlation (Spearman, Pearson, CorrelationCov, a Kendall tau), test the differences of two maps, or give the value without an effect as baseline. "
                + "With 0 permutations there are means without a test.",
                map.Name);
        }
    }

    private static double[,] Values(IReadOnlyList<MapGroup> groups, double baseline) => SubjectTable.Create(
        [.. groups.Select(group => new SubjectBlock(group.Subject, group.Voxels.UnitCount, (voxel, s) => group.Values[s][voxel] - baseline))]);

    private static BrainMapTest ToTest(MapGroup group, NeighborGraph graph, int first, MapTestResult result, BrainMapTestOptions options)
    {
        Provenance provenance = Provenance(group, options);
        double[] t = result.TValue[first..(first + graph.Count)];
        double[] adjusted = [.. result.Test.AdjustedPValue.Skip(first).Take(graph.Count)];
        double[] tested = [.. adjusted.Where(p => !double.IsNaN(p))];
        return new BrainMapTest
        {
            Name = group.Name,
            Subject = Array.AsReadOnly(group.Subject.ToArray()),
            Statistic = Describe(options),
            Mean = Map("mean", result.Mean, group.Measure.Length == 0 ? "mean" : $"mean {group.Measure}"),
            TValue = Map("t", result.TValue, "t"),
            Score = Map("score", result.Test.Observed, "score"),
            PValue = Map("p", result.Test.PValue, "p"),
            AdjustedPValue = Map("adjusted p", result.Test.AdjustedPValue, "adjusted p"),
            SignificantVoxelCount = tested.Count(p => p <= BrainMapTest.SignificanceLevel),
            Cluster = Array.AsReadOnly(Clusters(group.Voxels, graph, t, adjusted)),
            SmallestPValue = tested.Length == 0 ? double.NaN : tested.Min(),
            ClusterThreshold = result.Threshold,
            PermutationCount = result.Test.DrawCount,
            Provenance = provenance,
        };

        BrainMap Map(string what, IReadOnlyList<double> all, string measure) =>
            new($"{group.Name} {what}", group.Voxels, [.. all.Skip(first).Take(graph.Count).Select(value => (float)value)]) { Measure = measure, Provenance = provenance };
    }

    private static MapCluster[] Clusters(VoxelSet voxels, NeighborGraph graph, double[] t, double[] adjusted)
    {
        double[] sign = [.. t.Select((value, cell) => adjusted[cell] <= BrainMapTest.SignificanceLevel ? Math.Sign(value) : 0)];
        return [.. ConnectedCells.Find(graph, sign)
            .Select(cells =>
            {
                int peak = cells.MaxBy(cell => Math.Abs(t[cell]));
                return new MapCluster(cells.Length, t[peak], voxels.Space.ToMillimetres(voxels.VoxelIndex[peak]), voxels.VoxelIndex[peak], cells.Min(cell => adjusted[cell]));
            })
            .OrderByDescending(cluster => cluster.VoxelCount)];
    }

    private static string Describe(BrainMapTestOptions options) => options.Statistic.Statistic is MapStatistic.Tfce or MapStatistic.ClusterMass
        ? $"{options.Statistic}, {options.Connectivity} neighbours"
        : options.Statistic.ToString();

    private static Provenance Provenance(MapGroup group, BrainMapTestOptions options)
    {
        var parameters = new Dictionary<string, string>
        {
            ["Statistic"] = Describe(options),
            ["Baseline"] = options.Baseline.ToString(CultureInfo.InvariantCulture),
        };
        options.Inference.Describe(parameters);
        return new Provenance { Operation = "Test-BrainMap", Seed = options.Inference.Seed, Parameters = parameters, Sources = [.. group.Sources] };
    }
}
