using System.Text.Json;
using DnnBrain.Core.Tests.Statistics;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Noise;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Covariance;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

public class NoiseEstimatorTests : TensorTest
{
    private static readonly JsonElement s_noise = TestData.Json("metrics.json").GetProperty("noise");

    public static TheoryData<string> Estimators() => [.. CovarianceEstimator.All.Select(estimator => estimator.Name)];

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Estimate_Residuals_EqualsTheDefinition(string estimator)
    {
        AssertNoise("of residuals", estimator, Residuals(new NoiseOptions { Estimator = CovarianceEstimator.Parse(estimator) }));
        AssertNoise("of residuals, 30", estimator, Residuals(new NoiseOptions { Estimator = CovarianceEstimator.Parse(estimator), DegreesOfFreedom = 30 }));
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Estimate_Repeats_TakesAwayTheMeanOfEachConditionInEachRun(string estimator)
    {
        var options = new NoiseOptions { Estimator = CovarianceEstimator.Parse(estimator), Design = RdmCases.Design() };
        NoiseCovariance pooled = Assert.Single(Estimate(options));
        AssertNoise("of repeats", estimator, pooled);
        Assert.Equal((15.0, 30, null), (pooled.DegreesOfFreedom, pooled.ObservationCount, pooled.Run));
        IReadOnlyList<NoiseCovariance> runs = NoiseEstimator.Estimate(
            new ArrayPatterns(30, RdmCases.Patterns), options with { PerRun = true }, new RecordingObserver(), default);
        Assert.Equal(["r0", "r1", "r2"], runs.Select(run => run.Run));
        AssertNoise("of repeats in r1", estimator, runs[1]);
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Estimate_ResidualsOfAnySize_ScalesWithTheirSquare(string estimator)
    {
        // Fourth powers of 1e150 and of 1e-150 are no numbers. A power of two changes no bit but the exponent. 1,200 rows are three blocks.
        var options = new NoiseOptions { Estimator = CovarianceEstimator.Parse(estimator) };
        double[] many = [.. Enumerable.Repeat(RdmCases.Patterns, 40).SelectMany(values => values)];
        NoiseCovariance expected = Of(0);
        foreach (int exponent in (int[])[-490, 490])
        {
            NoiseCovariance noise = Of(exponent);
            Assert.Equal(expected.Shrinkage, noise.Shrinkage, 1e-14);
            Assert.Equal(expected.ToCovariance()[0, 2], Math.ScaleB(noise.ToCovariance()[0, 2], -2 * exponent), 1e-14);
            Assert.Equal(expected.ToCovariance()[1, 1], Math.ScaleB(noise.ToCovariance()[1, 1], -2 * exponent), 1e-14);
        }

        NoiseCovariance Of(int exponent) => Assert.Single(NoiseEstimator.Estimate(
            new ArrayPatterns(1200, [.. many.Select(value => Math.ScaleB(value, exponent))]), options, SilentObserver.Instance, default));
    }

    // Units 2 and 5 are the same throughout, as voxels outside the brain are.
    [Theory]
    [InlineData("Full", true)]
    [InlineData("Diagonal", true)]
    [InlineData("SchaeferStrimmer", true)]
    [InlineData("LedoitWolf", false)]
    public void Estimate_WithUnitsWithoutVariance_NamesThem(string estimator, bool isNamed)
    {
        double[] values = [.. Enumerable.Range(0, 40 * 6).Select(i => (i % 6) is 1 or 4 ? 7.0 : Math.Sin(i * i))];
        var observer = new RecordingObserver();

        NoiseCovariance noise = NoiseEstimator.Estimate(
            new ArrayPatterns(40, values), new NoiseOptions { Estimator = CovarianceEstimator.Parse(estimator) }, observer, default)[0];

        if (!isNamed)
        {
            Assert.Empty(observer.Warnings);
            _ = noise.ToPrecision();
            return;
        }

        Assert.Contains("2 of 6 units have no variance (2, 5)", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        DnnBrainException error = Assert.Throws<DnnBrainException>(noise.ToPrecision);
        Assert.Equal("NoiseNotPositiveDefinite", error.ErrorId);
        Assert.Contains("2 of 6 units have no variance (2, 5)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SchaeferStrimmer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shrinkage_eye", "LedoitWolf")]
    [InlineData("ShrinkageEye", "LedoitWolf")]
    [InlineData("shrinkage_diag", "SchaeferStrimmer")]
    [InlineData("diag", "Diagonal")]
    public void Parse_OfTheNamesOfRsatoolbox_GivesTheEstimator(string name, string expected) =>
        Assert.Equal(expected, CovarianceEstimator.Parse(name).Name);

    [Fact]
    public void ToPrecision_IsTheInverse()
    {
        NoiseCovariance noise = Residuals(new NoiseOptions());
        double[,] covariance = noise.ToCovariance();
        double[,] precision = noise.ToPrecision();
        for (int i = 0; i < 7; i++)
        {
            for (int j = 0; j < 7; j++)
            {
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, 7).Sum(k => covariance[i, k] * precision[k, j]), 1e-12);
            }
        }
    }

    [Fact]
    public void Estimate_MoreUnitsThanABlock_EqualsTheCovarianceOfSomeOfThem()
    {
        // 300 units are multiplied in three blocks; 60 units spread over them in one.
        (int n, int p) = (40, 300);
        var random = new RandomStream(5, RandomPurpose.Simulation);
        double[] values = [.. Enumerable.Range(0, n * p).Select(_ => random.NextNormal())];
        int[] some = [.. Enumerable.Range(0, 60).Select(i => i * 5)];
        double[] few = [.. Enumerable.Range(0, n).SelectMany(row => some.Select(unit => values[(row * p) + unit]))];
        double[,] all = Of(values, "Full");
        double[,] part = Of(few, "Full");
        for (int i = 0; i < 60; i++)
        {
            for (int j = 0; j < 60; j++)
            {
                Assert.Equal(part[i, j], all[some[i], some[j]], 1e-13);
                Assert.Equal(all[some[i], some[j]], all[some[j], some[i]]);
            }
        }

        double[,] shrunk = Of(values, "SchaeferStrimmer");
        double ratio = shrunk[0, 299] / all[0, 299];
        Assert.InRange(ratio, 0, 0.999);
        Assert.Equal(ratio * all[140, 3], shrunk[140, 3], 1e-13);
        Assert.Equal(all[140, 140], shrunk[140, 140], 1e-13);

        double[,] Of(double[] rows, string estimator) => NoiseEstimator.Estimate(
            new ArrayPatterns(n, rows), new NoiseOptions { Estimator = CovarianceEstimator.Parse(estimator) }, new RecordingObserver(), default)[0].ToCovariance();
    }

    [Fact]
    public void Estimate_RowWithNaN_IsLeftOutAndNamed()
    {
        double[] values = s_noise.Doubles("residuals");
        double[] more = [.. values, .. Enumerable.Repeat(double.NaN, 7)];
        var observer = new RecordingObserver();
        NoiseCovariance noise = NoiseEstimator.Estimate(new ArrayPatterns(41, more), new NoiseOptions(), observer, default)[0];
        AssertNoise("of residuals", "SchaeferStrimmer", noise);
        Assert.Contains("1 of 41 rows of conv1 hold a NaN or an infinity (s40, ...)", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Estimate_InBlocks_EqualsTheWhole(string estimator)
    {
        // The same rows 40 times are three blocks; their covariance by as many degrees of freedom is the same.
        double[] values = s_noise.Doubles("residuals");
        int rows = values.Length / 7;
        double[] many = [.. Enumerable.Range(0, 40).SelectMany(_ => values)];
        var options = new NoiseOptions { Estimator = CovarianceEstimator.Parse("Full"), DegreesOfFreedom = 40 };
        double[,] whole = NoiseEstimator.Estimate(new ArrayPatterns(rows, values), options with { DegreesOfFreedom = 1 }, new RecordingObserver(), default)[0].ToCovariance();
        double[,] inBlocks = NoiseEstimator.Estimate(new ArrayPatterns(40 * rows, many), options, new RecordingObserver(), default)[0].ToCovariance();
        Assert.True(40 * rows > 1024);
        Assert.Equal(whole.Cast<double>(), inBlocks.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-11 * Math.Max(1, Math.Abs(a)));

        // Blocks of variances alone follow the memory.
        NoiseOptions asked = options with { Estimator = CovarianceEstimator.Parse(estimator) };
        double[] Of(MemoryLimit memory) =>
            [.. NoiseEstimator.Estimate(new ArrayPatterns(40 * rows, many), asked with { Memory = memory }, new RecordingObserver(), default)[0].ToCovariance().Cast<double>()];
        Assert.Equal(Of(MemoryLimit.None), LeastMemory.Find(Of).Result);
    }

    [Fact]
    public void Estimate_RowsWithNaNBetweenOthers_AreLeftOut()
    {
        double[] values = s_noise.Doubles("residuals");
        double[] lost = [1, 2, double.NaN, 4, 5, 6, 7];
        double[] more = [.. lost, .. values[..(7 * 10)], .. lost, .. lost, .. values[(7 * 10)..]];
        var options = new NoiseOptions();
        AssertNoise("of residuals", "SchaeferStrimmer", NoiseEstimator.Estimate(new ArrayPatterns(43, more), options, new RecordingObserver(), default)[0]);
    }

    [Fact]
    public void Estimate_WhatCannotBeEstimated_IsRefused()
    {
        string[] ids = [.. Enumerable.Range(0, 30).Select(i => $"s{i}")];
        Assert.Equal("NoiseDegreesOfFreedomInvalid", Refusal(() => Estimate(new NoiseOptions { Design = new PatternDesign(ids, ids) })));
        Assert.Equal("NoiseDegreesOfFreedomInvalid", Refusal(() => Estimate(new NoiseOptions { DegreesOfFreedom = 0 })));
        Assert.Equal("RunRequired", Refusal(() => Estimate(new NoiseOptions { PerRun = true })));
        Assert.Equal("CovarianceEstimatorNotFound", Refusal(() => CovarianceEstimator.Parse("oas")));
        Assert.Same(CovarianceEstimator.LedoitWolf, CovarianceEstimator.Parse("shrinkageEye"));
    }

    [Fact]
    public void Estimate_FullFromFewRows_HasACovarianceAndNoPrecision()
    {
        var observer = new RecordingObserver();
        var options = new NoiseOptions { Estimator = CovarianceEstimator.Full };
        NoiseCovariance noise = NoiseEstimator.Estimate(new ArrayPatterns(5, s_noise.Doubles("residuals")[..35]), options, observer, default)[0];
        Assert.Contains("rests on 4 degrees of freedom and has no inverse", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        Assert.True(noise.ToCovariance()[0, 0] > 0);
        Assert.Equal("NoiseNotPositiveDefinite", Refusal(() => noise.ToPrecision()));
    }

    [Fact]
    public void FromPrecision_NotACovariance_IsRefused()
    {
        Assert.Equal("ShapeMismatch", Refusal(() => NoiseCovariance.FromPrecision(new double[2, 3])));
        Assert.Equal("NoiseNotSymmetric", Refusal(() => NoiseCovariance.FromPrecision(new double[,] { { 1, 0.5 }, { 0.4, 1 } })));
        Assert.Equal("NoiseNotSymmetric", Refusal(() => NoiseCovariance.FromCovariance(new double[,] { { 1, double.NaN }, { double.NaN, 1 } })));
        Assert.Equal("NoiseNotPositiveDefinite", Refusal(() => NoiseCovariance.FromPrecision(new double[,] { { 1, 2 }, { 2, 1 } })));
        Assert.Equal("NoiseNotPositiveDefinite", Refusal(() => NoiseCovariance.FromCovariance(new double[,] { { 1, 1 }, { 1, 1 } })));
    }

    private static void AssertNoise(string name, string estimator, NoiseCovariance noise)
    {
        // Sums of 40 products of numbers below 10.
        Assert.Equal(s_noise.GetProperty(name).Doubles(estimator), noise.ToCovariance().Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        double shrinkage = estimator is "LedoitWolf" or "SchaeferStrimmer" ? s_noise.GetProperty(name).GetProperty(estimator + "Shrinkage").GetDouble() : 0;
        Assert.Equal(shrinkage, noise.Shrinkage, 1e-12);
    }

    private static NoiseCovariance Residuals(NoiseOptions options) =>
        NoiseEstimator.Estimate(new ArrayPatterns(40, s_noise.Doubles("residuals")), options, SilentObserver.Instance, default)[0];

    private static IReadOnlyList<NoiseCovariance> Estimate(NoiseOptions options) =>
        NoiseEstimator.Estimate(new ArrayPatterns(30, RdmCases.Patterns), options, SilentObserver.Instance, default);

    private static string Refusal(Func<object> action) => Assert.Throws<DnnBrainException>(() => { action(); }).ErrorId;
}
