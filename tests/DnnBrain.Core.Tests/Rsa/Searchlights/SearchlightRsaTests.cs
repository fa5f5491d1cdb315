using DnnBrain.Brain;
using DnnBrain.Core.Tests.Brain;
using DnnBrain.Core.Tests.Statistics;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;
using DnnBrain.Rsa.Searchlights;
using DnnBrain.Statistics;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Searchlights;

/// <summary>The searchlight beside New-Rdm and Invoke-RsaComparison on the same voxels.</summary>
public class SearchlightRsaTests : TensorTest
{
    private const int Stimuli = 12;
    private static readonly VolumeSpace s_space = new(new VolumeDimensions(6, 6, 5), BrainData.Affine);

    public static TheoryData<string> Metrics => new(RdmMetric.All.Select(metric => metric.Name).Except(["Mahalanobis", "Crossnobis", "CrossvalidatedPoissonKL"]));

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Run_EveryMetric_EqualsTheRdmOfTheSameVoxels(string metric) => AssertEqualsDirect(
        Patterns(1), new SearchlightOptions { Metric = RdmMetric.Parse(metric), Method = RdmComparisonMethod.Pearson }, Models());

    [Theory]
    [InlineData("Spearman")]
    [InlineData("Cosine")]
    [InlineData("KendallTauB")]
    [InlineData("CorrelationCov")]
    public void Run_OtherSimilarities_EqualTheComparisonOfRdms(string method) => AssertEqualsDirect(
        Patterns(2), new SearchlightOptions { Metric = RdmMetric.SquaredEuclidean, Method = RdmComparisonMethod.Parse(method) }, Models());

    [Theory]
    [InlineData("SquaredEuclidean")]
    [InlineData("Spearman")]
    public void Run_ManyEqualDissimilarities_KeepTheirTies(string metric)
    {
        // Ratings from 1 to 3: few different dissimilarities, whose ranks rounding must not tell apart.
        var random = new RandomStream(9, RandomPurpose.Simulation);
        BrainPattern patterns = Pattern([.. Enumerable.Range(0, Stimuli * s_space.Dimensions.VoxelCount).Select(_ => 1 + (float)Math.Floor(3 * random.NextDouble()))]);
        AssertEqualsDirect(patterns, new SearchlightOptions { Metric = RdmMetric.Parse(metric), Method = RdmComparisonMethod.Spearman }, Models());
    }

    [Fact]
    public void Run_Nuisance_EqualsThePartialComparison() =>
        AssertEqualsDirect(Patterns(3), new SearchlightOptions { Nuisance = [Models()[1]] }, [Models()[0]]);

    [Fact]
    public void Run_ConditionsAndRuns_EqualCrossnobisOfTheSameVoxels()
    {
        // Unbalanced: one measurement is missing, and one condition is measured in one run only.
        BrainPattern patterns = Patterns(4);
        string[] condition = ["a", "b", "c", "d", "a", "b", "c", "d", "a", "b", "c", "e"];
        string[] run = ["1", "1", "1", "1", "2", "2", "2", "2", "3", "3", "3", "3"];
        var design = new PatternDesign(patterns.StimulusId, condition, run);
        Rdm model = Rdm("model", ["e", "d", "c", "b", "a"], 5);
        AssertEqualsDirect(patterns, new SearchlightOptions { Metric = RdmMetric.Crossnobis, Design = design, Method = RdmComparisonMethod.Cosine }, [model]);
        AssertEqualsDirect(patterns, new SearchlightOptions { Metric = RdmMetric.Correlation, Design = design, Method = RdmComparisonMethod.Pearson }, [model]);
    }

    [Fact]
    public void Run_DiagonalNoise_EqualsMahalanobisOfTheSameVoxels()
    {
        BrainPattern patterns = Patterns(5);
        NoiseCovariance noise = NoiseEstimator.Estimate(Patterns(6), new NoiseOptions { Estimator = DnnBrain.Statistics.Covariance.CovarianceEstimator.Parse("Diagonal") }, SilentObserver.Instance, default)[0];
        SphereNeighborhood spheres = Spheres(patterns);
        int center = 20;
        int[] units = Units(spheres, center);
        double[,] covariance = new double[units.Length, units.Length];
        double[,] full = noise.ToCovariance();
        for (int i = 0; i < units.Length; i++)
        {
            covariance[i, i] = full[units[i], units[i]];
        }

        var options = new SearchlightOptions { Metric = RdmMetric.Mahalanobis, Noise = [noise], Method = RdmComparisonMethod.Pearson };
        SearchlightMap map = SearchlightRsa.Run(patterns, spheres, Models()[..1], options, SilentObserver.Instance, default)[0];
        Rdm direct = RdmBuilder.Build(
            Local(patterns, units), new RdmOptions { Metric = RdmMetric.Mahalanobis, Noise = [NoiseCovariance.FromCovariance(covariance)] }, SilentObserver.Instance, default);
        Assert.Equal(Correlation.Pearson(Models()[0].Reorder(direct.StimulusId).AsSpan(), direct.AsSpan()), map.Similarity[center], 1e-12);
    }

    [Fact]
    public void Run_AnyThreadsAndMemory_GivesTheSameBits()
    {
        BrainPattern patterns = Patterns(7);
        SphereNeighborhood spheres = Spheres(patterns);
        double[] expected = [.. SearchlightRsa.Run(patterns, spheres, Models(), new SearchlightOptions { MaxThreads = 1 }, SilentObserver.Instance, default)[1].Similarity];
        SearchlightPlan Plan(MemoryLimit memory) => SearchlightRsa.Plan(patterns, spheres, Models(), new SearchlightOptions { Memory = memory });
        (long least, SearchlightPlan small) = LeastMemory.Find(Plan);
        foreach (SearchlightOptions options in (SearchlightOptions[])[
            new() { MaxThreads = 3 },
            new() { Memory = new MemoryLimit(least) },
            new() { MaxThreads = 2, Memory = new MemoryLimit(least + 30_000) }])
        {
            Assert.Equal(expected, SearchlightRsa.Run(patterns, spheres, Models(), options, SilentObserver.Instance, default)[1].Similarity);
        }

        Assert.True(small.BlockCount > 1);
        Assert.Equal(1, Plan(MemoryLimit.None).BlockCount);
    }

    [Fact]
    public void Run_PlantedGeometry_IsFoundAtItsPlace()
    {
        // Voxels within 2 of (2, 2, 2) answer with the geometry of a model, all others with noise.
        var random = new RandomStream(8, RandomPurpose.Simulation);
        double[,] latent = new double[Stimuli, 5];
        for (int i = 0; i < latent.Length; i++)
        {
            latent[i / 5, i % 5] = random.NextNormal();
        }

        int voxels = s_space.Dimensions.VoxelCount;
        float[] values = new float[Stimuli * voxels];
        for (int voxel = 0; voxel < voxels; voxel++)
        {
            (int x, int y, int z) = s_space.Dimensions.CoordinatesOf(voxel);
            bool isPlanted = ((x - 2) * (x - 2)) + ((y - 2) * (y - 2)) + ((z - 2) * (z - 2)) <= 4;
            double[] weights = [.. Enumerable.Range(0, 5).Select(_ => random.NextNormal())];
            for (int i = 0; i < Stimuli; i++)
            {
                double signal = isPlanted ? Enumerable.Range(0, 5).Sum(k => weights[k] * latent[i, k]) : 0;
                values[(i * voxels) + voxel] = (float)(signal + (0.5 * random.NextNormal()));
            }
        }

        double[] model = new double[Stimuli * (Stimuli - 1) / 2];
        for (int i = 0, pair = 0; i < Stimuli; i++)
        {
            for (int j = i + 1; j < Stimuli; j++, pair++)
            {
                model[pair] = Enumerable.Range(0, 5).Sum(k => Math.Pow(latent[i, k] - latent[j, k], 2));
            }
        }

        BrainPattern patterns = Pattern(values);
        var spheres = SphereNeighborhood.Create(patterns.Voxels, new SphereOptions { Radius = 2, Unit = RadiusUnit.Voxel, MinVoxelShare = 0 });
        SearchlightMap map = SearchlightRsa.Run(
            patterns, spheres, [new Rdm("planted", "SquaredEuclidean", patterns.StimulusId, model, patterns.Provenance)],
            new SearchlightOptions { Metric = RdmMetric.SquaredEuclidean }, SilentObserver.Instance, default)[0];
        int best = map.Similarity.Index().MaxBy(pair => pair.Item).Index;
        (int bx, int by, int bz) = s_space.Dimensions.CoordinatesOf(spheres.CenterVoxels.VoxelIndex[best]);
        Assert.InRange(Math.Abs(bx - 2) + Math.Abs(by - 2) + Math.Abs(bz - 2), 0, 1);
        Assert.True(map.Maximum > 0.75);

        // The far corner's sphere has no planted voxel.
        Assert.InRange(map.Similarity[^1], -0.35, 0.35);
    }

    [Fact]
    public void Run_NaNAndConstantPatterns_AreNaNAndCounted()
    {
        BrainPattern good = Patterns(9);
        float[] values = new float[Stimuli * good.UnitCount];
        good.Read(0, Stimuli, values);
        values[(3 * good.UnitCount) + 0] = float.NaN;
        int far = s_space.Dimensions.IndexOf(5, 5, 4);
        SphereNeighborhood spheres = Spheres(good);
        foreach (int unit in Units(spheres, far))
        {
            values[(2 * good.UnitCount) + unit] = 7;
        }

        var observer = new RecordingObserver();
        SearchlightMap map = SearchlightRsa.Run(Pattern(values), spheres, Models()[..1], new SearchlightOptions(), observer, default)[0];
        Assert.True(double.IsNaN(map.Similarity[0]));
        Assert.True(double.IsNaN(map.Similarity[far]));
        Assert.Equal(map.CenterCount - 8, map.ScoredCount);
        Assert.Contains(observer.Warnings, text => text.StartsWith("7 of 180 centres", StringComparison.Ordinal) && text.Contains("NaN or an infinity", StringComparison.Ordinal));
        Assert.Contains(observer.Warnings, text => text.StartsWith("1 of 180 centres", StringComparison.Ordinal) && text.Contains("constant", StringComparison.Ordinal));
        Assert.False(double.IsNaN(map.Mean));
    }

    [Fact]
    public void Run_ModelWithMissingPairs_LeavesThemOut()
    {
        BrainPattern patterns = Patterns(10);
        double[] values = Models()[0].AsSpan().ToArray();
        values[3] = values[17] = double.NaN;
        Rdm model = new("holes", "Unknown", patterns.StimulusId, values, patterns.Provenance);
        AssertEqualsDirect(patterns, new SearchlightOptions(), [model], new RecordingObserver());
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => SearchlightRsa.Run(Patterns(11), Spheres(Patterns(11)), Models(), new SearchlightOptions(), SilentObserver.Instance, stop.Token));
    }

    [Fact]
    public void Run_UnusableInput_IsRefused()
    {
        BrainPattern patterns = Patterns(12);
        SphereNeighborhood spheres = Spheres(patterns);
        AssertRefused("RdmMissing", spheres, [], new SearchlightOptions());
        AssertRefused("StimulusMismatch", spheres, [Rdm("other", ["x", "y", "z"], 1)], new SearchlightOptions());
        AssertRefused("MetricNotSupported", spheres, Models(), new SearchlightOptions { Metric = RdmMetric.CrossvalidatedPoissonKL });
        AssertRefused("RunRequired", spheres, Models(), new SearchlightOptions { Metric = RdmMetric.Crossnobis });
        AssertRefused("NoiseRequired", spheres, Models(), new SearchlightOptions { Metric = RdmMetric.Mahalanobis });
        AssertRefused("NuisanceNotSupported", spheres, Models(), new SearchlightOptions { Method = RdmComparisonMethod.Cosine, Nuisance = Models() });
        AssertRefused("ThreadCountInvalid", spheres, Models(), new SearchlightOptions { MaxThreads = 0 });
        AssertRefused("MemoryTooSmall", spheres, Models(), new SearchlightOptions { Memory = new MemoryLimit(1) });
        double[,] covariance = new double[patterns.UnitCount, patterns.UnitCount];
        for (int i = 0; i < patterns.UnitCount; i++)
        {
            covariance[i, i] = 1;
        }

        AssertRefused("NoiseNotSupported", spheres, Models(), new SearchlightOptions { Metric = RdmMetric.Mahalanobis, Noise = [NoiseCovariance.FromCovariance(covariance)] });
        var few = SphereNeighborhood.Create(new VoxelSet(s_space, [0, 1, 2]), new SphereOptions { Radius = 1, MinVoxelShare = 0 });
        AssertRefused("UnitCountMismatch", few, Models(), new SearchlightOptions());

        void AssertRefused(string errorId, SphereNeighborhood neighborhood, IReadOnlyList<Rdm> models, SearchlightOptions options) => Assert.Equal(
            errorId, Assert.Throws<DnnBrainException>(() => SearchlightRsa.Run(patterns, neighborhood, models, options, SilentObserver.Instance, default)).ErrorId);
    }

    [Fact]
    public void Run_ConstantModel_FailsAloneAndTheOthersGoOn()
    {
        var observer = new RecordingObserver();
        Rdm constant = new("flat", "Unknown", Patterns(13).StimulusId, [.. Enumerable.Repeat(1.0, 66)], Patterns(13).Provenance);
        IReadOnlyList<SearchlightMap> maps = SearchlightRsa.Run(Patterns(13), Spheres(Patterns(13)), [constant, Models()[0]], new SearchlightOptions(), observer, default);
        Assert.Equal("RdmConstant", Assert.Single(observer.Failures).ErrorId);
        Assert.Equal("model0", Assert.Single(maps).Name);
    }

    // Centres at a corner, at a face and inside.
    private static void AssertEqualsDirect(BrainPattern patterns, SearchlightOptions options, Rdm[] models, IRunObserver? observer = null)
    {
        observer ??= new RecordingObserver();
        SphereNeighborhood spheres = Spheres(patterns);
        IReadOnlyList<SearchlightMap> maps = SearchlightRsa.Run(patterns, spheres, models, options, observer, default);
        var comparison = new RsaComparisonOptions
        {
            Method = options.Method,
            Nuisance = options.Nuisance,
            Inference = new DnnBrain.Statistics.Inference.InferenceOptions { PermutationCount = 0 },
        };
        foreach (int center in (int[])[0, 3, 50, 86, 179])
        {
            Rdm local = RdmBuilder.Build(
                Local(patterns, Units(spheres, center)), new RdmOptions { Metric = options.Metric, Design = options.Design, Noise = options.Noise }, new RecordingObserver(), default);
            IReadOnlyList<RsaComparison> expected = RsaComparer.Compare(models, [local], comparison, new RecordingObserver(), default);
            for (int m = 0; m < models.Length; m++)
            {
                Assert.Equal(expected[m].Correlation, maps[m].Similarity[center], 1e-12);
            }
        }
    }

    private static Rdm[] Models() => [.. Enumerable.Range(0, 2).Select(m => Rdm($"model{m}", [.. Enumerable.Range(0, Stimuli).Reverse().Select(i => $"s{i}")], 100 + m))];

    private static Rdm Rdm(string name, string[] ids, long seed)
    {
        var random = new RandomStream(seed, RandomPurpose.Simulation);
        return new Rdm(name, "Unknown", ids, [.. Enumerable.Range(0, ids.Length * (ids.Length - 1) / 2).Select(_ => random.NextDouble())], new Provenance { Operation = "test" });
    }

    private static BrainPattern Patterns(long seed)
    {
        var random = new RandomStream(seed, RandomPurpose.Simulation);

        // Positive throughout, for divergences of rates, and far from 0, so that digits cancel where they can.
        return Pattern([.. Enumerable.Range(0, Stimuli * s_space.Dimensions.VoxelCount).Select(_ => (float)(50 + random.NextNormal()))]);
    }

    private static BrainPattern Pattern(float[] values) => new(
        "brain", "test", null, Enumerable.Range(0, Stimuli).Select(i => $"s{i}"), new VoxelSet(s_space, Enumerable.Range(0, s_space.Dimensions.VoxelCount)), values, new Provenance { Operation = "test" });

    private static SphereNeighborhood Spheres(BrainPattern patterns) =>
        SphereNeighborhood.Create(patterns.Voxels, new SphereOptions { Radius = 1.5, Unit = RadiusUnit.Voxel, MinVoxelShare = 0 });

    private static int[] Units(SphereNeighborhood spheres, int center)
    {
        int[] units = new int[spheres.LargestCount];
        return units[..spheres.Read(center, units)];
    }

    private static ArrayPatterns Local(BrainPattern patterns, int[] units)
    {
        double[] all = new double[Stimuli * patterns.UnitCount];
        patterns.Read(0, Stimuli, all);
        return new ArrayPatterns(Stimuli, [.. Enumerable.Range(0, Stimuli).SelectMany(i => units.Select(unit => all[(i * patterns.UnitCount) + unit]))]);
    }
}
