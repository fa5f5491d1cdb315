using System.Text.Json;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Noise that mixes units, where units are missing, against NumPy pair by pair (<c>missing_units.py</c>).</summary>
public class MissingUnitNoiseTests : TensorTest
{
    // Inverses of 8 × 8 matrices with a condition near 10, in float64.
    private const double Tolerance = 1e-11;

    private static readonly JsonElement s_expected = TestData.Json("missing_units.json");

    [Fact]
    public void Build_Mahalanobis_EqualsNumpyPairByPair()
    {
        var observer = new RecordingObserver();
        Rdm rdm = RdmBuilder.Build(Patterns(), Mahalanobis(Noise()), observer, default);
        AssertEqual("Mahalanobis", rdm);
        Assert.Equal("4 of 6 patterns of conv1 hold a NaN or an infinity (s2, s3, s4, s5); their pairs rest on fewer units.", Assert.Single(observer.Warnings));
    }

    [Fact]
    public void Build_DiagonalNoiseAsAFullMatrix_IsTheSame()
    {
        // Two ways to one number: unit by unit, and by sets of units.
        double[,] full = new double[8, 8];
        for (int unit = 0; unit < 8; unit++)
        {
            full[unit, unit] = Noise().ToCovariance()[unit, unit];
        }

        var diagonal = new NoiseCovariance("", [.. Enumerable.Range(0, 8).Select(unit => full[unit, unit])], isDiagonal: true, 8);
        Assert.Equal(Build(diagonal), Build(NoiseCovariance.FromCovariance(full)), (a, b) => Math.Abs(a - b) < Tolerance);

        IReadOnlyList<double> Build(NoiseCovariance noise) => RdmBuilder.Build(Patterns(), Mahalanobis(noise), new RecordingObserver(), default).Dissimilarity;
    }

    [Fact]
    public void Build_Precision_IsTakenBackToTheCovariance()
    {
        // A part of the precision would be the noise given the units that are missing.
        double[,] precision = Noise().ToPrecision();
        AssertEqual("Mahalanobis", RdmBuilder.Build(Patterns(), Mahalanobis(NoiseCovariance.FromPrecision(precision)), new RecordingObserver(), default));
    }

    [Fact]
    public void Build_WithoutMissingUnits_IsWhatItIsWithoutTheOption()
    {
        double[] values = [.. Values("Patterns").Select(v => double.IsNaN(v) ? 1 : v)];
        RdmOptions options = Mahalanobis(Noise());
        Assert.Equal(
            RdmBuilder.Build(new ArrayPatterns(6, values), options with { MissingValue = MissingValue.Propagate }, SilentObserver.Instance, default).Dissimilarity,
            RdmBuilder.Build(new ArrayPatterns(6, values), options, SilentObserver.Instance, default).Dissimilarity);
    }

    [Fact]
    public void Build_PairsWithoutACommonUnit_AreNaN()
    {
        double[] values = [1, 2, double.NaN, double.NaN, 3, 4, double.NaN, double.NaN, double.NaN, double.NaN, 5, 6];
        NoiseCovariance noise = NoiseCovariance.FromCovariance(Identity(4));
        Rdm rdm = RdmBuilder.Build(new ArrayPatterns(3, values), Mahalanobis(noise), new RecordingObserver(), default);
        Assert.Equal([4, double.NaN, double.NaN], rdm.Dissimilarity);
    }

    [Fact]
    public void Build_Crossnobis_EqualsNumpyPairByPair()
    {
        AssertEqual("Crossnobis", RdmBuilder.Build(Measurements(), Crossnobis([Noise()]), new RecordingObserver(), default));
        NoiseCovariance[] ofRun = [.. Enumerable.Range(0, 3).Select(run => NoiseCovariance.FromCovariance(Square(s_expected.GetProperty("NoiseOfRun")[run]), $"r{run}"))];
        AssertEqual("CrossnobisOfRuns", RdmBuilder.Build(Measurements(), Crossnobis(ofRun), new RecordingObserver(), default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Build_ConditionsWithoutACommonUnit_AreNamed(bool isWhitened)
    {
        // c0 has the first half of the units only, c1 the second; the others have all.
        double[] values = Values("Measurements");
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int unit) = (i / 8, i % 8);
            values[i] = (row % 4 == 0 && unit >= 4) || (row % 4 == 1 && unit < 4) ? double.NaN : double.IsNaN(values[i]) ? 1 : values[i];
        }

        var observer = new RecordingObserver();
        Rdm rdm = RdmBuilder.Build(new ArrayPatterns(12, values), Crossnobis(isWhitened ? [Noise()] : []), observer, default);
        Assert.Equal([true, false, false, false, false, false], rdm.Dissimilarity.Select(double.IsNaN));
        Assert.Equal("1 pairs of conditions of conv1 share no unit, or no run, in which both have a value; they are NaN.", Assert.Single(observer.Warnings));
    }

    [Fact]
    public void Build_CrossnobisWithDiagonalNoiseOfEachRun_IsNoError()
    {
        NoiseCovariance[] ofRun = [.. Enumerable.Range(0, 3).Select(run => new NoiseCovariance("", [.. Enumerable.Repeat(2.0, 8)], isDiagonal: true, 8) { Run = $"r{run}" })];
        Rdm rdm = RdmBuilder.Build(Measurements(), Crossnobis(ofRun), new RecordingObserver(), default);
        Assert.DoesNotContain(rdm.Dissimilarity, double.IsNaN);
    }

    [Fact]
    public void Build_ZScores_AreRefused() => Assert.Equal(
        "MissingValueNotSupported",
        Assert.Throws<DnnBrainException>(() => RdmBuilder.Build(Patterns(), Mahalanobis(Noise()) with { ZScore = ZScoring.Unit }, SilentObserver.Instance, default)).ErrorId);

    private static RdmOptions Mahalanobis(NoiseCovariance noise) => new() { Metric = RdmMetric.Mahalanobis, Noise = [noise], MissingValue = MissingValue.PairwiseComplete };

    private static RdmOptions Crossnobis(IReadOnlyList<NoiseCovariance> noise) => new()
    {
        Metric = RdmMetric.Crossnobis,
        Noise = noise,
        MissingValue = MissingValue.PairwiseComplete,
        Design = new PatternDesign(Measurements().StimulusId, [.. Enumerable.Range(0, 12).Select(i => $"c{i % 4}")], [.. Enumerable.Range(0, 12).Select(i => $"r{i / 4}")]),
    };

    private static ArrayPatterns Patterns() => new(6, Values("Patterns"));

    private static ArrayPatterns Measurements() => new(12, Values("Measurements"));

    private static NoiseCovariance Noise() => NoiseCovariance.FromCovariance(Square(s_expected.GetProperty("Noise")));

    private static double[] Values(string property) =>
        [.. s_expected.GetProperty(property).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];

    private static double[,] Square(JsonElement values)
    {
        double[,] square = new double[8, 8];
        Buffer.BlockCopy(values.EnumerateArray().Select(value => value.GetDouble()).ToArray(), 0, square, 0, 64 * sizeof(double));
        return square;
    }

    private static double[,] Identity(int p)
    {
        double[,] identity = new double[p, p];
        for (int i = 0; i < p; i++)
        {
            identity[i, i] = 1;
        }

        return identity;
    }

    private static void AssertEqual(string property, Rdm rdm) => Assert.Equal(Values(property), rdm.Dissimilarity, (a, b) => Math.Abs(a - b) < Tolerance);
}
