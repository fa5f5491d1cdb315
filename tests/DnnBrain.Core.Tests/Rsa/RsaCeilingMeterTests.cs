using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

public class RsaCeilingMeterTests
{
    private static readonly BootstrapOptions s_none = new() { Factor = BootstrapFactor.None };

    [Theory]
    [InlineData("Pearson", "mean of z-scores")]
    [InlineData("Spearman", "mean of ranks, ranked again")]
    [InlineData("Cosine", "mean of unit vectors")]
    [InlineData("CosineCov", "mean of whitened unit vectors")]
    public void Measure_Regions_HaveTheBoundsOfAComparison(string method, string pool)
    {
        RdmComparisonMethod of = RdmComparisonMethod.Parse(method);
        IReadOnlyList<RsaNoiseCeiling> ceilings = Measure(RsaCells.References(), new() { Method = of, Bootstrap = s_none });
        IReadOnlyList<RsaComparison> comparisons = RsaComparer.Compare(
            [RsaCells.Model(0)], RsaCells.References(), new() { Method = of, Inference = new InferenceOptions { PermutationCount = 0 } }, new RecordingObserver(), default);
        Assert.Equal(RsaCells.Regions.Select(region => region.Region), ceilings.Select(ceiling => ceiling.Region));
        foreach ((RsaNoiseCeiling ceiling, RsaComparison comparison) in ceilings.Zip(comparisons))
        {
            Assert.Equal(comparison.CeilingLower, ceiling.Lower, 1e-12);
            Assert.Equal(comparison.CeilingUpper, ceiling.Upper, 1e-12);
            Assert.Equal(comparison.Subject, ceiling.Subject);
            Assert.Equal((pool, method), (ceiling.Pool, ceiling.Method));
            Assert.Equal((Interval.None, Interval.None, BootstrapFactor.None, 0), (ceiling.LowerConfidence, ceiling.UpperConfidence, ceiling.Bootstrap, ceiling.BootstrapCount));
            Assert.Equal((RsaCells.Stimuli, 91), (ceiling.StimulusCount, ceiling.PairCount));
        }
    }

    [Fact]
    public void Measure_TwoSubjects_BoundsAreThoseOfTheirCorrelation()
    {
        // Each against the other is r; each against the sum of two z-scores is √((1 + r)/2).
        Rdm[] two = [.. RsaCells.References().Where(rdm => rdm.Name == "V2")];
        double r = DnnBrain.Statistics.Correlation.Pearson([.. two[0].Dissimilarity], [.. two[1].Dissimilarity]);
        RsaNoiseCeiling ceiling = Assert.Single(Measure(two, new() { Method = RdmComparisonMethod.Pearson, Bootstrap = s_none }));
        Assert.Equal(r, ceiling.Lower, 1e-12);
        Assert.Equal(Math.Sqrt((1 + r) / 2), ceiling.Upper, 1e-12);
    }

    [Fact]
    public void Measure_Bootstrap_IntervalsBelongToTheirBoundAndRegion()
    {
        RsaCeilingOptions options = new() { Method = RdmComparisonMethod.Pearson, Bootstrap = new() { Factor = BootstrapFactor.Stimulus, Count = 60, Seed = 5 } };
        IReadOnlyList<RsaNoiseCeiling> all = Measure(RsaCells.References(), options);
        foreach (RsaNoiseCeiling ceiling in all)
        {
            RsaNoiseCeiling alone = Assert.Single(Measure([.. RsaCells.References().Where(rdm => rdm.Name == ceiling.Region)], options));
            AssertClose(alone.LowerConfidence, ceiling.LowerConfidence);
            AssertClose(alone.UpperConfidence, ceiling.UpperConfidence);
            Assert.Equal((BootstrapFactor.Stimulus, 60), (ceiling.Bootstrap, ceiling.BootstrapCount));

            // t intervals are even around the bound.
            Assert.Equal(ceiling.Lower, (ceiling.LowerConfidence.Low + ceiling.LowerConfidence.High) / 2, 1e-12);
            Assert.Equal(ceiling.Upper, (ceiling.UpperConfidence.Low + ceiling.UpperConfidence.High) / 2, 1e-12);
        }

        // Intervals are of 95 % unless another level is asked for.
        AssertClose(all[0].LowerConfidence, Measure(RsaCells.References(), options with { ConfidenceLevel = 0.95 })[0].LowerConfidence);
        Interval narrow = Measure(RsaCells.References(), options with { ConfidenceLevel = 0.5 })[0].LowerConfidence;
        Assert.True(narrow.High - narrow.Low < all[0].LowerConfidence.High - all[0].LowerConfidence.Low);
    }

    [Theory]
    [InlineData("Pearson")]
    [InlineData("Spearman")]
    public void Measure_SubjectsThatCancelOut_LackABoundAndAreNamed(string method)
    {
        Rdm model = RsaCells.Model(5);
        Rdm[] references = [.. RsaCells.References(), RsaCase.Rdm("FFA", "a", [.. model.Dissimilarity]), RsaCase.Rdm("FFA", "b", [.. model.Dissimilarity.Select(value => 10 - value)])];
        var observer = new RecordingObserver();
        var compared = new RecordingObserver();
        RsaNoiseCeiling ceiling = RsaCeilingMeter.Measure(references, new() { Method = RdmComparisonMethod.Parse(method), Bootstrap = s_none }, observer, default)[^1];
        RsaComparer.Compare(
            [RsaCells.Model(0)], references, new() { Method = RdmComparisonMethod.Parse(method), Inference = new InferenceOptions { PermutationCount = 0 } }, compared, default);
        Assert.Equal(double.NaN, ceiling.Upper);
        const string Warning = "The pooled RDMs of subjects in FFA are constant, as subjects cancel out: the noise ceiling lacks a bound.";
        Assert.Equal(Warning, Assert.Single(observer.Warnings));
        Assert.Equal(Warning, Assert.Single(compared.Warnings));
    }

    [Fact]
    public void Measure_RegionWithOneSubject_HasNoCeilingAndSpoilsNoOther()
    {
        var observer = new RecordingObserver();
        Rdm[] references = [.. RsaCells.References(), RsaCase.Rdm("FFA", "a", [.. RsaCells.Model(5).Dissimilarity])];
        var options = new RsaCeilingOptions { Method = RdmComparisonMethod.Pearson, Bootstrap = new() { Factor = BootstrapFactor.Stimulus, Count = 20 } };
        IReadOnlyList<RsaNoiseCeiling> ceilings = RsaCeilingMeter.Measure(references, options, observer, default);
        Assert.Equal("One subject only in FFA: no noise ceiling.", Assert.Single(observer.Warnings));
        Assert.Equal((double.NaN, double.NaN, Interval.None), (ceilings[3].Lower, ceilings[3].Upper, ceilings[3].LowerConfidence));
        Assert.All(ceilings.Take(3), ceiling => Assert.True(ceiling.LowerConfidence.Low < ceiling.Lower));

        // Nothing is drawn where no region has a ceiling.
        RsaNoiseCeiling alone = Assert.Single(RsaCeilingMeter.Measure(references[^1..], options, observer, default));
        Assert.Equal((BootstrapFactor.None, 0), (alone.Bootstrap, alone.BootstrapCount));
        RecordingObserver silent = new();
        RsaCeilingMeter.Measure(RsaCells.References(), options, silent, default);
        Assert.Empty(silent.Warnings);
    }

    [Theory]
    [InlineData(BootstrapFactor.Subject, IntervalMethod.Bca, true)]
    [InlineData(BootstrapFactor.Subject, IntervalMethod.Percentile, true)]
    [InlineData(BootstrapFactor.Both, IntervalMethod.Percentile, true)]
    [InlineData(BootstrapFactor.Subject, IntervalMethod.StudentT, false)]
    [InlineData(BootstrapFactor.Stimulus, IntervalMethod.Percentile, false)]
    [InlineData(BootstrapFactor.Stimulus, IntervalMethod.Bca, false)]
    public void Measure_QuantilesOfDrawnSubjects_AreRefused(BootstrapFactor factor, IntervalMethod interval, bool isRefused)
    {
        var options = new RsaCeilingOptions { Bootstrap = new() { Factor = factor, Count = 20 }, Interval = interval };
        if (isRefused)
        {
            Assert.Equal("IntervalMethodInvalid", Refused(RsaCells.References(), options));
        }
        else
        {
            Interval interval95 = Measure(RsaCells.References(), options)[0].LowerConfidence;
            Assert.True(interval95.Low < interval95.High);
        }
    }

    [Fact]
    public void Measure_BadInput_IsRefused()
    {
        Rdm[] references = RsaCells.References();
        Assert.Equal("RdmMissing", Refused([], new()));
        Assert.Equal("BootstrapNotSupported", Refused(references, new() { Method = RdmComparisonMethod.NegativeRiemannian }));
        Assert.Equal("NuisanceMissing", Refused(references, new() { Semipartial = true }));
        Assert.Equal("NuisanceNotSupported", Refused(references, new() { Method = RdmComparisonMethod.Cosine, Nuisance = [RsaCells.Model(9)] }));
        Assert.Equal("RdmConstant", Refused(references, new() { Nuisance = [RsaCase.Rdm("flat", null, [.. Enumerable.Repeat(1.0, 91)])] }));
        Assert.Equal("StimulusTooFew", Refused([RsaCase.Rdm("V1", "a", 1)], new()));
        Assert.Equal("RdmConstant", Refused([references[0], RsaCase.Rdm("V1", "z", [.. Enumerable.Repeat(1.0, 91)])], new()));
        Assert.Equal("ReferenceDuplicate", Refused([references[0], references[0]], new()));
        foreach (double level in new[] { 0, 1, 95, -0.1, double.NaN })
        {
            Assert.Equal("ConfidenceLevelInvalid", Refused(references, new() { ConfidenceLevel = level }));
        }

        Assert.Equal("BootstrapCountInvalid", Refused(references, new() { Bootstrap = new() { Count = 1 } }));
        Assert.Equal("ThreadCountInvalid", Refused(references, new() { Bootstrap = new() { MaxThreads = 0 } }));
    }

    private static IReadOnlyList<RsaNoiseCeiling> Measure(Rdm[] references, RsaCeilingOptions options) =>
        RsaCeilingMeter.Measure(references, options, new RecordingObserver(), default);

    private static string Refused(Rdm[] references, RsaCeilingOptions options) => Assert.ThrowsAny<DnnBrainException>(() => Measure(references, options)).ErrorId;

    private static void AssertClose(Interval expected, Interval actual)
    {
        Assert.Equal(expected.Low, actual.Low, 1e-12);
        Assert.Equal(expected.High, actual.High, 1e-12);
    }
}
