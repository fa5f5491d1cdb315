using System.Text.Json;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;
using DnnBrain.Statistics.Covariance;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>RDMs of the 92 simulated patterns of rsatoolbox's demo, against the values rsatoolbox gives.</summary>
public class RsatoolboxReferenceTests
{
    private const int Stimuli = 92;
    private const int Units = 100;

    [SharedDataFact]
    public void Build_SimulatedPatterns_EqualsRsatoolbox()
    {
        double[] patterns = NoisyPatterns();
        AssertReference("correlation(A)", RdmBuilder.Build(new ArrayPatterns(Stimuli, patterns), new RdmOptions(), SilentObserver.Instance, default).Dissimilarity);

        // What rsatoolbox calls euclidean is squared and divided by the number of units.
        var options = new RdmOptions { Metric = RdmMetric.Euclidean };
        Rdm euclidean = RdmBuilder.Build(new ArrayPatterns(Stimuli, patterns), options, SilentObserver.Instance, default);
        AssertReference("euclidean(A)", euclidean.Dissimilarity.Select(d => d * d / Units));
    }

    [SharedDataFact]
    public void Build_MoreMetrics_EqualRsatoolbox()
    {
        double[] a = NoisyPatterns();
        AssertReference("euclidean(A)", Of(Stimuli, a, new RdmOptions { Metric = RdmMetric.MeanSquaredEuclidean }));
        AssertReference("poisson(|A|)", Of(Stimuli, [.. a.Select(Math.Abs)], new RdmOptions { Metric = RdmMetric.PoissonKL }));
        AssertReference("mahalanobis(A,prec=shrinkage_diag(A-B))", Of(Stimuli, a, new RdmOptions { Metric = RdmMetric.Mahalanobis, Noise = [Noise("ShrinkageDiag")] }));
        double[] remaining = [.. a.Chunk(Units).SelectMany(row => row.Select(x => x - row.Average()))];
        AssertReference("euclidean(A,remove_mean)", Of(Stimuli, remaining, new RdmOptions { Metric = RdmMetric.MeanSquaredEuclidean }));
    }

    [SharedDataFact]
    public void Build_TwoMeasurements_EqualRsatoolbox()
    {
        double[] both = [.. NoisyPatterns(), .. MatlabMatrix("simTruePatterns2")];
        var crossnobis = new RdmOptions { Metric = RdmMetric.Crossnobis, Design = Design(Stimuli) };
        AssertReference("crossnobis([A;B],c,cv=s,no noise)", Of(2 * Stimuli, both, crossnobis));
        AssertReference("crossnobis([A;B],c,cv=s,prec)", Of(2 * Stimuli, both, crossnobis with { Noise = [Noise("ShrinkageDiag")] }));

        // rsatoolbox returns the last fold, "AS SHIPPED"; the mean of the folds is right.
        double[] rates = [.. both.Select(Math.Abs)];
        AssertReference("poisson_cv MEAN of folds", Of(2 * Stimuli, rates, crossnobis with { Metric = RdmMetric.CrossvalidatedPoissonKL }));
    }

    [SharedDataFact]
    public void Build_SomeConditionsMeasuredOnce_SpoilOnlyTheirOwnPairs()
    {
        double[] both = [.. NoisyPatterns(), .. MatlabMatrix("simTruePatterns2")[..(40 * Units)]];
        AssertReference("unbalanced euclidean([A;B[:40]])", Of(Stimuli + 40, both, new RdmOptions { Metric = RdmMetric.MeanSquaredEuclidean, Design = Design(40) }));

        // rsatoolbox turns the whole RDM to NaN; the pairs of the first 40 have both measurements, which is the balanced case but for the mean pattern.
        var crossnobis = new RdmOptions { Metric = RdmMetric.Crossnobis, Design = Design(40) };
        Rdm rdm = RdmBuilder.Build(new ArrayPatterns(Stimuli + 40, both), crossnobis, new RecordingObserver(), default);
        double[] a = NoisyPatterns()[..(40 * Units)];
        Rdm balanced = RdmBuilder.Build(new ArrayPatterns(80, [.. a, .. both[^(40 * Units)..]]), crossnobis with { Design = Design(40, 40) }, SilentObserver.Instance, default);
        for (int i = 0; i < Stimuli; i++)
        {
            for (int j = i + 1; j < Stimuli; j++)
            {
                Assert.Equal(j >= 40, double.IsNaN(rdm[i, j]));
                Assert.True(j >= 40 || Math.Abs(rdm[i, j] - balanced[i, j]) < 1e-10);
            }
        }
    }

    [SharedDataFact]
    public void Estimate_Residuals_EqualsRsatoolbox()
    {
        JsonElement expected = Reference().GetProperty("cov_from_residuals(A-B)");
        foreach ((string name, string estimator) in new[] { ("diag", "Diagonal"), ("full", "Full"), ("shrinkage_eye", "ShrinkageEye"), ("shrinkage_diag", "ShrinkageDiag") })
        {
            JsonElement values = expected.GetProperty(name);
            double[,] covariance = Noise(estimator).ToCovariance();
            Assert.Equal(values.GetProperty("c00").GetDouble(), covariance[0, 0], 1e-10);
            Assert.Equal(values.GetProperty("c01").GetDouble(), covariance[0, 1], 1e-10);
            Assert.Equal(values.GetProperty("trace").GetDouble(), Enumerable.Range(0, Units).Sum(i => covariance[i, i]), 1e-10);
            Assert.Equal(values.GetProperty("fro").GetDouble(), Math.Sqrt(covariance.Cast<double>().Sum(x => x * x)), 1e-10);
        }
    }

    [SharedDataFact]
    public void Build_PatternsOfMagnitude1E16_KeepTheirCorrelations()
    {
        // The scale of patterns means nothing to their correlation.
        double[] huge = MatlabMatrix("simTruePatterns");
        double[] scaled = [.. huge.Select(x => x / 1e16)];
        Rdm of(double[] values) => RdmBuilder.Build(new ArrayPatterns(Stimuli, values), new RdmOptions(), SilentObserver.Instance, default);
        foreach ((double a, double b) in of(huge).Dissimilarity.Zip(of(scaled).Dissimilarity))
        {
            Assert.Equal(b, a, 1e-12);
        }
    }

    private static void AssertReference(string name, IEnumerable<double> dissimilarity)
    {
        JsonElement expected = Reference().GetProperty("calc").GetProperty(name);
        double[] values = [.. dissimilarity];
        Assert.Equal(expected.Doubles("first3"), values[..3], (a, b) => Math.Abs(a - b) < 1e-10);

        // Sums of 4,186 values.
        Assert.Equal(expected.GetProperty("sum").GetDouble(), values.Sum(), 1e-7);
        Assert.Equal(expected.GetProperty("ss").GetDouble(), values.Sum(d => d * d), 1e-6);
    }

    // Python writes NaN, which JSON does not know.
    private static JsonElement Reference() => JsonDocument.Parse(
        File.ReadAllText(Path.Combine(SharedDataFactAttribute.Folder, "rdm_reference.json")).Replace("NaN", "null", StringComparison.Ordinal)).RootElement;

    private static IReadOnlyList<double> Of(int rows, double[] values, RdmOptions options) =>
        RdmBuilder.Build(new ArrayPatterns(rows, values), options, SilentObserver.Instance, default).Dissimilarity;

    // A in run 0, then some of B in run 1.
    private static PatternDesign Design(int second, int first = Stimuli)
    {
        int[] condition = [.. Enumerable.Range(0, first), .. Enumerable.Range(0, second)];
        return new PatternDesign(
            [.. condition.Select((_, i) => $"s{i}")], [.. condition.Select(c => $"c{c}")], [.. condition.Select((_, i) => i < first ? "r0" : "r1")]);
    }

    private static NoiseCovariance Noise(string estimator)
    {
        double[] residuals = [.. NoisyPatterns().Zip(MatlabMatrix("simTruePatterns2"), (a, b) => a - b)];
        var options = new NoiseOptions { Estimator = CovarianceEstimator.Parse(estimator), DegreesOfFreedom = Stimuli - 1 };
        return NoiseEstimator.Estimate(new ArrayPatterns(Stimuli, residuals), options, SilentObserver.Instance, default)[0];
    }

    // A = B + 0.5 · simTruePatterns / 1e16 with B = simTruePatterns2, as the reference says.
    private static double[] NoisyPatterns()
    {
        double[] signal = MatlabMatrix("simTruePatterns2");
        double[] huge = MatlabMatrix("simTruePatterns");
        return [.. signal.Zip(huge, (b, x) => b + (0.5 * x / 1e16))];
    }

    private static double[] MatlabMatrix(string name) =>
        [.. MatFile.ReadMatrix(Path.Combine(SharedDataFactAttribute.Folder, "simTruePatterns.mat"), name).SelectMany(row => row)];
}
