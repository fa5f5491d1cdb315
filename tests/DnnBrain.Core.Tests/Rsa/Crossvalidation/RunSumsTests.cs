using DnnBrain.Rsa;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Crossvalidation;
using DnnBrain.Rsa.Metrics;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Crossvalidation;

public class RunSumsTests : TensorTest
{
    // Two units; condition a in both runs, twice in the first, b in the second run only.
    private static readonly double[] s_values = [1, 2, 3, 5, 10, 20, 100, double.NaN];
    private static readonly ConditionRows s_rows = new PatternDesign(["s0", "s1", "s2", "s3"], ["a", "a", "a", "b"], ["r1", "r1", "r2", "r2"]).Group(["s0", "s1", "s2", "s3"], "x");

    [Fact]
    public void Read_Runs_AreSideBySideInTheOrderAskedFor()
    {
        AssertRead([10, 20, 4, 7, 100, double.NaN, 0, 0], new RunSums(new ArrayPatterns(4, s_values), s_rows, [1, 0], center: null, counts: false));
        AssertRead([4, 7, 0, 0], new RunSums(new ArrayPatterns(4, s_values), s_rows, [0], center: null, counts: false));

        // The centre comes off every measurement: off two of them twice.
        AssertRead([2, 5, 0, 0], new RunSums(new ArrayPatterns(4, s_values), s_rows, [0], center: [1, 1], counts: false));
    }

    [Fact]
    public void Read_Counts_LeavesOutWhatIsMissing()
    {
        AssertRead(
            [4, 7, 10, 20, 2, 2, 1, 1, 0, 0, 100, 0, 0, 0, 1, 0],
            new RunSums(new ArrayPatterns(4, s_values), s_rows, [0, 1], center: null, counts: true));
    }

    [Fact]
    public void CountByRun_Conditions_AreCounted()
    {
        Assert.Equal(new int[,] { { 1, 2 }, { 1, 0 } }, new RunSums(new ArrayPatterns(4, s_values), s_rows, [1, 0], null, false).CountByRun());
        Assert.Equal(new int[,] { { 2 }, { 0 } }, new RunSums(new ArrayPatterns(4, s_values), s_rows, [0], null, false).CountByRun());
    }

    /// <summary>
    /// Rates 3 and 5 against 1 and 2 in two runs, drawn to 2 by half an observation: (x + 1)/1.5. Run 1: (5 − 2)/1.5 · ln(4/2); run 2: (3 − 1)/1.5 · ln(6/3).
    /// </summary>
    [Fact]
    public void Build_PoissonInRuns_DrawsRatesToThePriorThatIsGiven()
    {
        var design = new PatternDesign(["s0", "s1", "s2", "s3"], ["a", "b", "a", "b"], ["1", "1", "2", "2"]);
        RdmOptions options = new() { Metric = RdmMetric.CrossvalidatedPoissonKL, Design = design, PoissonPrior = new PoissonPrior(2, 0.5) };
        double actual = Assert.Single(RdmBuilder.Build(new ArrayPatterns(4, [3, 1, 5, 2]), options, new RecordingObserver(), default).Dissimilarity);
        Assert.Equal(5 / 3.0 * Math.Log(2), actual, 1e-14);

        // Without a prior: (5 − 2) ln 3 and (3 − 1) ln 2.5.
        double plain = Assert.Single(RdmBuilder.Build(new ArrayPatterns(4, [3, 1, 5, 2]), options with { PoissonPrior = new PoissonPrior(2, 0) }, new RecordingObserver(), default).Dissimilarity);
        Assert.Equal(((3 * Math.Log(3)) + (2 * Math.Log(2.5))) / 2, plain, 1e-14);
    }

    private static void AssertRead(double[] expected, RunSums sums)
    {
        double[] values = new double[2 * sums.UnitCount];
        sums.Read(0, 2, values.AsSpan());
        Assert.Equal(expected, values);
        sums.Read(1, 1, values.AsSpan());
        Assert.Equal(expected[sums.UnitCount..], values[..sums.UnitCount]);
        float[] single = new float[values.Length];
        sums.Read(0, 2, single.AsSpan());
        Assert.Equal(expected.Select(value => (float)value), single);
    }
}
