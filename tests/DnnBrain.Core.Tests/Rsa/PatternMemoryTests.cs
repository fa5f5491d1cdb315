using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DnnBrain.Brain;
using DnnBrain.Core.Tests.Brain;
using DnnBrain.Core.Tests.Statistics;
using DnnBrain.Representations;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;
using DnnBrain.Rsa.Searchlights;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Covariance;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>The least memory that errors name is enough for patterns, to the same bits as any; one byte less is not; and it is what the garbage collector counts.</summary>
public class PatternMemoryTests : TensorTest
{
    // Three blocks of 512 rows, the least of which two are held.
    private const int Many = 1100;

    // Small objects, and arrays of ids, that do not grow with pairs or units.
    private const long Slack = 200_000;

    public static TheoryData<string> Jobs { get; } = [.. s_jobs.Keys];

    public static TheoryData<string> Counted { get; } = ["correlation", "Cityblock", "crossnobis", "noise", "diagonal noise"];

    private static Dictionary<string, Func<MemoryLimit, string>> s_jobs => new()
    {
        ["correlation"] = memory => Rdm(Patterns(Many, 5), new RdmOptions { Memory = memory }),
        ["Euclidean, z-scores"] = memory => Rdm(Patterns(Many, 5), new RdmOptions { Metric = RdmMetric.Euclidean, ZScore = ZScoring.Unit, Memory = memory }),
        ["Cityblock"] = memory => Rdm(Patterns(Many, 5), new RdmOptions { Metric = RdmMetric.Parse("Cityblock"), Memory = memory }),
        ["Mahalanobis"] = memory => Rdm(Patterns(Many, 5), new RdmOptions { Metric = RdmMetric.Mahalanobis, Noise = [Noise(5)], Memory = memory }),
        ["crossnobis"] = memory => Rdm(Patterns(2 * Many, 5), Crossnobis(memory)),
        ["crossnobis, pairwise"] = memory => Rdm(Patterns(2 * Many, 5), Crossnobis(memory) with { MissingValue = MissingValue.PairwiseComplete }),
        ["noise"] = memory => NoiseOf(CovarianceEstimator.SchaeferStrimmer, memory),
        ["diagonal noise"] = memory => NoiseOf(CovarianceEstimator.Diagonal, memory),
        ["searchlight"] = memory => Hash(Searchlight(new SearchlightOptions { Memory = memory, MaxThreads = 3 })),
        ["searchlight, crossnobis"] = memory => Hash(Searchlight(new SearchlightOptions { Metric = RdmMetric.Crossnobis, Design = Runs(20), Memory = memory, MaxThreads = 2 })),
        ["LinearCka"] = memory => Represent(RepresentationMethod.LinearCka, memory),
        ["RbfCka"] = memory => Represent(RepresentationMethod.RbfCka, memory),
        ["Procrustes"] = memory => Represent(RepresentationMethod.Procrustes, memory),
        ["ProjectionWeightedCca"] = memory => Represent(RepresentationMethod.ProjectionWeightedCca, memory),
        ["products"] = memory => Hash(Representation.FromPatterns(Patterns(Many, 5), memory, SilentObserver.Instance, default).Gram.ToArray()),
    };

    [Theory]
    [MemberData(nameof(Jobs))]
    public void LeastMemory_IsNamedAndEnough_ToTheSameBits(string name) => LeastMemory.AssertIsEnough(s_jobs[name]);

    [Theory]
    [MemberData(nameof(Counted))]
    public void Memory_OfOneBlock_IsWhatTheCollectorCounts(string name)
    {
        // Of one block nothing is read into new memory, so that what is allocated is what is held.
        ArrayPatterns patterns = name switch { "crossnobis" => Patterns(800, 150), "correlation" or "Cityblock" => Patterns(400, 300), _ => Patterns(600, 200) };
        RdmOptions crossnobis = Crossnobis(MemoryLimit.None, 800, 150);
        Func<MemoryLimit, object> job = name switch
        {
            "correlation" => memory => RdmBuilder.Build(patterns, new RdmOptions { Memory = memory }, SilentObserver.Instance, default),
            "Cityblock" => memory => RdmBuilder.Build(patterns, new RdmOptions { Metric = RdmMetric.Parse("Cityblock"), Memory = memory }, SilentObserver.Instance, default),
            "crossnobis" => memory => RdmBuilder.Build(patterns, crossnobis with { Memory = memory }, SilentObserver.Instance, default),
            "noise" => memory => NoiseEstimator.Estimate(patterns, new NoiseOptions { Memory = memory }, SilentObserver.Instance, default),
            _ => memory => NoiseEstimator.Estimate(patterns, new NoiseOptions { Estimator = CovarianceEstimator.Diagonal, Memory = memory }, SilentObserver.Instance, default),
        };
        (long said, _) = LeastMemory.Find(job);

        // Variances need one row at a time at least, and would be rows with the tasks of each.
        said += name == "diagonal noise" ? 599L * 200 * sizeof(double) : 0;
        long start = GC.GetAllocatedBytesForCurrentThread();
        _ = job(new MemoryLimit(said));
        long used = GC.GetAllocatedBytesForCurrentThread() - start;
        Assert.True(used <= said + Slack, $"used {used:N0} bytes, said {said:N0}");
        Assert.True(said <= (4 * used) + Slack, $"said {said:N0} bytes, used {used:N0}");
    }

    [Fact]
    public void Searchlight_ThreadTakesWhatItSays()
    {
        long said = SearchlightBlock.ThreadBytes(60, 1, 93);
        long start = GC.GetAllocatedBytesForCurrentThread();
        var local = new LocalPatternRdm((PatternMetric)RdmMetric.Correlation, 60, 93);
        long used = GC.GetAllocatedBytesForCurrentThread() - start;
        Assert.NotNull(local);
        Assert.InRange(used, said / 4, said);
    }

    [Fact]
    public void Searchlight_LittleMemory_HasFewerThreadsThenBlocks()
    {
        (long least, _) = LeastMemory.Find(memory => Plan(new SearchlightOptions { Memory = memory, MaxThreads = 4 }));
        SearchlightPlan small = Plan(new SearchlightOptions { Memory = new MemoryLimit(least), MaxThreads = 4 });
        SearchlightPlan whole = Plan(new SearchlightOptions { MaxThreads = 4 });
        Assert.True(small.BlockCount > 1);
        Assert.Equal(1, whole.BlockCount);
        Assert.True(small.MemoryBytes <= least, $"{small.MemoryBytes:N0} of {least:N0}");
        Assert.True(whole.MemoryBytes > least);
    }

    private static RdmOptions Crossnobis(MemoryLimit memory, int rows = 2 * Many, int units = 5) =>
        new() { Metric = RdmMetric.Crossnobis, Design = Runs(rows), Noise = [Noise(units)], Memory = memory };

    // Every condition once in each of two runs.
    private static PatternDesign Runs(int rows) => new(
        [.. Enumerable.Range(0, rows).Select(row => $"s{row}")], [.. Enumerable.Range(0, rows).Select(row => $"s{row / 2}")], [.. Enumerable.Range(0, rows).Select(row => $"r{row % 2}")]);

    private static NoiseCovariance Noise(int units)
    {
        double[,] covariance = new double[units, units];
        for (int i = 0; i < units; i++)
        {
            for (int j = 0; j < units; j++)
            {
                covariance[i, j] = i == j ? 1 + (0.1 * i) : 0.05;
            }
        }

        return NoiseCovariance.FromCovariance(covariance);
    }

    private static ArrayPatterns Patterns(int stimuli, int units, int index = 0)
    {
        var random = new RandomStream(17, RandomPurpose.Simulation, index);
        double[] values = new double[stimuli * units];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextNormal();
        }

        return new ArrayPatterns(stimuli, values);
    }

    private static string Rdm(ArrayPatterns patterns, RdmOptions options) => Hash(RdmBuilder.Build(patterns, options, SilentObserver.Instance, default).AsSpan());

    private static string NoiseOf(CovarianceEstimator estimator, MemoryLimit memory) => Hash(NoiseEstimator.Estimate(
        Patterns(300, 40), new NoiseOptions { Estimator = estimator, Memory = memory }, SilentObserver.Instance, default)[0].ToCovariance().Cast<double>().ToArray());

    private static string Represent(RepresentationMethod method, MemoryLimit memory)
    {
        Representation[] all = [.. Enumerable.Range(0, 3).Select(i => Representation.FromPatterns(Patterns(16, 4, i), MemoryLimit.None, SilentObserver.Instance, default))];
        IReadOnlyList<RepresentationComparison> results = RepresentationComparer.Compare(
            all[..2],
            all[2..],
            new RepresentationComparisonOptions { Method = method, Inference = new InferenceOptions { PermutationCount = 20, MaxThreads = 3, Memory = memory } },
            SilentObserver.Instance,
            default);
        return Hash(results.SelectMany(result => new[] { result.Value, result.PValue, result.AdjustedPValue }).ToArray());
    }

    private static BrainPattern Voxels()
    {
        var voxels = new VoxelSet(BrainData.Space(6, 6, 6), Enumerable.Range(0, 216));
        float[] values = new float[20 * 216];
        Patterns(20, 216).Read(0, 20, values.AsSpan());
        return new BrainPattern("mask", "brain", "sub-01", Enumerable.Range(0, 20).Select(i => $"s{i}"), voxels, values, new Provenance { Operation = "test" });
    }

    private static SearchlightPlan Plan(SearchlightOptions options) => SearchlightRsa.Plan(Voxels(), Spheres(Voxels()), Models(20), options);

    private static SphereNeighborhood Spheres(BrainPattern patterns) =>
        SphereNeighborhood.Create(patterns.Voxels, new SphereOptions { Radius = 1, Unit = RadiusUnit.Voxel, MinVoxelShare = 0 });

    private static double[] Searchlight(SearchlightOptions options) =>
        [.. SearchlightRsa.Run(Voxels(), Spheres(Voxels()), Models(options.Design is null ? 20 : 10), options, SilentObserver.Instance, default)[0].Similarity];

    private static Rdm[] Models(int stimuli) => [RsaCells.Model(3, stimuli)];

    private static string Hash(ReadOnlySpan<double> values) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values)));
}
