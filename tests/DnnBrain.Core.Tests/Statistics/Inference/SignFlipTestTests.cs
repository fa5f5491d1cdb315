using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

public class SignFlipTestTests
{
    [Fact]
    public void Run_AllPositive_IsTwoToTheMinusSubjects()
    {
        double[,] values = { { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8 } };
        ResamplingResult result = SignFlipTest.Run(values, new InferenceOptions(), SilentObserver.Instance, default);
        Assert.True(result.IsExact);
        Assert.Equal(255, result.DrawCount);
        Assert.Equal(1 / 256.0, result.PValue[0], 1e-15);
        Assert.Equal(0.45, result.Observed[0], 1e-15);
    }

    [Fact]
    public void Run_TwoSided_CountsBothTails()
    {
        double[,] values = { { -0.1, -0.2, -0.3, -0.4 }, { 0.4, 0.2, 0.1, -0.1 } };
        var options = new InferenceOptions { Alternative = Alternative.TwoSided };
        ResamplingResult result = SignFlipTest.Run(values, options, SilentObserver.Instance, default);

        // By hand, of the 16 flips: |mean| ≥ 0.25 for ±(all the same sign); sums of ±0.4 ±0.2 ±0.1 ±0.1 reach 0.6 in absolute
        // value with + + (+ +), (+ −), (− +) and their mirror images.
        Assert.Equal(2 / 16.0, result.PValue[0], 1e-15);
        Assert.Equal(6 / 16.0, result.PValue[1], 1e-15);
        Assert.Equal(2 / 16.0, result.AdjustedPValue[0], 1e-15);
    }

    [Fact]
    public void Run_SubjectMissingInACell_IsLeftOutThere()
    {
        double[,] values = { { 0.1, 0.2, 0.3 }, { 0.5, double.NaN, 0.7 } };
        ResamplingResult result = SignFlipTest.Run(values, new InferenceOptions(), SilentObserver.Instance, default);
        Assert.Equal(0.6, result.Observed[1], 1e-15);
        Assert.Equal(1 / 8.0, result.PValue[0], 1e-15);
        Assert.Equal(2 / 8.0, result.PValue[1], 1e-15);
    }

    [Fact]
    public void Run_OneSubject_GivesNaN()
    {
        ResamplingResult result = SignFlipTest.Run(new double[,] { { 0.3 } }, new InferenceOptions(), SilentObserver.Instance, default);
        Assert.Equal(double.NaN, result.PValue[0]);
        Assert.Equal(double.NaN, result.AdjustedPValue[0]);
    }

    [Fact]
    public void Run_ManySubjects_DrawsAtRandomAndAlikeOnTwoThreads()
    {
        double[,] values = new double[1, 40];
        for (int s = 0; s < 40; s++)
        {
            values[0, s] = Math.Sin(s) + 0.2;
        }

        ResamplingResult Run(int threads) => SignFlipTest.Run(values, new InferenceOptions { MaxThreads = threads, Seed = 9 }, SilentObserver.Instance, default);
        Assert.False(Run(1).IsExact);
        Assert.Equal(Run(1).PValue, Run(2).PValue);

        // The mean of sign flips is close to normal with variance Σv²/S².
        double mean = 0;
        double variance = 0;
        foreach (double v in values)
        {
            mean += v / 40;
            variance += v * v / 1600;
        }

        double p = 1 - MathNet.Numerics.Distributions.Normal.CDF(0, 1, mean / Math.Sqrt(variance));
        Assert.InRange(Run(1).PValue[0], p - 0.015, p + 0.015);
    }
}
