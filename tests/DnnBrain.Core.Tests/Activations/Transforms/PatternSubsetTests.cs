using DnnBrain.Activations;
using DnnBrain.Activations.Transforms;
using DnnBrain.Core.Tests.Rsa;
using Xunit;

namespace DnnBrain.Core.Tests.Activations.Transforms;

public sealed class PatternSubsetTests
{
    private static readonly double[] s_values = [.. Enumerable.Range(0, 7 * 2).Select(i => (double)(10 * (i / 2)) + (i % 2))];

    [Fact]
    public void Read_OfRowsInRunsAndOutOfOrder_GivesEachInItsPlace()
    {
        int[] rows = [4, 5, 6, 1, 0, 2, 3];
        var subset = new PatternSubset(new ArrayPatterns(7, s_values), rows);

        Assert.Equal(["s4", "s5", "s6", "s1", "s0", "s2", "s3"], subset.StimulusId);
        AllRunsEqual(subset, [.. rows.SelectMany(row => s_values[(2 * row)..(2 * (row + 1))])]);
    }

    [Fact]
    public void Read_OfUnitsInMemory_GivesThoseOfTheStimuliAskedFor() =>
        AllRunsEqual(new MemoryPatterns(new ArrayPatterns(7, s_values), 2, [.. s_values.Select(v => (float)v)]), s_values);

    [Fact]
    public void Signs_OfColumns_MakeTheFirstOfTheLargestEntriesPositive() =>
        Assert.Equal([-1, -1, 1, -1, 1], ExactPca.Signs([-3, 1, 0, 1, -2, 3, -5, 0, -2, 5, 1, 2, 0, 2, 5], columns: 5));

    [Fact]
    public void Fit_OfTwoStimuli_HasTheLineBetweenThemAsItsOneComponent()
    {
        // Variance with ddof 1 of two values at distance d is d²/2; the direction is (3, −4)/5 with the larger entry positive.
        Activation two = Layers.Of(new ActivationShape(2, 2, 1, 1), [1, 7, 4, 3]);
        var fit = (PcaTransform)ActivationConverter.Fit(
            two, new TransformOptions { Method = TransformMethod.Pca, ComponentCount = 1, Solver = PcaSolver.Exact, KeepFit = true }, SilentObserver.Instance, default);

        PrincipalComponents found = fit.Components[0];
        Assert.Equal(12.5, found.ExplainedVariance[0], 1e-12);
        Assert.Equal(1, found.ExplainedVarianceRatio[0], 1e-12);
        Assert.Equal([-0.6, 0.8], found.GetComponent(1).Select(v => Math.Round(v, 9)));
    }

    private static void AllRunsEqual(IPatternSet patterns, double[] expected)
    {
        int n = patterns.StimulusId.Count;
        for (int first = 0; first < n; first++)
        {
            for (int count = 1; count <= n - first; count++)
            {
                double[] wanted = expected[(2 * first)..(2 * (first + count))];
                double[] twice = new double[wanted.Length];
                float[] single = new float[wanted.Length];
                patterns.Read(first, count, twice.AsSpan());
                patterns.Read(first, count, single.AsSpan());
                Assert.Equal(wanted, twice);
                Assert.Equal(wanted, single.Select(v => (double)v));
            }
        }
    }
}
