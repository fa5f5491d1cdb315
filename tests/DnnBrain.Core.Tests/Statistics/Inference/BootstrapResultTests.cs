using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics.Inference;

/// <summary>What follows from draws, from draws that are given: every expected value is worked out by hand.</summary>
public class BootstrapResultTests
{
    private const int Subjects = 5;
    private const int Stimuli = 20;

    private static readonly Contrast s_value = new(0);

    /// <summary>(a + b)²/(a²/4 + b²/19), between 4 and 19.</summary>
    [Theory]
    [InlineData(2.0, 1.0, 9 / ((4 / 4.0) + (1 / 19.0)))]
    [InlineData(3.0, 1.0, 16 / ((9 / 4.0) + (1 / 19.0)))]
    [InlineData(1.0, 0.0, 4.0)]
    [InlineData(0.0, 1.0, 19.0)]
    [InlineData(1.0, 2.0, 19.0)]
    [InlineData(0.0, 0.0, 4.0)]
    public void DegreesOfFreedom_BothFactors_AreSatterthwaites(double ofSubjects, double ofStimuli, double expected)
    {
        BootstrapResult result = Both(ofSubjects, ofStimuli);
        Assert.Equal(expected, result.DegreesOfFreedom(s_value), 1e-12);
    }

    [Theory]
    [InlineData(BootstrapFactor.Subject, 4)]
    [InlineData(BootstrapFactor.Stimulus, 19)]
    public void DegreesOfFreedom_OneFactor_AreItsCountLessOne(BootstrapFactor factor, double expected)
    {
        Assert.Equal(expected, OneFactor(factor, [1, 2, 3]).DegreesOfFreedom(s_value));
    }

    [Fact]
    public void DegreesOfFreedom_OneUnitDecides_AreFewer()
    {
        // Deviations 4, −1, −1, −1, −1 have κ = 5 · 260/20² = 3.25: 2/(2/4 + 0.25/5). Even ones, missing ones and ones without any spread have n − 1.
        double Of(params double[] withoutOne) =>
            new BootstrapResult(BootstrapFactor.Subject, Stimuli, 5, 1, false, [3], [[1, 2]], (_, _) => [[.. withoutOne.Select(value => new[] { value })]]).DegreesOfFreedom(s_value);
        Assert.Equal(2 / 0.55, Of(8, 3, 3, 3, 3), 1e-12);
        Assert.Equal(4, Of(1, 2, 3, 4, 5));
        Assert.Equal(4, Of(1, 2, double.NaN, 4, 5));
        Assert.Equal(4, Of(3, 3, 3, 3, 3));
    }

    [Fact]
    public void Test_BothFactors_TakesPAndIntervalFromTheseDegreesOfFreedom()
    {
        BootstrapResult result = Both(2, 1);
        double freedom = 9 / (1 + (1 / 19.0));
        double error = result.StandardError(s_value);
        ContrastTest test = result.Test([s_value], Alternative.TwoSided, Correction.None)[0];
        Assert.Equal(freedom, test.DegreesOfFreedom, 1e-12);
        Assert.Equal(2 * MathNet.Numerics.Distributions.StudentT.CDF(0, 1, freedom, -3 / error), test.PValue, 1e-12);
        Interval interval = result.Interval(s_value, 0.9);
        double half = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, freedom, 0.95) * error;

        // InvCDF is a search that ends at about 1e-8.
        Assert.Equal(3 - half, interval.Low, 1e-6);
        Assert.Equal(3 + half, interval.High, 1e-6);
    }

    [Fact]
    public void StandardError_DifferenceOfTwoValues_IsThatOfTheirDifference()
    {
        // Values rise together: each alone varies by 4, their difference by 1.
        var result = new BootstrapResult(BootstrapFactor.Subject, Stimuli, Subjects, 1, false, [3, 1], [[0, 0, 2, 1, 4, 2]], (_, _) => []);
        Assert.Equal(3, result.DrawCount);
        Assert.Equal([0.0, 1, 2], result.Draws(new Contrast(0, 1)));
        Assert.Equal(2, result.Estimate(new Contrast(0, 1)));
        Assert.Equal(Math.Sqrt(1 * 5 / 4.0), result.StandardError(new Contrast(0, 1)), 1e-14);
        Assert.Equal(Math.Sqrt(4 * 5 / 4.0), result.StandardError(s_value), 1e-14);
    }

    [Fact]
    public void StandardError_PairsOfStimuli_TakesOffWhatTheJackknifeDoesNotSee()
    {
        // Means without one of four numbers: their jackknife variance is s²/n. Draws that spread 1.2 times as much leave 0.8 of it.
        double[] x = [1, 4, 2, 7];
        double ofMean = x.Sum(value => (value - 3.5) * (value - 3.5)) / 3 / 4;
        double[][] withoutOne = [.. x.Select(value => new[] { (14 - value) / 3 })];
        double half = Math.Sqrt(1.2 * ofMean * 3 / 4 / 2);
        var result = new BootstrapResult(BootstrapFactor.Stimulus, 4, Subjects, 1, true, [3.5], [[3.5 - half, 3.5 + half]], (_, _) => [withoutOne]);
        Assert.Equal(Math.Sqrt(0.8 * ofMean), result.StandardError(s_value), 1e-12);
    }

    [Fact]
    public void StandardError_PairsOfStimuliAndWideJackknife_IsTheJackknifes()
    {
        double[] x = [1, 4, 2, 7];
        double ofMean = x.Sum(value => (value - 3.5) * (value - 3.5)) / 3 / 4;
        double[][] withoutOne = [.. x.Select(value => new[] { (14 - value) / 3 })];
        double half = Math.Sqrt(0.9 * ofMean * 3 / 4 / 2);
        var result = new BootstrapResult(BootstrapFactor.Stimulus, 4, Subjects, 1, true, [3.5], [[3.5 - half, 3.5 + half]], (_, _) => [withoutOne]);
        Assert.Equal(Math.Sqrt(ofMean), result.StandardError(s_value), 1e-12);

        // With folds a jackknife is too wide, and says nothing of single stimuli either.
        var folds = new BootstrapResult(BootstrapFactor.Stimulus, 4, Subjects, 1, true, [3.5], [[3.5 - half, 3.5 + half]], (_, _) => [[[8], [3], [3], [3]]]) { HasFolds = true };
        Assert.Equal(Math.Sqrt(0.9 * ofMean), folds.StandardError(s_value), 1e-12);
        Assert.Equal(3, folds.DegreesOfFreedom(s_value));
        Assert.Equal(3, folds.WithObserved([3]).DegreesOfFreedom(s_value));
    }

    [Fact]
    public void StandardError_CeilingsOverSubjects_AreTheJackknifes()
    {
        // Two values, the second a ceiling: draws give the first its variance, of 5/4 · 1; samples without one subject the second's: 4/5 Σ(x − 3)² with Σ = 10.
        double[][] withoutOne = [.. Enumerable.Range(1, 5).Select(value => new double[] { 0, value })];
        var result = new BootstrapResult(BootstrapFactor.Subject, Stimuli, Subjects, 1, true, [3, 3], [[2, 20, 3, 40, 4, 60]], (_, _) => [withoutOne]) { FirstPooledValue = 1 };
        Assert.Equal(Math.Sqrt(5 / 4.0), result.StandardError(s_value), 1e-12);
        Assert.Equal(Math.Sqrt(8), result.StandardError(new Contrast(1)), 1e-12);
        Assert.Equal(0, result.StandardError(new Contrast(1, 1)), 1e-12);

        // With two subjects a sample without one has no ceiling, and there is no interval.
        double[][] none = [.. Enumerable.Range(1, 2).Select(_ => new[] { 0, double.NaN })];
        var two = new BootstrapResult(BootstrapFactor.Subject, Stimuli, 2, 1, true, [3, 3], [[2, 20, 3, 20, 4, 20]], (_, _) => [none]) { FirstPooledValue = 1 };
        Assert.Equal(Interval.None, two.Interval(new Contrast(1), 0.95));
    }

    [Fact]
    public void StandardError_PairsOfStimuliAndSubjects_ComesFromSlopesOfEverybodyAndOfDrawnSubjects()
    {
        // Slopes 1, 4, 2, 7 around 3.5 have squares of 21; of the drawn samples one has them 1.2 times as large, one has no value.
        double[] slope = [1, 4, 2, 7];
        double[][] Reweighed(int weight, double scale) => [.. slope.Select(value => new[] { 5 + ((weight - 1) * scale * value) })];
        double[][] undefined = [.. slope.Select(_ => new[] { double.NaN })];
        var result = new BootstrapResult(
            BootstrapFactor.Both,
            4,
            Subjects,
            1,
            true,
            [3.5],
            [Draws(90), Draws(30), Draws(25)],
            (ofSubjects, weight) => ofSubjects ? throw new InvalidOperationException() : [Reweighed(weight, 1), Reweighed(weight, 1.2), undefined, Reweighed(weight, 1)]);
        VarianceEstimate expected = PairwiseTwoFactorVariance.Estimate(new PairwiseSpread
        {
            StimulusCount = 4,
            SubjectCount = Subjects,
            Both = 90,
            Subject = 30,
            Stimulus = 25,
            Slope = 21,
            DrawnSlope = 21 * (1 + 1.44) / 2,

            // SciPy 1.10: kurtosis([1, 4, 2, 7], bias=False).
            ExcessKurtosis = -2 / 7.0,
        });
        Assert.Equal(Math.Sqrt(expected.Value), result.StandardError(s_value), 1e-12);
        Assert.Equal(expected.DegreesOfFreedom, result.DegreesOfFreedom(s_value), 1e-12);
    }

    [Fact]
    public void StandardError_PairsOfStimuliWithFolds_IsThePublishedEstimate()
    {
        // Samples with a stimulus twice are not asked for, those without one say how unequally stimuli contribute.
        double[] Repeated(double variance) => [.. Draws(variance).SelectMany(draw => new[] { draw, draw })];
        double[][] withoutOne = [.. Enumerable.Range(0, Stimuli).Select(i => new[] { i % 5 == 0 ? 5.0 : 0 })];
        var result = new BootstrapResult(
            BootstrapFactor.Both,
            Stimuli,
            Subjects,
            2,
            true,
            [3.5],
            [Repeated(3), Repeated(1), Repeated(1.5)],
            (ofSubjects, weight) => ofSubjects || weight > 0 ? throw new InvalidOperationException() : [withoutOne]);
        Assert.Equal(Math.Sqrt(TwoFactorVariance.Estimate(3, 1, 1.5, Subjects, Stimuli)), result.StandardError(s_value), 1e-12);

        // A fifth of the values away from all others: κ = (1 − 3 · 0.16)/0.16 = 3.25.
        double ofStimulus = 2 / ((2.0 / (Stimuli - 1)) + (0.25 / Stimuli));
        (double ofSubjects, double ofStimuli) = (1 * 5 / 4.0, 1.5 * 20 / 19);
        double expected = (ofSubjects + ofStimuli) * (ofSubjects + ofStimuli) / ((ofSubjects * ofSubjects / 4) + (ofStimuli * ofStimuli / ofStimulus));
        Assert.Equal(expected, result.DegreesOfFreedom(s_value), 1e-12);
    }

    [Fact]
    public void StandardError_Repetitions_TakesFoldsOffTheDrawsAndAddsThemToTheObservedMean()
    {
        // Draws 1 3, 2 2, 6 4: means 2, 2, 5 with variance 3; single repetitions have 7 and 1, on average 4. So 2·3 − 4 = 2 is without folds, and
        // one assignment to folds adds (4 − 3)·2 = 2, half of it to a mean of two.
        var result = new BootstrapResult(BootstrapFactor.Subject, Stimuli, 8, 2, false, [0], [[1, 3, 2, 2, 6, 4]], (_, _) => []);
        Assert.Equal(3, result.DrawCount);
        Assert.Equal(Math.Sqrt((2 * 8 / 7.0) + 1), result.StandardError(s_value), 1e-14);

        // Five assignments of the observed sample have a variance of 2.5, their mean a fifth of it.
        BootstrapResult observed = result.WithObserved([1, 2, 3, 4, 5]);
        Assert.Equal(3, observed.Estimate(s_value));
        Assert.Equal(Math.Sqrt((2 * 8 / 7.0) + 0.5), observed.StandardError(s_value), 1e-14);

        // A single one tells nothing of folds; the draws do.
        Assert.Equal(Math.Sqrt((2 * 8 / 7.0) + 1), result.WithObserved([7]).StandardError(s_value), 1e-14);
    }

    [Fact]
    public void StandardError_DrawsWithoutAValue_AreLeftOut()
    {
        Assert.Equal(Math.Sqrt(2 * 5 / 4.0), OneFactor(BootstrapFactor.Subject, [1, double.NaN, 3]).StandardError(s_value), 1e-14);
        Assert.Equal(double.NaN, OneFactor(BootstrapFactor.Subject, [1, double.NaN, double.NaN]).StandardError(s_value));
        Assert.Equal(double.NaN, OneFactor(BootstrapFactor.Subject, [1, double.NaN, double.NaN]).Test([s_value], Alternative.Greater, Correction.Maximum)[0].AdjustedPValue);
    }

    [Fact]
    public void MeanOverRepetitions_Values_AreAveragedOneByOne()
    {
        Assert.Equal([3.0, 20], BootstrapResult.MeanOverRepetitions([1, 10, 3, 20, 5, 30], 2), (x, y) => Math.Abs(x - y) < 1e-12);
    }

    /// <summary>
    /// Four draws of two values, which lie 2, 2, 1, 1 and 1, 3, 1, 2 from the observed ones on either side, and −2, 2, −1, 1 and 1, 3, −1, −2 on one: their p are 2, 2, 4, 4
    /// and 4, 1, 4, 2 quarters, or 4, 1, 3, 2 and 2, 1, 3, 4, so the smallest under each draw are 2, 1, 4, 2 or 2, 1, 3, 2.
    /// </summary>
    [Theory]
    [InlineData(Alternative.TwoSided, 0.1, 2, 0.2)]
    [InlineData(Alternative.TwoSided, 0.24, 2, 0.4)]
    [InlineData(Alternative.TwoSided, 0.25, 2, 0.4)]
    [InlineData(Alternative.TwoSided, 0.5, 2, 0.8)]
    [InlineData(Alternative.TwoSided, 0.74, 2, 0.8)]
    [InlineData(Alternative.TwoSided, 0.9, 2, 0.9)]
    [InlineData(Alternative.TwoSided, 0.1, 1, 0.1)]
    [InlineData(Alternative.Greater, 0.49, 2, 0.4)]
    [InlineData(Alternative.Greater, 0.75, 2, 1)]
    public void Adjust_ByTheMaximum_CountsDrawsAsImprobableAsTheValue(Alternative alternative, double p, int family, double adjusted)
    {
        double[][] draws = [[1, 5, 2, 4], [6, 8, 4, 3]];
        double[] both = [p, family == 2 ? 1 : double.NaN];
        double[] actual = MaximumOfDraws.Adjust(draws, [3, 5], both, alternative);
        Assert.Equal(Math.Max(p, adjusted), actual[0], 1e-12);
        Assert.Equal(both[1], actual[1]);
    }

    [Fact]
    public void Adjust_DrawsWithoutAValue_LeavesThemOut()
    {
        double[] adjusted = MaximumOfDraws.Adjust([[1, double.NaN, 2, 4], [6, 8, double.NaN, 3]], [3, 5], [0.4, 0.9], Alternative.TwoSided);
        Assert.Equal([0.6, 0.9], adjusted, (x, y) => Math.Abs(x - y) < 1e-12);
    }

    private static double[] Draws(double variance) => [3.5 - Math.Sqrt(variance / 2), 3.5 + Math.Sqrt(variance / 2)];

    private static BootstrapResult OneFactor(BootstrapFactor factor, double[] draws) => new(factor, Stimuli, Subjects, 1, false, [3], [draws], (_, _) => []);

    private static BootstrapResult Both(double ofSubjects, double ofStimuli) => new(
        BootstrapFactor.Both,
        Stimuli,
        Subjects,
        1,
        false,
        [3],
        [Draws(3), Draws(ofSubjects * 4 / 5), Draws(ofStimuli * 19 / 20)],
        (_, _) => []);
}
