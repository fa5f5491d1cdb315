using System.Text.Json;
using DnnBrain.Activations;
using DnnBrain.Activations.Clustering;
using DnnBrain.Core.Tests.Activations.Transforms;
using Xunit;

namespace DnnBrain.Core.Tests.Activations.Clustering;

/// <summary>Clusters against SciPy and scikit-learn.</summary>
public sealed class ActivationClustererTests : TensorTest
{
    private static readonly JsonElement s_reference = TestData.Json("clustering.json");

    private static Activation Items
    {
        get
        {
            double[] shape = s_reference.Doubles("shape");
            return Layers.Of(new ActivationShape((int)shape[0], (int)shape[1], 1, 1), [.. s_reference.Doubles("values").Select(v => (float)v)]);
        }
    }

    public static TheoryData<int> Linkages => [.. Enumerable.Range(0, s_reference.GetProperty("linkage").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Linkages))]
    public void Run_Hierarchical_GivesSciPysLinkageAndCuts(int index)
    {
        JsonElement expected = s_reference.GetProperty("linkage")[index];
        var options = new ClusterOptions
        {
            Method = ClusterMethod.Hierarchical,
            Metric = Enum.Parse<ClusterMetric>(expected.GetProperty("metric").GetString()!, ignoreCase: true),
            Linkage = Enum.Parse<ClusterLinkage>(expected.GetProperty("method").GetString()!, ignoreCase: true),
            ClusterCount = 5,
        };
        ClusterResult result = Run(Items, options);
        double[] z = expected.Doubles("z");
        Assert.Equal(z.Length / 4, result.Linkage.Count);
        for (int i = 0; i < result.Linkage.Count; i++)
        {
            ClusterMerge merge = result.Linkage[i];
            Assert.Equal(((int)z[4 * i], (int)z[(4 * i) + 1], (int)z[(4 * i) + 3]), (merge.First, merge.Second, merge.ItemCount));

            // Both in float64: at most four digits are lost to cancellation before a distance is taken from the items.
            Assert.Equal(z[(4 * i) + 2], merge.Height, 1e-10 * Math.Max(1, z[(4 * i) + 2]));
        }

        Assert.Equal(Numbers(expected, "count5"), result.Cluster);
        Assert.Equal(Numbers(expected, "cut"), Run(Items, options with { ClusterCount = null, Height = expected.GetProperty("height").GetDouble() }).Cluster);
    }

    [Fact]
    public void Run_KMeans_FindsScikitLearnsPartition()
    {
        JsonElement expected = s_reference.GetProperty("kmeans");
        ClusterResult result = Run(Items, new ClusterOptions { ClusterCount = 5, Seed = 2 });
        Assert.Equal(Numbers(expected, "cluster"), result.Cluster);
        Assert.Equal(expected.GetProperty("inertia").GetDouble(), result.Inertia, 1e-8);
        Assert.Equal(5, result.ClusterCount);
        int number = 1;
        foreach (JsonElement center in expected.GetProperty("centers").EnumerateArray())
        {
            Layers.AssertClose([.. center.EnumerateArray().Select(v => v.GetDouble())], result.GetCenter(number++), 1e-12);
        }

        Assert.Equal(44, result.Size.Sum());
        Assert.True(result.IterationCount > 1);
    }

    [Fact]
    public void Run_Dbscan_GivesScikitLearnsClustersNoiseAndCores()
    {
        foreach (JsonElement expected in s_reference.GetProperty("dbscan").EnumerateArray())
        {
            ClusterResult result = Run(Items, new ClusterOptions
            {
                Method = ClusterMethod.Dbscan,
                Radius = expected.GetProperty("radius").GetDouble(),
                MinimumNeighborCount = expected.GetProperty("count").GetInt32(),
            });
            Assert.Equal(Numbers(expected, "cluster"), result.Cluster);
            Assert.Equal(expected.GetProperty("core").EnumerateArray().Select(v => v.GetBoolean()), result.IsCore);
            Assert.Equal(Numbers(expected, "cluster").Count(c => c == 0), result.NoiseCount);
        }
    }

    [Fact]
    public void Run_KMeansOfFewDifferentItems_LeavesNoClusterEmpty()
    {
        // Two places for four centres: k-means++ draws equal items.
        float[] values = [.. Enumerable.Range(0, 8).Select(i => i < 6 ? 1f : 5f)];
        ClusterResult result = Run(Layers.Of(new ActivationShape(8, 1, 1, 1), values), new ClusterOptions { ClusterCount = 4 });
        Assert.Equal(4, result.ClusterCount);
        Assert.All(result.Size, size => Assert.True(size > 0));
        Assert.Equal(0, result.Inertia, 1e-12);
    }

    [Fact]
    public void Run_KMeans_DependsOnTheSeedAlone()
    {
        Activation source = Layers.Random(60, 20, 20, 1);
        var options = new ClusterOptions { ClusterCount = 8, StartCount = 1, Seed = 1 };
        Assert.Equal(Run(source, options).Cluster, Run(source, options).Cluster);
        Assert.NotEqual(Run(source, options).Cluster, Run(source, options with { Seed = 2 }).Cluster);
        Assert.True(Run(source, options with { StartCount = 20 }).Inertia <= Run(source, options).Inertia);
    }

    [Fact]
    public void Run_OfChannelsAndUnits_TakesTheirAnswersAsFeatures()
    {
        // Channels 1 and 3 answer alike, channel 2 the other way round; in each map the second place is ten times the first.
        float[] values = [.. Enumerable.Range(0, 5).SelectMany(stimulus => new float[] { stimulus, 10 * stimulus, 5 - stimulus, 50 - (10 * stimulus), stimulus + 0.1f, (10 * stimulus) + 0.1f })];
        Activation source = Layers.Of(new ActivationShape(5, 3, 1, 2), values);
        var options = new ClusterOptions { Method = ClusterMethod.Hierarchical, Linkage = ClusterLinkage.Average, Metric = ClusterMetric.Correlation, ClusterCount = 2 };
        ClusterResult channels = Run(source, options with { Target = ClusterTarget.Channel });
        Assert.Equal([1, 2, 1], channels.Cluster);
        Assert.Equal(["1", "3"], channels.GetMember(1));
        ClusterResult units = Run(source, options with { Target = ClusterTarget.Unit });
        Assert.Equal([1, 1, 2, 2, 1, 1], units.Cluster);
    }

    [Fact]
    public void Run_OfItemsThatAreNotFinite_LeavesThemOutAndNamesThem()
    {
        float[] values = Items.ToArray();
        values[(3 * 6) + 2] = float.NaN;
        Activation source = Layers.Of(Items.Shape, values);
        var observer = new RecordingObserver();
        ClusterResult result = ActivationClusterer.Run(source, new ClusterOptions { ClusterCount = 5 }, observer, default);
        Assert.Equal(0, result.Cluster[3]);
        Assert.Equal(["s3"], result.GetMember(0));
        Assert.Contains("no cluster: s3.", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        int[] others = [.. Numbers(s_reference.GetProperty("kmeans"), "cluster").Where((_, i) => i != 3)];
        Assert.Equal(others, result.Cluster.Where((_, i) => i != 3));
    }

    [Fact]
    public void Run_OfWhatCannotBe_SaysWhy()
    {
        Assert.Equal("ClusterCountMissing", Refusal(new ClusterOptions()));
        Assert.Equal("ClusterCountInvalid", Refusal(new ClusterOptions { ClusterCount = 0 }));
        Assert.Equal("ItemTooFew", Refusal(new ClusterOptions { ClusterCount = 45 }));
        Assert.Equal("ClusterCountMissing", Refusal(new ClusterOptions { Method = ClusterMethod.Hierarchical }));
        Assert.Equal("HeightInvalid", Refusal(new ClusterOptions { Method = ClusterMethod.Hierarchical, Height = -1 }));
        Assert.Equal("MetricNotSupported", Refusal(new ClusterOptions { Method = ClusterMethod.Hierarchical, ClusterCount = 2, Metric = ClusterMetric.Cosine }));
        Assert.Equal("MetricNotSupported", Refusal(new ClusterOptions { ClusterCount = 2, Metric = ClusterMetric.Cosine }));
        Assert.Equal("RadiusInvalid", Refusal(new ClusterOptions { Method = ClusterMethod.Dbscan }));
        Assert.Equal("NeighborCountInvalid", Refusal(new ClusterOptions { Method = ClusterMethod.Dbscan, Radius = 1, MinimumNeighborCount = 0 }));
        Assert.Equal("StartCountInvalid", Refusal(new ClusterOptions { ClusterCount = 2, StartCount = 0 }));
        Assert.Equal(
            "ActivationTooLarge",
            Assert.Throws<DnnBrainException>(() => ActivationClusterer.Run(Items, new ClusterOptions { ClusterCount = 2 }, SilentObserver.Instance, default, maxMemory: 100)).ErrorId);
        ClusterResult scan = Run(Items, new ClusterOptions { Method = ClusterMethod.Dbscan, Radius = 3 });
        Assert.Equal("CenterMissing", Assert.Throws<DnnBrainException>(() => scan.GetCenter(1)).ErrorId);

        static string Refusal(ClusterOptions options) => Assert.Throws<DnnBrainException>(() => Run(Items, options)).ErrorId;
    }

    private static int[] Numbers(JsonElement element, string name) => [.. element.Doubles(name).Select(v => (int)v)];

    private static ClusterResult Run(Activation source, ClusterOptions options) =>
        ActivationClusterer.Run(source, options, SilentObserver.Instance, default);
}
