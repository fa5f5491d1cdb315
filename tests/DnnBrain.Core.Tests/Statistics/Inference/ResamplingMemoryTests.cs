using System.Collections.Concurrent;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

/// <summary>The memory decides how many evaluators draw, and nothing else.</summary>
public class ResamplingMemoryTests
{
    private const long Held = 10_000;
    private const long Evaluator = 1_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void LabelPermutationTest_Memory_DecidesOnThreads(int fit)
    {
        // What the test itself keeps is far below half an evaluator.
        var statistic = new Counting();
        var options = new InferenceOptions { PermutationCount = 2_000, MaxThreads = 8 };
        ResamplingResult limited = LabelPermutationTest.Run(
            statistic, options with { Memory = new MemoryLimit(Held + (fit * Evaluator) + (Evaluator / 2)) }, SilentObserver.Instance, default);
        Assert.InRange(statistic.Drawing, 1, fit);
        Assert.Equal(LabelPermutationTest.Run(new Counting(), options, SilentObserver.Instance, default).PValue, limited.PValue);
    }

    [Theory]
    [InlineData(BootstrapFactor.Stimulus, 1, 1)]
    [InlineData(BootstrapFactor.Subject, 2, 1)]
    [InlineData(BootstrapFactor.Both, 2, 2)]
    public void Bootstrap_Memory_DecidesOnThreads(BootstrapFactor factor, int threads, int evaluatorsOfThread)
    {
        var statistic = new Counting();
        var options = new BootstrapOptions { Factor = factor, Count = 500, MaxThreads = 8 };
        BootstrapResult limited = Bootstrap.Run(
            statistic,
            options with { Memory = new MemoryLimit(Held + (threads * evaluatorsOfThread * Evaluator) + (Evaluator / 2)) },
            SilentObserver.Instance,
            default);
        Assert.InRange(statistic.Drawing, 1, threads * evaluatorsOfThread);
        BootstrapResult free = Bootstrap.Run(new Counting(), options, SilentObserver.Instance, default);
        Assert.Equal(free.Draws(new Contrast(0)), limited.Draws(new Contrast(0)));
        Assert.Equal(free.StandardError(new Contrast(0)), limited.StandardError(new Contrast(0)));
    }

    [Fact]
    public void SignFlipTest_Memory_IsHeldForValues()
    {
        double[,] values = new double[1_000, 6];
        var random = new RandomStream(1, RandomPurpose.Simulation);
        for (int cell = 0; cell < 1_000; cell++)
        {
            for (int s = 0; s < 6; s++)
            {
                values[cell, s] = random.NextNormal();
            }
        }

        // 48,000 bytes of values, 40,000 of results, 32,000 and a few of one thread.
        ResamplingResult Run(MemoryLimit memory) => SignFlipTest.Run(values, new InferenceOptions { MaxThreads = 4, Memory = memory }, SilentObserver.Instance, default);
        Assert.Equal("MemoryTooSmall", Assert.Throws<DnnBrainException>(() => Run(new MemoryLimit(120_000))).ErrorId);
        Assert.Equal(Run(MemoryLimit.None).AdjustedPValue, Run(new MemoryLimit(121_000)).AdjustedPValue);
    }

    [Fact]
    public void Bootstrap_DrawsThatDoNotFit_AreRefusedBeforeTheFirst()
    {
        // 3 × 8 bytes a draw.
        var statistic = new Counting();
        var options = new BootstrapOptions { Factor = BootstrapFactor.Both, Count = 1_000_000_000, Memory = new MemoryLimit(1L << 30) };
        var error = Assert.Throws<DnnBrainException>(() => Bootstrap.Run(statistic, options, SilentObserver.Instance, default));
        Assert.Equal("MemoryTooSmall", error.ErrorId);
        Assert.Equal(0, statistic.Drawing);
    }

    /// <summary>Counts the evaluators that draw.</summary>
    private sealed class Counting : IWeightedStatistic, IStimulusStatistic
    {
        private readonly ConcurrentDictionary<object, bool> _drawing = [];

        public int Drawing => _drawing.Count;

        public int StimulusCount => 20;

        public int SubjectCount => 5;

        public int ValueCount => 1;

        public int FewestStimuli => 3;

        public int CellCount => 1;

        public double Tolerance => 0;

        public long HeldBytes => Held;

        public long EvaluatorBytes => Evaluator;

        IWeightedStatisticEvaluator IWeightedStatistic.CreateEvaluator() => new One(this);

        IStimulusStatisticEvaluator IStimulusStatistic.CreateEvaluator() => new One(this);

        private sealed class One(Counting owner) : IWeightedStatisticEvaluator, IStimulusStatisticEvaluator
        {
            public void Evaluate(ReadOnlySpan<int> labels, Span<double> cells)
            {
                // The identity is what was observed.
                if (labels[0] != 0 || labels[1] != 1)
                {
                    owner._drawing[this] = true;
                }

                cells[0] = labels[0];
                Thread.SpinWait(1_000);
            }

            public void Evaluate(long draw, ReadOnlySpan<int> stimulusWeights, ReadOnlySpan<int> subjectWeights, Span<double> values)
            {
                if (draw >= 0)
                {
                    owner._drawing[this] = true;
                }

                for (int sample = 0; sample < values.Length; sample++)
                {
                    values[sample] = stimulusWeights[0] + (0.1 * subjectWeights[sample * 5]);
                }

                Thread.SpinWait(1_000);
            }
        }
    }
}
