using DnnBrain.Brain;
using DnnBrain.Core.Tests.Brain;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Searchlights;
using DnnBrain.Rsa.Temporal;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Clusters;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>Tests of many neighbouring cells: searchlights with Test-BrainMap, Invoke-TemporalRsa.</summary>
internal static class MapSimulations
{
    private const string Map = "Test-BrainMap";
    private const string Time = "Invoke-TemporalRsa";
    private const int Stimuli = 8;
    private const int Flips = 199;
    private static readonly VolumeSpace s_space = BrainData.Space(6, 5, 4);
    private static readonly VoxelSet s_voxels = new(s_space, Enumerable.Range(0, s_space.Dimensions.VoxelCount));

    /// <summary>All simulations.</summary>
    public static IEnumerable<CalibrationSimulation> All => [Searchlight, Course, Table, AcrossTime, Peak];

    // From patterns of voxels whose noise is smooth, as in volumes, through the searchlight to the map's test.
    private static CalibrationSimulation Searchlight { get; } = new(
        "Searchlight",
        $"{s_voxels.UnitCount} voxels with smooth noise, {Stimuli} stimuli, 10 subjects each with a geometry of their own, an unrelated model, {Flips} flips",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, Stimuli);
            SphereNeighborhood spheres = SphereNeighborhood.Create(s_voxels, new SphereOptions { Radius = 1.5, Unit = RadiusUnit.Voxel, MinVoxelShare = 0 });
            Rdm model = study.Model("model");
            BrainMap[] maps = [.. Enumerable.Range(0, 10).Select(s =>
            {
                var patterns = new BrainPattern("brain", "simulated", $"s{s}", Enumerable.Range(0, Stimuli).Select(i => $"s{i}"), s_voxels, Smooth(study.Random), new Provenance { Operation = "test" });
                SearchlightMap map = SearchlightRsa.Run(
                    patterns, spheres, [model], new SearchlightOptions { Metric = RdmMetric.SquaredEuclidean, MaxThreads = 1 }, SilentObserver.Instance, default)[0];
                return new BrainMap("model", s_voxels, [.. map.Similarity.Select(value => (float)value)]) { Subject = $"s{s}" };
            })];
            foreach (MapStatistic statistic in Enum.GetValues<MapStatistic>())
            {
                BrainMapTest test = BrainMapTester.Test(
                    maps,
                    new BrainMapTestOptions { Statistic = new MapStatisticOptions { Statistic = statistic, ClusterFormingPValue = 0.05 }, Inference = Inference(record.Study) },
                    SilentObserver.Instance,
                    default)[0];
                record.P(Map, $"Invoke-SearchlightRsa's maps, {statistic}, corrected over voxels", test.SmallestPValue);
                if (statistic == MapStatistic.TValue)
                {
                    record.P(Map, "Invoke-SearchlightRsa's maps, one voxel, not corrected", test.PValue.Values[50]);
                }
            }
        });

    private static CalibrationSimulation Course { get; } = new(
        "Course",
        $"{Stimuli} stimuli, 10 subjects each with a geometry of their own that lasts, 16 times, 2 unrelated models, {Flips} flips",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, Stimuli);
            Rdm[] models = [study.Model("layer0"), study.Model("layer1")];
            Rdm[] movies = Movies(study, 10, 16);
            foreach (MapStatistic statistic in Enum.GetValues<MapStatistic>())
            {
                IReadOnlyList<TemporalRsa> results = TemporalRsaComparer.Compare(models, movies, Options(record.Study, statistic), SilentObserver.Instance, default);
                record.Family(Time, $"{statistic} over times and models", results.SelectMany(result => result.AdjustedPValue));
                if (statistic == MapStatistic.ClusterMass)
                {
                    record.P(Time, "any onset", results.All(result => double.IsNaN(result.Onset)) ? 1 : 0);
                }
            }
        });

    private static CalibrationSimulation Table { get; } = new(
        "Table",
        $"{Stimuli} stimuli, 10 subjects each with a geometry of their own that lasts, 8 times, an unrelated model that changes over 6 times, {Flips} flips",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, Stimuli);
            Rdm[] model = [.. Enumerable.Range(1, 6).Select(time => study.Model($"layer:{time}"))];
            IReadOnlyList<TemporalRsa> results = TemporalRsaComparer.Compare(model, Movies(study, 10, 8), Options(record.Study, MapStatistic.ClusterMass), SilentObserver.Instance, default);
            record.Family(Time, "ClusterMass over a table of model times and times", results.SelectMany(result => result.AdjustedPValue));
        });

    private static CalibrationSimulation AcrossTime { get; } = new(
        "Across time",
        $"{Stimuli} stimuli, 10 subjects each with a geometry of their own that lasts, 8 times, {Flips} flips",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, Stimuli);
            Rdm[] movies = Movies(study, 10, 8);
            Rdm[] once = [.. movies.Where(rdm => rdm.Name == "V1:8")];
            record.P(Time, "-AcrossTime, one time", TemporalRsaComparer.CompareAcrossTime(once, Options(record.Study, MapStatistic.TValue), SilentObserver.Instance, default)[0].AdjustedPValue[0]);
            foreach (MapStatistic statistic in Enum.GetValues<MapStatistic>())
            {
                IReadOnlyList<TemporalRsa> results = TemporalRsaComparer.CompareAcrossTime(movies, Options(record.Study, statistic), SilentObserver.Instance, default);
                record.Family(Time, $"-AcrossTime, {statistic} over the table", results[0].AdjustedPValue);
            }
        });

    private static CalibrationSimulation Peak { get; } = new(
        "Peak",
        $"{Stimuli} stimuli, 12 subjects, 15 times, the model's geometry is clearest at the 8th, 999 draws",
        1000,
        record =>
        {
            var study = new SimulatedStudy(record.Study, Stimuli, record.Study / 100);
            double[] geometry = study.Shared();
            Rdm[] movies = Movies(study, 12, 15, time => SimulatedStudy.Mix(1.5 * Math.Exp(-(time - 8) * (time - 8) / 12.0), geometry, new double[geometry.Length]));
            TemporalRsaOptions options = Options(record.Study, MapStatistic.TValue) with { BootstrapCount = 999 };
            options = options with { Comparison = options.Comparison with { Inference = options.Comparison.Inference with { PermutationCount = 0 } } };
            TemporalRsa result = TemporalRsaComparer.Compare([study.Rdm("layer", null, geometry)], movies, options, SilentObserver.Instance, default)[0];
            record.Covers(Time, "interval of the peak's time", result.PeakConfidence, 8);
            record.CoversMean(Time, "interval of the time of half the peak", result.HalfPeakConfidence, result.HalfPeakTime, record.Study / 100);
        })
    {
        Known = new Dictionary<string, KnownProperty> { ["interval of the peak's time"] = KnownProperties.Grid },
    };

    // Patterns change slowly: each time has four fifths of the last one's.
    private static Rdm[] Movies(SimulatedStudy study, int subjects, int times, Func<int, double[]>? signal = null) => [.. Enumerable.Range(0, subjects).SelectMany(s =>
    {
        double[] patterns = study.Own();
        return Enumerable.Range(1, times).Select(time =>
        {
            patterns = SimulatedStudy.Mix(0.8, patterns, SimulatedStudy.Mix(-0.4, study.Own(), new double[patterns.Length]));
            return study.Rdm($"V1:{time}", $"s{s}", signal is null ? patterns : SimulatedStudy.Mix(1, signal(time), patterns));
        }).ToArray();
    })];

    private static TemporalRsaOptions Options(int seed, MapStatistic statistic) => new()
    {
        Comparison = new RsaComparisonOptions { Method = RdmComparisonMethod.Spearman, Inference = Inference(seed) },
        Statistic = new MapStatisticOptions { Statistic = statistic, ClusterFormingPValue = 0.05 },
        BootstrapCount = 2,
    };

    private static InferenceOptions Inference(int seed) => new() { PermutationCount = Flips, Seed = seed, MaxThreads = 1 };

    // The mean of each voxel's noise and its neighbours' along the three axes.
    private static float[] Smooth(RandomStream random)
    {
        VolumeDimensions size = s_space.Dimensions;
        (int x, int y) = (6, 30);
        float[] values = new float[Stimuli * size.VoxelCount];
        double[] noise = new double[size.VoxelCount];
        for (int stimulus = 0; stimulus < Stimuli; stimulus++)
        {
            for (int voxel = 0; voxel < noise.Length; voxel++)
            {
                noise[voxel] = random.NextNormal();
            }

            for (int voxel = 0; voxel < noise.Length; voxel++)
            {
                double sum = noise[voxel];
                sum += voxel % x > 0 ? noise[voxel - 1] : 0;
                sum += voxel % x < x - 1 ? noise[voxel + 1] : 0;
                sum += voxel % y >= x ? noise[voxel - x] : 0;
                sum += voxel % y < y - x ? noise[voxel + x] : 0;
                sum += voxel >= y ? noise[voxel - y] : 0;
                sum += voxel < noise.Length - y ? noise[voxel + y] : 0;
                values[(stimulus * noise.Length) + voxel] = (float)sum;
            }
        }

        return values;
    }
}
