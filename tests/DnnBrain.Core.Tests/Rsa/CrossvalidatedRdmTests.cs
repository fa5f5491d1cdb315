using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Covariance;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

public class CrossvalidatedRdmTests : TensorTest
{
    private static readonly RdmOptions s_crossnobis = new() { Metric = RdmMetric.Crossnobis, Design = RdmCases.Design() };

    [Fact]
    public void Build_BalancedCrossnobis_EqualsLeaveOneRunOut()
    {
        AssertValues("Crossnobis", Build(RdmCases.Patterns, s_crossnobis));
        AssertValues("Crossnobis noise", Build(RdmCases.Patterns, s_crossnobis with { Noise = [RdmCases.Noise("r0")] }));
    }

    [Theory]
    [InlineData("Crossnobis")]
    [InlineData("CrossvalidatedPoissonKL")]
    public void Build_InTiles_EqualsTheRdmOfSomeConditions(string metric)
    {
        // 600 conditions, each once in both runs, are two blocks; those of some of them are one. A balanced distance does not depend on the others.
        var random = new DnnBrain.Statistics.RandomStream(2, DnnBrain.Statistics.RandomPurpose.Simulation);
        double[] values = [.. Enumerable.Range(0, 1200 * 4).Select(_ => 1 + random.NextDouble())];
        Rdm all = Crossed(values);
        Rdm some = Crossed([.. Enumerable.Range(0, 12).SelectMany(c => values.AsSpan((50 * c) * 2 * 4, 2 * 4).ToArray())]);
        for (int i = 0; i < 12; i++)
        {
            for (int j = i + 1; j < 12; j++)
            {
                Assert.Equal(some[i, j], all[50 * i, 50 * j], 1e-13);
            }
        }

        Rdm Crossed(double[] patterns)
        {
            int n = patterns.Length / 4;
            var design = new PatternDesign(
                [.. Enumerable.Range(0, n).Select(row => $"s{row}")], [.. Enumerable.Range(0, n).Select(row => $"c{row / 2:D3}")], [.. Enumerable.Range(0, n).Select(row => $"r{row % 2}")]);
            return RdmBuilder.Build(new ArrayPatterns(n, patterns), new RdmOptions { Metric = RdmMetric.Parse(metric), Design = design }, SilentObserver.Instance, default);
        }
    }

    [Fact]
    public void Build_OneNoiseARun_MeetsInTheInverseOfTheMeanCovariance()
    {
        NoiseCovariance[] noise = [RdmCases.Noise("r2", "r2"), RdmCases.Noise("r0", "r0"), RdmCases.Noise("r1", "r1")];
        AssertValues("Crossnobis noise per run", Build(RdmCases.Patterns, s_crossnobis with { Noise = noise }));
        Assert.Equal("NoiseNotFound", Refusal(s_crossnobis with { Noise = noise[..2] }));
    }

    [Fact]
    public void Build_UnbalancedDesign_SpoilsOnlyTheConditionWithoutARepeat()
    {
        var observer = new RecordingObserver();
        var options = s_crossnobis with { Design = RdmCases.Design(RdmCases.Kept), Noise = [RdmCases.Noise("r0")] };
        Rdm rdm = Build(RdmCases.Rows(RdmCases.Patterns, RdmCases.Kept), options, observer);
        AssertValues("Crossnobis unbalanced", rdm);
        Assert.Equal(4, rdm.Dissimilarity.Count(double.IsNaN));
        Assert.Equal("1 of 5 conditions of conv1 were measured in one run only (c); their pairs are NaN.", Assert.Single(observer.Warnings));
    }

    [Fact]
    public void Build_PoissonInRuns_IsTheMeanOverRuns()
    {
        // The mean of all folds; rsatoolbox's calc_rdm_poisson_cv returns its last one.
        var options = new RdmOptions { Metric = RdmMetric.CrossvalidatedPoissonKL, Design = RdmCases.Design() };
        AssertValues("CrossvalidatedPoissonKL", Build(RdmCases.Counts, options));
        AssertValues(
            "CrossvalidatedPoissonKL unbalanced",
            Build(RdmCases.Rows(RdmCases.Counts, RdmCases.Kept), options with { Design = RdmCases.Design(RdmCases.Kept) }, new RecordingObserver()));
    }

    [Fact]
    public void Build_Mahalanobis_ComparesTheMeansOfConditions()
    {
        var options = new RdmOptions { Metric = RdmMetric.Mahalanobis, Design = RdmCases.Design(), Noise = [RdmCases.Noise("r0")] };
        Rdm rdm = Build(RdmCases.Patterns, options);
        AssertValues("Mahalanobis", rdm);
        Assert.Equal(["a", "b", "c", "d", "e"], rdm.StimulusId);
    }

    [Theory]
    [InlineData("Crossnobis")]
    [InlineData("CrossvalidatedPoissonKL")]
    public void Build_MissingUnits_AreLeftOutPairByPair(string metric)
    {
        // Unit 3 is missing from all measurements of c: its pairs are those of the other five units.
        double[] values = metric == "Crossnobis" ? RdmCases.Patterns : RdmCases.Counts;
        double[] holes = [.. values];
        double[] without = [.. values.Where((_, i) => i % 6 != 3)];
        for (int row = 0; row < 30; row++)
        {
            holes[(row * 6) + 3] = row % 10 is 4 or 5 ? double.NaN : holes[(row * 6) + 3];
        }

        var options = new RdmOptions { Metric = RdmMetric.Parse(metric), Design = RdmCases.Design(), MissingValue = MissingValue.PairwiseComplete };
        Rdm rdm = Build(holes, options);
        Rdm whole = Build(values, options);
        Rdm narrow = Build(without, options);
        Rdm propagated = Build(holes, options with { MissingValue = MissingValue.Propagate }, new RecordingObserver());
        for (int i = 0; i < 5; i++)
        {
            for (int j = i + 1; j < 5; j++)
            {
                Assert.Equal((i == 2 || j == 2 ? narrow : whole)[i, j], rdm[i, j], 1e-12);
                Assert.Equal(i == 2 || j == 2, double.IsNaN(propagated[i, j]));
                Assert.True(double.IsNaN(propagated[i, j]) || Math.Abs(propagated[i, j] - whole[i, j]) < 1e-12);
            }
        }
    }

    [Fact]
    public void Build_DiagonalNoiseAndMissingUnits_EqualsTheProducts()
    {
        NoiseCovariance diagonal = NoiseEstimator.Estimate(
            new ArrayPatterns(30, RdmCases.Patterns), new NoiseOptions { Estimator = CovarianceEstimator.Diagonal }, SilentObserver.Instance, default)[0];
        var options = s_crossnobis with { Noise = [diagonal] };
        Assert.Equal(
            Build(RdmCases.Patterns, options).Dissimilarity,
            Build(RdmCases.Patterns, options with { MissingValue = MissingValue.PairwiseComplete }).Dissimilarity,
            (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Build_NoDifferenceBetweenConditions_ScattersAroundZero()
    {
        // 20 equal conditions, 4 runs, 50 units: the mean of 190 signed values lies within five standard errors of 0, which is 0.05 here; clipped ones would not.
        var random = new RandomStream(7, RandomPurpose.Simulation);
        double[] values = [.. Enumerable.Range(0, 80 * 50).Select(_ => random.NextNormal())];
        string[] ids = [.. Enumerable.Range(0, 80).Select(i => $"s{i}")];
        var design = new PatternDesign(ids, [.. ids.Select((_, i) => $"c{i % 20}")], [.. ids.Select((_, i) => $"r{i / 20}")]);
        Rdm rdm = Build(values, new RdmOptions { Metric = RdmMetric.Crossnobis, Design = design });
        Assert.InRange(rdm.Dissimilarity.Average(), -0.05, 0.05);
        Assert.InRange(rdm.Dissimilarity.Count(d => d < 0), 60, 130);
    }

    [Fact]
    public void Build_WrongRunDesigns_AreRefused()
    {
        string[] ids = [.. Enumerable.Range(0, 30).Select(i => $"s{i}")];
        string[] condition = [.. ids.Select((_, i) => $"c{i % 3}")];
        Assert.Equal("RunRequired", Refusal(s_crossnobis with { Design = null }));
        Assert.Equal("RunRequired", Refusal(s_crossnobis with { Design = new PatternDesign(ids, condition) }));
        Assert.Equal("RunTooFew", Refusal(s_crossnobis with { Design = new PatternDesign(ids, condition, [.. ids.Select(_ => "r1")]) }));
        Assert.Equal("RunMissing", Refusal(s_crossnobis with { Design = new PatternDesign(ids, condition, [.. ids.Select((_, i) => i == 4 ? "" : "r1")]) }));
        Assert.Equal("ConditionTooFew", Refusal(s_crossnobis with { Design = new PatternDesign(ids, [.. ids.Select(_ => "c")], condition) }));
        Assert.Equal("StimulusNotFound", Refusal(s_crossnobis with { Design = new PatternDesign(ids[1..], condition[1..], condition[1..]) }));
        Assert.Equal("ZScoreNotSupported", Refusal(s_crossnobis with { ZScore = ZScoring.Unit }));
    }

    [Fact]
    public void Build_WrongNoise_IsRefused()
    {
        var mahalanobis = new RdmOptions { Metric = RdmMetric.Mahalanobis };
        NoiseCovariance noise = RdmCases.Noise("r0");
        Assert.Equal("NoiseRequired", Refusal(mahalanobis));
        Assert.Equal("NoiseNotUsed", Refusal(new RdmOptions { Noise = [noise] }));
        Assert.Equal("NoiseAmbiguous", Refusal(mahalanobis with { Noise = [noise, noise] }));
        Assert.Equal("NoiseSizeMismatch", Refusal(mahalanobis with { Noise = [NoiseCovariance.FromPrecision(new double[,] { { 1 } })] }));
    }

    private static void AssertValues(string name, Rdm rdm)
    {
        // Sums of a few hundred products of numbers below 30.
        Assert.Equal(RdmCases.Expected(name), rdm.Dissimilarity, (a, b) => double.IsNaN(a) ? double.IsNaN(b) : Math.Abs(a - b) < 1e-11);
    }

    private static string Refusal(RdmOptions options) =>
        Assert.Throws<DnnBrainException>(() => Build(RdmCases.Patterns, options)).ErrorId;

    private static Rdm Build(double[] values, RdmOptions options, IRunObserver? observer = null)
    {
        int rows = values.Length % 30 == 0 && options.Design is not null && values.Length / 30 is 5 or 6 ? 30 : values.Length == 80 * 50 ? 80 : values.Length / 6;
        return RdmBuilder.Build(new ArrayPatterns(rows, values), options, observer ?? SilentObserver.Instance, default);
    }
}
