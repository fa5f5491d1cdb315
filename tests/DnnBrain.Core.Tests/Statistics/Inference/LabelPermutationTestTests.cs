using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

public class LabelPermutationTestTests
{
    [Fact]
    public void Run_FewStimuli_EnumeratesEveryOtherOrderOnce()
    {
        var statistic = new OrderRecorder(4);
        ResamplingResult result = LabelPermutationTest.Run(statistic, new InferenceOptions { PermutationCount = 23 }, SilentObserver.Instance, default);
        Assert.True(result.IsExact);
        Assert.Equal(23, result.DrawCount);
        string[] drawn = [.. statistic.Orders.Skip(1)];
        Assert.Equal(23, drawn.Distinct().Count());
        Assert.DoesNotContain("0,1,2,3", drawn);
    }

    [Fact]
    public void Run_FewerPermutationsThanThereAre_DrawsThemAtRandom()
    {
        var statistic = new OrderRecorder(4);
        ResamplingResult result = LabelPermutationTest.Run(statistic, new InferenceOptions { PermutationCount = 22 }, SilentObserver.Instance, default);
        Assert.False(result.IsExact);
        Assert.Equal(22, result.DrawCount);
    }

    [Fact]
    public void Run_OneOrTwoThreads_GivesTheSameBits()
    {
        var statistic = new FirstLabels(30);
        ResamplingResult Run(int threads) => LabelPermutationTest.Run(
            statistic,
            new InferenceOptions { PermutationCount = 5000, Seed = 3, MaxThreads = threads },
            SilentObserver.Instance,
            default);
        ResamplingResult one = Run(1);
        ResamplingResult two = Run(2);
        Assert.Equal(one.PValue, two.PValue);
        Assert.Equal(one.AdjustedPValue, two.AdjustedPValue);
    }

    [Fact]
    public void Run_KnownProbability_IsEstimated()
    {
        // Cell c is label c; the observed labels are 0, 1, 2. A label is at least k in (30 − k) of 30 orders; the largest of
        // three labels is at least 2 unless ... it never is below 2.
        ResamplingResult result = LabelPermutationTest.Run(
            new FirstLabels(30),
            new InferenceOptions { PermutationCount = 20_000 },
            SilentObserver.Instance,
            default);

        // Four standard errors of a share of 20,000.
        Assert.Equal(1, result.PValue[0]);
        Assert.InRange(result.PValue[1], (29 / 30.0) - 0.0051, (29 / 30.0) + 0.0051);
        Assert.InRange(result.PValue[2], (28 / 30.0) - 0.0071, (28 / 30.0) + 0.0071);
        Assert.Equal(1, result.AdjustedPValue[2]);
    }

    [Fact]
    public void Run_OtherSeed_GivesOtherNumbers()
    {
        double P(long seed) => LabelPermutationTest.Run(
            new FirstLabels(30),
            new InferenceOptions { PermutationCount = 1000, Seed = seed },
            SilentObserver.Instance,
            default).PValue[2];
        Assert.NotEqual(P(1), P(2));
    }

    [Fact]
    public void Run_NoPermutations_GivesNaN()
    {
        ResamplingResult result = LabelPermutationTest.Run(
            new FirstLabels(30),
            new InferenceOptions { PermutationCount = 0 },
            SilentObserver.Instance,
            default);
        Assert.All(result.PValue, p => Assert.Equal(double.NaN, p));
        Assert.Equal([0, 1, 2], result.Observed);
    }

    [Fact]
    public void Run_NegativeCountOrNoThread_IsRefused()
    {
        var negative = Assert.Throws<DnnBrainException>(() => LabelPermutationTest.Run(
            new FirstLabels(5), new InferenceOptions { PermutationCount = -1 }, SilentObserver.Instance, default));
        Assert.Equal("PermutationCountInvalid", negative.ErrorId);
        var threads = Assert.Throws<DnnBrainException>(() => LabelPermutationTest.Run(
            new FirstLabels(5), new InferenceOptions { MaxThreads = 0 }, SilentObserver.Instance, default));
        Assert.Equal("ThreadCountInvalid", threads.ErrorId);
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var statistic = new FirstLabels(30) { OnEvaluate = source.Cancel };
        Assert.ThrowsAny<OperationCanceledException>(() => LabelPermutationTest.Run(
            statistic,
            new InferenceOptions { PermutationCount = int.MaxValue },
            SilentObserver.Instance,
            source.Token));
    }

    [Fact]
    public void Run_ToTheEnd_ReportsAllDraws()
    {
        var observer = new RecordingObserver();
        LabelPermutationTest.Run(new FirstLabels(30), new InferenceOptions { PermutationCount = 100, MaxThreads = 1 }, observer, default);
        Assert.Equal(new RunProgress("Permuting stimulus labels", 100, 100, "permutations"), observer.Latest);
    }

    /// <summary>Three cells that are the first three labels.</summary>
    private sealed class FirstLabels(int stimulusCount) : IStimulusStatistic, IStimulusStatisticEvaluator
    {
        public Action? OnEvaluate { get; init; }

        public int CellCount => 3;

        public int StimulusCount => stimulusCount;

        public double Tolerance => 0;

        public long HeldBytes => 0;

        public long EvaluatorBytes => 0;

        public IStimulusStatisticEvaluator CreateEvaluator() => this;

        public void Evaluate(ReadOnlySpan<int> labels, Span<double> cells)
        {
            OnEvaluate?.Invoke();
            for (int cell = 0; cell < cells.Length; cell++)
            {
                cells[cell] = labels[cell];
            }
        }
    }

    /// <summary>Keeps the orders it is asked for.</summary>
    private sealed class OrderRecorder(int stimulusCount) : IStimulusStatistic, IStimulusStatisticEvaluator
    {
        public List<string> Orders { get; } = [];

        public int CellCount => 1;

        public int StimulusCount => stimulusCount;

        public double Tolerance => 0;

        public long HeldBytes => 0;

        public long EvaluatorBytes => 0;

        public IStimulusStatisticEvaluator CreateEvaluator() => this;

        public void Evaluate(ReadOnlySpan<int> labels, Span<double> cells)
        {
            lock (Orders)
            {
                Orders.Add(string.Join(",", labels.ToArray()));
            }
        }
    }
}
