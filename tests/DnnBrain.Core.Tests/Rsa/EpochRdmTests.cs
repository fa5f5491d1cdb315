using System.Text.Json;
using DnnBrain.Activations.Epochs;
using DnnBrain.Brain;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;
using DnnBrain.Rsa.Temporal;
using DnnBrain.Statistics.Covariance;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>RDMs of bins of time against NumPy and SciPy (<c>epochs.py</c>).</summary>
public class EpochRdmTests : TensorTest
{
    // Sums of a few dozen numbers near 1 in float64.
    private const double Tolerance = 1e-12;

    private static readonly JsonElement s_expected = TestData.Json("epochs/expected.json");

    [Theory]
    [InlineData(TimeBinContent.Mean)]
    [InlineData(TimeBinContent.Concatenation)]
    public void Build_BinsOfTwoSamples_EqualScipy(TimeBinContent content)
    {
        Rdm[] rdms = Build(new RdmOptions { Metric = RdmMetric.SquaredEuclidean, Design = Design(runs: false) }, content);
        AssertEqual(content.ToString(), rdms);
        Assert.Equal([0.005, 0.025, 0.045], rdms.Select(rdm => rdm.Time!.Value));
        Assert.Equal(["MEG:0.005", "MEG:0.025", "MEG:0.045"], rdms.Select(rdm => rdm.Name));
        Assert.All(rdms, rdm => Assert.Equal("sub-01", rdm.Subject));
    }

    [Fact]
    public void Build_CrossnobisWithNoiseOverTime_EqualsNumpy()
    {
        NoiseCovariance noise = Noise();
        Assert.Equal("MEG", noise.Name);
        Assert.Equal(36, noise.DegreesOfFreedom);
        Assert.Equal(s_expected.Doubles("Noise"), noise.ToCovariance().Cast<double>(), (a, b) => Math.Abs(a - b) < Tolerance);
        AssertEqual("Crossnobis", Build(new RdmOptions { Metric = RdmMetric.Crossnobis, Design = Design(runs: true), Noise = [Other(), noise] }, TimeBinContent.Mean));
    }

    [Fact]
    public void Build_NoiseOfEachBin_IsTakenByTheBin()
    {
        // A covariance of its own for each bin, beside one over time that is not meant then.
        NoiseCovariance[] noise = [.. Bins(TimeBinContent.Mean).SelectMany(bin =>
            NoiseEstimator.Estimate(bin, new NoiseOptions { Estimator = CovarianceEstimator.Diagonal, Design = Design(runs: true) }, SilentObserver.Instance, default))];
        Rdm[] all = Build(new RdmOptions { Metric = RdmMetric.Crossnobis, Design = Design(runs: true), Noise = [.. noise, Noise()] }, TimeBinContent.Mean);
        foreach ((int i, Rdm rdm) in all.Index())
        {
            Rdm alone = RdmBuilder.Build(
                Bins(TimeBinContent.Mean)[i], new RdmOptions { Metric = RdmMetric.Crossnobis, Design = Design(runs: true), Noise = [noise[i]] }, SilentObserver.Instance, default);
            Assert.Equal(alone.Dissimilarity, rdm.Dissimilarity);
        }
    }

    [Fact]
    public void EstimateOverTime_NoDesign_TakesTheMeanOfEachSample()
    {
        BrainEpoch epochs = Epochs();
        NoiseCovariance noise = Assert.Single(NoiseEstimator.EstimateOverTime(
            epochs, new TimeBinOptions { End = 0.01 }, new NoiseOptions { Estimator = CovarianceEstimator.Full }, SilentObserver.Instance, default));

        // The mean of the covariances of the two samples, ddof 1 each.
        double expected = new[] { 0, 1 }.Average(sample =>
        {
            double[] values = [.. Enumerable.Range(0, 12).Select(trial => s_expected.Doubles("Epochs")[(trial * 24) + sample])];
            return values.Sum(value => (value - values.Average()) * (value - values.Average())) / 11;
        });
        Assert.Equal(expected, noise.ToCovariance()[0, 0], Tolerance);
        Assert.Equal(22, noise.DegreesOfFreedom);
    }

    [Fact]
    public void Compare_RdmsOfBins_NeedNoTimes()
    {
        Rdm[] rdms = Build(new RdmOptions { Metric = RdmMetric.SquaredEuclidean, Design = Design(runs: false) }, TimeBinContent.Mean);
        TemporalRsa result = Assert.Single(TemporalRsaComparer.Compare([Plain(rdms[1], "model")], rdms, new TemporalRsaOptions(), new RecordingObserver(), default));
        Assert.Equal([0.005, 0.025, 0.045], result.Time);
        Assert.Equal("MEG", result.Region);
        Assert.Equal(1, result.Similarity[1], Tolerance);

        // Files keep names only.
        TemporalRsa fromFile = TemporalRsaComparer.Compare([Plain(rdms[1], "model")], [.. rdms.Select(rdm => Plain(rdm, rdm.Name))], new TemporalRsaOptions(), new RecordingObserver(), default)[0];
        Assert.Equal(result.Time, fromFile.Time);
    }

    [Fact]
    public void Reorder_RdmOfABin_KeepsItsTime()
    {
        Rdm rdm = Build(new RdmOptions { Metric = RdmMetric.SquaredEuclidean, Design = Design(runs: false) }, TimeBinContent.Mean)[1];
        Assert.Equal(0.025, rdm.Reorder(["c2", "c0", "c1"]).Time);
    }

    [Fact]
    public void ToPatterns_ByTime_NamesTheTime()
    {
        var table = new PatternTable([.. from time in new[] { "0", "0.1" } from id in new[] { "a", "b" } select new Dictionary<string, object?> { ["Id"] = id, ["time"] = time, ["roi"] = "V1", ["v"] = 1.0 }]);
        IReadOnlyList<TablePatterns> sets = table.ToPatterns(new PatternTableOptions { By = ["roi", "time"] });
        Assert.Equal(["V1:0", "V1:0.1"], sets.Select(set => set.Name));
        Assert.Equal([0, 0.1], sets.Select(set => set.BinTime!.Value));
    }

    private static NoiseCovariance Noise() => Assert.Single(NoiseEstimator.EstimateOverTime(
        Epochs(), new TimeBinOptions(), new NoiseOptions { Estimator = CovarianceEstimator.Full, Design = Design(runs: true) }, SilentObserver.Instance, default));

    // Of another subject.
    private static NoiseCovariance Other() => new("MEG", [1, 1, 1, 1], isDiagonal: true, 4) { Subject = "sub-02" };

    private static Rdm Plain(Rdm rdm, string name) => new(name, rdm.Metric, rdm.StimulusId, [.. rdm.Dissimilarity], rdm.Provenance) { Subject = rdm.Subject };

    private static Rdm[] Build(RdmOptions options, TimeBinContent content) => [.. Bins(content).Select(bin => RdmBuilder.Build(bin, options, SilentObserver.Instance, default))];

    private static IReadOnlyList<DnnBrain.Activations.IPatternSet> Bins(TimeBinContent content) =>
        TimeBins.Split(Epochs(), new TimeBinOptions { Width = 0.02, Content = content });

    private static void AssertEqual(string property, Rdm[] rdms)
    {
        double[][] expected = [.. s_expected.GetProperty(property).EnumerateArray().Select(bin => bin.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
        Assert.Equal(expected.Length, rdms.Length);
        foreach ((double[] values, Rdm rdm) in expected.Zip(rdms))
        {
            Assert.Equal(values, rdm.Dissimilarity, (a, b) => Math.Abs(a - b) < Tolerance);
        }
    }

    private static PatternDesign Design(bool runs) => new(
        Ids(), [.. s_expected.Doubles("Condition").Select(c => $"c{c}")], runs ? [.. s_expected.Doubles("Run").Select(r => $"r{r}")] : null);

    private static string[] Ids() => [.. Enumerable.Range(1, 12).Select(i => $"{i}")];

    private static BrainEpoch Epochs() => new(
        "MEG", "test", "sub-01", Ids(), ["a", "b", "c", "d"], Enumerable.Range(0, 6).Select(i => i * 0.01), [.. s_expected.Doubles("Epochs").Select(v => (float)v)], null, new Provenance { Operation = "test" });
}
