using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>What any statistic of the bootstrap owes it.</summary>
internal static class SampleChecks
{
    /// <summary>Several samples of subjects in one call give what each gives alone, and a sample of copies gives what the people once give.</summary>
    public static void AssertSamplesAreIndependent(IWeightedStatistic statistic)
    {
        int[] stimuli = [.. Enumerable.Range(0, statistic.StimulusCount).Select(i => i % 5 == 0 ? 2 : 1)];
        int[][] samples =
        [
            [.. Enumerable.Repeat(1, statistic.SubjectCount)],
            [.. Enumerable.Range(0, statistic.SubjectCount).Select(s => s % 3)],
            [.. Enumerable.Repeat(3, statistic.SubjectCount)],
            [.. Enumerable.Range(0, statistic.SubjectCount).Select(s => s == 0 ? 2 : s == 2 ? 1 : 0)],
        ];
        int width = statistic.RepetitionCount * statistic.ValueCount;
        double[] together = new double[samples.Length * width];
        statistic.CreateEvaluator().Evaluate(1, stimuli, [.. samples.SelectMany(sample => sample)], together);
        for (int sample = 0; sample < samples.Length; sample++)
        {
            double[] alone = new double[width];
            statistic.CreateEvaluator().Evaluate(1, stimuli, samples[sample], alone);
            for (int i = 0; i < width; i++)
            {
                Assert.Equal(alone[i], together[(sample * width) + i], 1e-12);
            }
        }

        for (int i = 0; i < width; i++)
        {
            Assert.False(double.IsNaN(together[i]));
            Assert.Equal(together[i], together[(2 * width) + i], 1e-10);
        }

        Assert.NotEqual(together[..width], together[width..(2 * width)]);
    }
}
