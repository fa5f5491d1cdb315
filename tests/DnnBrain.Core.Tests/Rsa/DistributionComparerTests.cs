using System.Text.Json;
using DnnBrain.Activations;
using DnnBrain.Rsa;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Distances against NumPy and SciPy, p against all exchanges gone through there, and what cannot be compared.</summary>
public class DistributionComparerTests
{
    private static readonly JsonElement s_reference = TestData.Json("distribution.json");

    public static TheoryData<int, DistributionMethod> Cases
    {
        get
        {
            var cases = new TheoryData<int, DistributionMethod>();
            for (int i = 0; i < s_reference.GetProperty("cases").GetArrayLength(); i++)
            {
                cases.Add(i, DistributionMethod.Wasserstein);
                cases.Add(i, DistributionMethod.JensenShannon);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compare_Patterns_HasSharesAndDistancesOfSciPy(int index, DistributionMethod method)
    {
        JsonElement element = s_reference.GetProperty("cases")[index];
        (Activation x, Activation y) = Pair(element, isPaired: false);
        var options = new DistributionOptions { Method = method, BinCount = element.GetProperty("bins").GetInt32(), Inference = new InferenceOptions { PermutationCount = 0 } };
        AssertPart(element.GetProperty("all"), method, Assert.Single(Compare([x], [y], options)), null);
        IReadOnlyList<DistributionDistance> channels = Compare([x], [y], options with { ByChannel = true });
        Assert.Equal(element.GetProperty("channels").GetInt32(), channels.Count);
        for (int c = 0; c < channels.Count; c++)
        {
            AssertPart(element.GetProperty("channel")[c], method, channels[c], c + 1);
        }
    }

    [Theory]
    [InlineData(0, DistributionMethod.Wasserstein)]
    [InlineData(0, DistributionMethod.JensenShannon)]
    [InlineData(1, DistributionMethod.Wasserstein)]
    [InlineData(1, DistributionMethod.JensenShannon)]
    public void Compare_FewStimuli_PIsTheShareOfAllExchanges(int index, DistributionMethod method)
    {
        JsonElement element = s_reference.GetProperty("tests")[index];
        bool isPaired = element.GetProperty("paired").GetBoolean();
        (Activation x, Activation y) = Pair(element, isPaired);
        IReadOnlyList<DistributionDistance> results = Compare([x], [y], new DistributionOptions
        {
            Method = method,
            BinCount = element.GetProperty("bins").GetInt32(),
            ByChannel = true,
            Inference = new InferenceOptions { PermutationCount = 20_000, Seed = 5 },
        });
        double[] p = element.GetProperty(method.ToString()).Doubles("p");
        double[] adjusted = element.GetProperty(method.ToString()).Doubles("adjusted");
        for (int c = 0; c < results.Count; c++)
        {
            // The standard error of a share in 20,000 draws is at most 0.0035; four of them.
            Assert.Equal(isPaired, results[c].IsPaired);
            Assert.Equal(p[c], results[c].PValue, 0.014);
            Assert.Equal(adjusted[c], results[c].AdjustedPValue, 0.014);
            Assert.Equal(20_000, results[c].PermutationCount);
        }
    }

    [Fact]
    public void Compare_OneThreadOrTwo_GivesTheSameP()
    {
        (Activation x, Activation y) = Pair(s_reference.GetProperty("cases")[0], isPaired: false);
        var options = new DistributionOptions { ByChannel = true, Inference = new InferenceOptions { PermutationCount = 300, MaxThreads = 1 } };
        IReadOnlyList<DistributionDistance> one = Compare([x], [y], options);
        IReadOnlyList<DistributionDistance> two = Compare([x], [y], options with { Inference = options.Inference with { MaxThreads = 2 } });
        Assert.Equal(one.Select(result => result.AdjustedPValue), two.Select(result => result.AdjustedPValue));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Compare_NoDifference_IsFoundInFivePercentOfStudies(bool isPaired)
    {
        const int Studies = 400;
        int found = 0;
        for (int study = 0; study < Studies; study++)
        {
            (Activation x, Activation y) = Simulate(study, 10, 0, isPaired);
            found += Compare([x], [y], new DistributionOptions { BinCount = 15, Inference = new InferenceOptions { PermutationCount = 99, Seed = study } })[0].PValue <= 0.05 ? 1 : 0;
        }

        // 0.05 plus and minus three standard errors √(0.05 · 0.95 / 400) of the share.
        Assert.InRange(found / (double)Studies, 0.05 - 0.033, 0.05 + 0.033);
    }

    [Theory]
    [InlineData(DistributionMethod.Wasserstein)]
    [InlineData(DistributionMethod.JensenShannon)]
    public void Compare_PlantedDifference_IsFoundInItsChannel(DistributionMethod method)
    {
        (Activation x, Activation y) = Simulate(1, 20, 2, isPaired: false);
        IReadOnlyList<DistributionDistance> results = Compare([x], [y], new DistributionOptions { Method = method, BinCount = 20, ByChannel = true });
        Assert.Equal(1 / 1001.0, results[0].AdjustedPValue, 1e-15);
        Assert.InRange(results[1].AdjustedPValue, 0.02, 1);
    }

    [Fact]
    public void Compare_SeveralLayers_AreMatchedByNameAndAdjustedTogether()
    {
        (Activation x, Activation y) = Simulate(1, 20, 0.8, isPaired: false);
        (Activation other, Activation otherY) = Simulate(2, 20, 0, isPaired: false, "fc");
        IReadOnlyList<DistributionDistance> both = Compare([x, other], [otherY, y], new DistributionOptions());
        Assert.Equal(["conv", "fc"], both.Select(result => result.Reference));
        DistributionDistance alone = Assert.Single(Compare([x], [y], new DistributionOptions()));
        Assert.Equal(alone.PValue, both[0].PValue);
        Assert.True(both[0].AdjustedPValue >= alone.AdjustedPValue);
    }

    [Fact]
    public void Compare_Rdms_HaveADistanceAndNoP()
    {
        JsonElement element = s_reference.GetProperty("cases")[0];
        var observer = new RecordingObserver();
        var options = new DistributionOptions { BinCount = 20 };
        DistributionDistance result = Assert.Single(Compare([Dissimilarities("a", element.Doubles("x"), 15)], [Dissimilarities("b", element.Doubles("y"), 15)], options, observer));
        (double[] x, double[] y) = (element.Doubles("x")[..105], element.Doubles("y")[..105]);
        double low = x.Concat(y).Min();
        Assert.Equal(low, result.Low);
        Assert.Equal("b", result.Reference);

        // The distance of the values themselves, sorted one to one, differs by less than the width of a bin.
        Assert.Equal(x.Order().Zip(y.Order(), (a, b) => Math.Abs(a - b)).Average(), result.Distance, (result.High - low) / 20);
        Assert.Equal(double.NaN, result.PValue);
        Assert.Empty(observer.Warnings);
    }

    [Fact]
    public void Compare_ValuesThatAreNotFinite_AreInNoBinWithAWarning()
    {
        JsonElement element = s_reference.GetProperty("cases")[0];
        int units = element.GetProperty("channels").GetInt32() * element.GetProperty("places").GetInt32();
        double[] more = [.. element.Doubles("x"), .. Enumerable.Repeat(double.NaN, units - 1), double.PositiveInfinity];
        var observer = new RecordingObserver();
        Activation y = Pair(element, isPaired: false).Y;
        var options = new DistributionOptions { BinCount = 20, Inference = new InferenceOptions { PermutationCount = 0 } };
        DistributionDistance result = Assert.Single(Compare([Layer(element, more, "x")], [y], options, observer));
        AssertPart(element.GetProperty("all"), DistributionMethod.Wasserstein, result, null);
        Assert.StartsWith($"{units} values of 'conv'", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_NoFiniteValueInAChannel_IsAFailedItem()
    {
        Activation x = Layer("conv", "x", 1, [1, float.NaN, 2, float.NaN], 2);
        Activation y = Layer("conv", "y", 1, [1, 2, 3, 4], 2);
        AssertFails("PatternEmpty", [x], [y], new DistributionOptions { ByChannel = true });
    }

    [Fact]
    public void Compare_OtherNumbersOfChannels_IsAFailedItemByChannelOnly()
    {
        Activation x = Layer("conv", "x", 1, [1, 2, 3, 4], 2);
        Activation y = Layer("conv", "y", 1, [1, 2, 3, 4, 5, 6], 3);
        AssertFails("ShapeMismatch", [x], [y], new DistributionOptions { ByChannel = true });
        Assert.Single(Compare([x], [y], new DistributionOptions()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-3)]
    public void Compare_FewerThanTwoBins_IsRefused(int bins)
    {
        Activation x = Layer("conv", "x", 1, [1, 2], 1);
        Assert.Equal("BinCountInvalid", Assert.Throws<DnnBrainException>(() => Compare([x], [x], new DistributionOptions { BinCount = bins })).ErrorId);
    }

    [Fact]
    public void Compare_MoreCountsThanAnArrayHolds_IsAFailedItem()
    {
        Activation x = Layer("conv", "x", 1, [1, 2], 1);
        AssertFails("BinCountTooLarge", [x], [Layer("conv", "y", 1, [1, 2], 1)], new DistributionOptions { BinCount = int.MaxValue });
    }

    [Fact]
    public void Compare_EmptySide_IsRefused()
    {
        Activation x = Layer("conv", "x", 1, [1, 2], 1);
        Assert.Equal("PatternMissing", Assert.Throws<DnnBrainException>(() => Compare([x], [], new DistributionOptions())).ErrorId);
        Assert.Equal("PatternMissing", Assert.Throws<DnnBrainException>(() => Compare([], [x], new DistributionOptions())).ErrorId);
    }

    [Fact]
    public void Compare_SetsThatShareSomeStimuli_HaveADistanceAndAWarningInPlaceOfP()
    {
        Activation x = Layer("conv", "s", 1, [1, 2, 3], 1);
        Activation y = Layer("conv", "s", 1, [1, 5], 1);
        var observer = new RecordingObserver();
        DistributionDistance result = Assert.Single(Compare([x], [y], new DistributionOptions(), observer));
        Assert.True(result.Distance > 0);
        Assert.Equal(double.NaN, result.PValue);
        Assert.Equal(0, result.PermutationCount);
        Assert.Contains("share some of their stimuli", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_AStimulusTwice_HasNoP()
    {
        var shape = new ActivationShape(2, 1, 1, 1);
        var x = new Activation("net", "conv", ["a", "a"], new MemoryActivationValues(shape, [1, 2]), new Provenance { Operation = "test" });
        Assert.Equal(double.NaN, Assert.Single(Compare([x], [Layer("conv", "y", 1, [3, 4], 1)], new DistributionOptions())).PValue);
    }

    [Fact]
    public void Compare_NoPartnerOrTwo_IsAFailedItem()
    {
        Activation x = Layer("conv", "x", 1, [1, 2], 1);
        Activation y = Layer("conv", "y", 1, [1, 2], 1);
        Activation other = Layer("fc", "y", 1, [1, 2], 1);
        AssertFails("PatternNotFound", [Layer("fc2", "x", 1, [1, 2], 1)], [y, other], new DistributionOptions());
        AssertFails("PatternAmbiguous", [x], [y, y], new DistributionOptions());
    }

    [Fact]
    public void Compare_AnRdmWithPatterns_IsAFailedItem() =>
        AssertFails("PatternExpected", [Dissimilarities("a", [1, 2, 3], 3)], [Layer("conv", "x", 1, [1, 2], 1)], new DistributionOptions());

    private static IReadOnlyList<DistributionDistance> Compare(
        IReadOnlyList<IPatternSet> first, IReadOnlyList<IPatternSet> second, DistributionOptions options, RecordingObserver? observer = null)
    {
        observer ??= new RecordingObserver();
        IReadOnlyList<DistributionDistance> results = DistributionComparer.Compare(first, second, options, observer, CancellationToken.None);
        Assert.Empty(observer.Failures);
        return results;
    }

    private static void AssertFails(string id, IReadOnlyList<IPatternSet> first, IReadOnlyList<IPatternSet> second, DistributionOptions options)
    {
        var observer = new RecordingObserver();
        Assert.Empty(DistributionComparer.Compare(first, second, options, observer, CancellationToken.None));
        Assert.Equal(id, Assert.Single(observer.Failures).ErrorId);
    }

    private static void AssertPart(JsonElement expected, DistributionMethod method, DistributionDistance actual, int? channel)
    {
        // Counts are whole numbers and the edges are NumPy's, so shares agree to the last digit; SciPy adds up distances in another order. A root of a difference
        // that is zero keeps half of the digits.
        Assert.Equal(channel, actual.Channel);
        Assert.Equal(expected.GetProperty("low").GetDouble(), actual.Low);
        Assert.Equal(expected.GetProperty("high").GetDouble(), actual.High);
        Assert.Equal(expected.Doubles("share"), actual.Share);
        Assert.Equal(expected.Doubles("reference_share"), actual.ReferenceShare);
        Assert.Equal(expected.GetProperty(method.ToString()).GetDouble(), actual.Distance, 1e-13);
        Assert.Equal(double.NaN, actual.PValue);
    }

    private static (Activation X, Activation Y) Pair(JsonElement element, bool isPaired) =>
        (Layer(element, element.Doubles("x"), "x"), Layer(element, element.Doubles("y"), isPaired ? "x" : "y"));

    private static Activation Layer(JsonElement element, double[] values, string stimulus) =>
        Layer("conv", stimulus, element.GetProperty("places").GetInt32(), [.. values.Select(value => (float)value)], element.GetProperty("channels").GetInt32());

    private static Activation Layer(string name, string stimulus, int places, float[] values, int channels)
    {
        int stimuli = values.Length / (channels * places);
        var shape = new ActivationShape(stimuli, channels, places, 1);
        return new Activation(
            "net", name, Enumerable.Range(0, stimuli).Select(i => $"{stimulus}{i}"), new MemoryActivationValues(shape, values), new Provenance { Operation = "test" });
    }

    // Two channels of three places; values of a stimulus go together. The first channel of the other set is shifted.
    private static (Activation X, Activation Y) Simulate(int seed, int stimuli, double shift, bool isPaired, string name = "conv")
    {
        var random = new RandomStream(seed, RandomPurpose.Simulation, 0);
        Activation[] sets = new Activation[2];
        for (int set = 0; set < 2; set++)
        {
            float[] values = new float[stimuli * 6];
            for (int i = 0; i < values.Length; i += 3)
            {
                double common = random.NextNormal() + (set == 1 && i % 6 == 0 ? shift : 0);
                for (int place = 0; place < 3; place++)
                {
                    values[i + place] = (float)(common + (0.5 * random.NextNormal()));
                }
            }

            sets[set] = Layer(name, set == 1 && !isPaired ? "y" : "x", 3, values, 2);
        }

        return (sets[0], sets[1]);
    }

    private static IPatternSet Dissimilarities(string name, double[] values, int stimuli) => DistributionComparer.ToPatterns(
        new Rdm(name, "Euclidean", Enumerable.Range(0, stimuli).Select(i => $"s{i}"), values[..(stimuli * (stimuli - 1) / 2)], new Provenance { Operation = "test" }));
}
