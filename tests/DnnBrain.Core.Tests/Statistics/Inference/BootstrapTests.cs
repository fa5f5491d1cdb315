using DnnBrain.Formats.Checkpoint;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

public class BootstrapTests
{
    private static readonly double[] s_values = [3.1, 0.4, 2.2, 5.9, 1.7, 4.4, 2.8, 0.9];

    [Fact]
    public void StandardError_MeanOverSubjects_IsTheClosedForm()
    {
        // The bootstrap variance of a mean is (n − 1)/n s²/n; made good by n/(n − 1) it is s²/n.
        BootstrapResult result = Run(new MeanStatistic(s_values), BootstrapFactor.Subject, 20_000);
        double mean = s_values.Average();
        double expected = Math.Sqrt(s_values.Sum(v => (v - mean) * (v - mean)) / 7 / 8);

        // The relative standard error of a standard deviation from 20,000 draws is 0.5 %.
        Assert.Equal(1, result.StandardError(new Contrast(0)) / expected, 0.02);
        Assert.Equal(7, result.DegreesOfFreedom(new Contrast(0)));
        Assert.Equal(mean, result.Estimate(new Contrast(0)), 1e-14);
    }

    [Fact]
    public void StandardError_BothFactors_IsTheVarianceOfATwoWayMean()
    {
        // Value = mean of subject effect + stimulus effect, no noise: the variance is the sum of the two squared standard errors.
        var statistic = new AdditiveStatistic(s_values, [0.3, 2.9, 1.1, 5.2, 4.1, 0.2, 3.3, 2.1, 1.6, 4.8]);
        BootstrapResult result = Run(statistic, BootstrapFactor.Both, 20_000);
        double expected = Variance(s_values) / 8 + (Variance(statistic.Stimuli) / 10);
        Assert.Equal(1, Math.Pow(result.StandardError(new Contrast(0)), 2) / expected, 0.05);

        // Satterthwaite's degrees of freedom of the sum.
        (double s, double p) = (Variance(s_values) / 8, Variance(statistic.Stimuli) / 10);
        Assert.Equal(Math.Clamp((s + p) * (s + p) / ((s * s / 7) + (p * p / 9)), 7, 9), result.DegreesOfFreedom(new Contrast(0)), 0.3);
    }

    [Theory]
    [InlineData(1.0, 0.3, 0.4, 0.4)]
    [InlineData(0.5, 0.3, 0.4, 0.5)]
    public void Estimate_VariancesOfManyUnits_IsBounded(double both, double subject, double stimulus, double expected)
    {
        // 2 (0.3 + 0.4) − 1.0 = 0.4, which is the larger single one; 2 (0.3 + 0.4) − 0.5 = 0.9, above that of both drawn.
        Assert.Equal(expected, TwoFactorVariance.Estimate(both, subject, stimulus, 1_000_000_000, 1_000_000_000), 1e-6);
    }

    [Fact]
    public void Estimate_FewUnits_IsThePublishedForm()
    {
        // a v_s + b v_p − a b (v_b − v_s − v_p), a = 5/4, b = 10/9: 0.25 + 0.4/0.9 … by hand.
        double expected = (1.25 * 0.2) + (10.0 / 9 * 0.3) - (1.25 * 10 / 9 * (0.6 - 0.5));
        Assert.Equal(expected, TwoFactorVariance.Estimate(0.6, 0.2, 0.3, 5, 10), 1e-14);
    }

    [Theory]
    [InlineData(5.0, 4.0, 3.0)]
    [InlineData(3.0, 2.0, 1.0)]
    [InlineData(3.0, 1.0, 1.0)]
    [InlineData(3.0, 5.0, 5.0)]
    [InlineData(3.0, double.NaN, 3.0)]
    public void Estimate_ValuesOfPairs_IsTheTruth(double bootstrap, double jackknife, double expected)
    {
        // A + 3B and A + 2B give A + B: A = 2, B = 1 gives 5, 4 and 3. At least a third of the bootstrap's variance; a jackknife beyond the bootstrap sees no B.
        Assert.Equal(expected, PairwiseVariance.Estimate(bootstrap, jackknife), 1e-14);
    }

    [Theory]
    [InlineData(5.0, 4.0, 3.0)]
    [InlineData(3.0, 1.0, 1.0)]
    [InlineData(3.0, 5.0, 3.0)]
    public void EstimateWithFolds_ValuesOfPairs_IsAtMostTheBootstraps(double bootstrap, double jackknife, double expected)
    {
        Assert.Equal(expected, PairwiseVariance.EstimateWithFolds(bootstrap, jackknife), 1e-14);
    }

    [Fact]
    public void EstimatePooled_SubjectsAsClearAsOneAnother_IsTheTruth()
    {
        // Stimulus A = 2, pair of stimuli B = 0.5, pair of subjects × stimulus 0.7, pair of subjects × pair of stimuli 0.3, of many of both.
        const double A = 2, B = 0.5, D = 0.7, C = 0.3;
        double actual = PairwiseVariance.EstimatePooled(
            both: A + (3 * B) + (7 * D) + (15 * C),
            subject: (3 * D) + (3 * C),
            stimulus: A + (3 * B) + D + (3 * C),
            ofSubject: D + C,
            jackknife: A + (2 * B) + D + (2 * C),
            drawnJackknife: A + (2 * B) + (4 * D) + (8 * C),
            1_000_000_000,
            1_000_000_000);
        Assert.Equal(A + B + D + C, actual, 1e-6);
    }

    [Fact]
    public void StandardError_ChoiceOfFoldsAddsNoise_IsTakenOff()
    {
        // Two repetitions, each with noise of variance 1. Of a draw's it is taken off; half of it stays in the observed mean of two, a 500th of their own in that of 500.
        var noisy = new MeanStatistic(s_values) { Noise = 1.0 };
        BootstrapResult result = Run(noisy, BootstrapFactor.Subject, 20_000);
        double without = Run(new MeanStatistic(s_values), BootstrapFactor.Subject, 20_000).StandardError(new Contrast(0));
        Assert.Equal(1, result.StandardError(new Contrast(0)) / Math.Sqrt((without * without) + 0.5), 0.04);
        BootstrapResult exact = result.WithObserved([.. Enumerable.Range(0, 500).Select(r => r % 2 == 0 ? 2.0 : 4.0)]);
        Assert.Equal(1, exact.StandardError(new Contrast(0)) / Math.Sqrt((without * without) + 0.002), 0.04);
        Assert.Equal(3, exact.Estimate(new Contrast(0)), 1e-12);
    }

    [Theory]
    [InlineData(BootstrapFactor.Subject)]
    [InlineData(BootstrapFactor.Both)]
    public void Run_OtherNumberOfThreads_SameBits(BootstrapFactor factor)
    {
        var statistic = new AdditiveStatistic(s_values, [0.3, 2.9, 1.1, 5.2]);
        double[] one = Run(statistic, factor, 300, threads: 1).Draws(new Contrast(0));
        Assert.Equal(one, Run(statistic, factor, 300, threads: 2).Draws(new Contrast(0)));
        Assert.NotEqual(one, Run(statistic, factor, 300, seed: 1).Draws(new Contrast(0)));
    }

    [Fact]
    public void Run_StoppedAndStartedAgain_SameBits()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("run.ckpt");
        var statistic = new AdditiveStatistic(s_values, [0.3, 2.9, 1.1, 5.2]);
        double[] whole = Run(statistic, BootstrapFactor.Both, 3000).Draws(new Contrast(0));
        using var stop = new CancellationTokenSource();
        statistic.AfterEvaluation = draw =>
        {
            if (draw == 1500)
            {
                stop.Cancel();
            }
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Bootstrap.Run(
            statistic, Options(BootstrapFactor.Both, 3000, 0, 1) with { Checkpoint = new CheckpointFile(path) }, new RecordingObserver(), stop.Token));
        Assert.True(File.Exists(path));

        int evaluated = 0;
        statistic.AfterEvaluation = _ => Interlocked.Increment(ref evaluated);
        BootstrapResult resumed = Bootstrap.Run(
            statistic, Options(BootstrapFactor.Both, 3000, 0, 2) with { Checkpoint = new CheckpointFile(path) }, new RecordingObserver(), default);
        Assert.Equal(whole, resumed.Draws(new Contrast(0)));

        // 1,024 draws of two stretches are not made again; each draw is evaluated twice, the probe and the observed sample besides.
        Assert.InRange(evaluated, 2 * 1000, 2 * (3000 - 1024) + 10);
    }

    [Fact]
    public void Run_CheckpointOfAnotherRun_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("run.ckpt");
        Bootstrap.Run(new MeanStatistic(s_values), Options(BootstrapFactor.Subject, 50, 0, 1) with { Checkpoint = new CheckpointFile(path) }, new RecordingObserver(), default);
        foreach ((double[] values, long seed, int count) in new[] { (s_values, 1L, 50), (s_values, 0L, 60), (s_values.Reverse().ToArray(), 0L, 50) })
        {
            DnnBrainException error = Assert.Throws<DnnBrainException>(() => Bootstrap.Run(
                new MeanStatistic(values), Options(BootstrapFactor.Subject, count, seed, 1) with { Checkpoint = new CheckpointFile(path) }, new RecordingObserver(), default));
            Assert.Equal("CheckpointMismatch", error.ErrorId);
        }
    }

    [Fact]
    public void Open_DamagedCheckpoint_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("run.ckpt");
        Bootstrap.Run(new MeanStatistic(s_values), Options(BootstrapFactor.Subject, 50, 0, 1) with { Checkpoint = new CheckpointFile(path) }, new RecordingObserver(), default);
        byte[] content = File.ReadAllBytes(path);
        content[100] ^= 1;
        File.WriteAllBytes(path, content);
        Assert.Equal("CheckpointInvalid", Assert.ThrowsAny<DnnBrainException>(() => new CheckpointFile(path)).ErrorId);
        File.WriteAllText(path, "Name,Value\n");
        Assert.Equal("CheckpointInvalid", Assert.ThrowsAny<DnnBrainException>(() => new CheckpointFile(path)).ErrorId);
        Assert.Equal("FolderNotFound", Assert.ThrowsAny<DnnBrainException>(() => new CheckpointFile(folder.File("no/run.ckpt"))).ErrorId);
        Assert.Equal("PathIsFolder", Assert.ThrowsAny<DnnBrainException>(() => new CheckpointFile(System.IO.Path.GetDirectoryName(path)!)).ErrorId);
    }

    [Fact]
    public void Run_OneSubjectOrTooFewStimuliOrDraws_IsRefused()
    {
        Assert.Equal("SubjectTooFew", Assert.Throws<DnnBrainException>(() => Run(new MeanStatistic([1]), BootstrapFactor.Subject, 10)).ErrorId);
        Assert.Equal("SubjectTooFew", Assert.Throws<DnnBrainException>(() => Run(new AdditiveStatistic([1], [1, 2, 3, 4]), BootstrapFactor.Both, 10)).ErrorId);
        Assert.Equal("StimulusTooFew", Assert.Throws<DnnBrainException>(() => Run(new AdditiveStatistic([1, 2], [1, 2, 3]), BootstrapFactor.Both, 10)).ErrorId);
        Assert.Equal("BootstrapCountInvalid", Assert.Throws<DnnBrainException>(() => Run(new MeanStatistic(s_values), BootstrapFactor.Subject, 1)).ErrorId);
        Assert.Equal("ThreadCountInvalid", Assert.Throws<DnnBrainException>(() => Run(new MeanStatistic(s_values), BootstrapFactor.Subject, 10, threads: 0)).ErrorId);
    }

    [Fact]
    public void Interval_QuantilesOfBothFactors_AreRefused()
    {
        BootstrapResult result = Run(new AdditiveStatistic(s_values, [0.3, 2.9, 1.1, 5.2]), BootstrapFactor.Both, 50);
        Assert.Equal("IntervalMethodInvalid", Assert.Throws<DnnBrainException>(() => result.Interval(new Contrast(0), 0.95, IntervalMethod.Bca)).ErrorId);
        Assert.Equal("ConfidenceLevelInvalid", Assert.Throws<DnnBrainException>(() => result.Interval(new Contrast(0), 1)).ErrorId);
    }

    [Fact]
    public void Interval_BcaOfMean_EqualsFromDrawsAndJackknife()
    {
        BootstrapResult result = Run(new MeanStatistic(s_values), BootstrapFactor.Subject, 500);
        double[] jackknife = [.. s_values.Select(v => (s_values.Sum() - v) / 7)];
        Interval expected = BootstrapInterval.Bca(result.Draws(new Contrast(0)), s_values.Average(), jackknife, BootstrapInterval.ExpandedLevel(0.9, 8, result.DegreesOfFreedom(new Contrast(0))));
        Interval actual = result.Interval(new Contrast(0), 0.9, IntervalMethod.Bca);
        Assert.Equal(expected.Low, actual.Low, 1e-12);
        Assert.Equal(expected.High, actual.High, 1e-12);
    }

    [Fact]
    public void Test_Maximum_LiesBetweenRawAndHolm()
    {
        // Two values that are the same are one test: the maximum knows, Holm does not.
        BootstrapResult result = Run(new MeanStatistic(s_values) { Copies = 5 }, BootstrapFactor.Subject, 4000);
        Contrast[] all = [.. Enumerable.Range(0, 5).Select(i => new Contrast(i))];
        ContrastTest maximum = result.Test(all, Alternative.TwoSided, Correction.Maximum)[0];
        ContrastTest holm = result.Test(all, Alternative.TwoSided, Correction.Holm)[0];
        ContrastTest none = result.Test(all, Alternative.TwoSided, Correction.None)[0];
        Assert.Equal(none.PValue, none.AdjustedPValue);
        Assert.Equal(5 * none.PValue, holm.AdjustedPValue, 1e-15);
        Assert.InRange(maximum.AdjustedPValue, none.PValue, none.PValue + 0.01);
        Assert.Equal(0, result.Estimate(new Contrast(0, 1)), 1e-15);
    }

    private static BootstrapResult Run(IWeightedStatistic statistic, BootstrapFactor factor, int count, long seed = 0, int threads = 2) =>
        Bootstrap.Run(statistic, Options(factor, count, seed, threads), new RecordingObserver(), default);

    private static BootstrapOptions Options(BootstrapFactor factor, int count, long seed, int threads) =>
        new() { Factor = factor, Count = count, Seed = seed, MaxThreads = threads };

    private static double Variance(double[] values) => values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Length - 1);
}
