using DnnBrain.Activations;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Metrics;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Dissimilarities that are equal have the same bits, or rank correlations of RDMs would see an order in rounding.</summary>
public class RdmTieTests : TensorTest
{
    [Fact]
    public void Build_AllOrdersOfFiveUnits_HaveTwentySpearmanDissimilarities()
    {
        // 1 − ρ = Σd²/20 for five units without ties, and Σd² is 2, 4, … 40.
        double[][] orders = [.. Orders([1, 2, 3, 4, 5])];
        Rdm rdm = Build("Spearman", [.. orders.SelectMany(order => order)], orders.Length);
        Assert.Equal(Enumerable.Range(1, 20).Select(k => k / 10.0), rdm.Dissimilarity.Distinct().Order(), (a, b) => Math.Abs(a - b) < 1e-15);
        for (int i = 0; i < orders.Length; i++)
        {
            double squares = orders[0].Zip(orders[i], (x, y) => (x - y) * (x - y)).Sum();
            Assert.Equal(squares / 20, i == 0 ? 0 : rdm[0, i], 1e-15);
        }
    }

    [Fact]
    public void Build_OrdersThatNearlyCoincide_KeepTheirDigits()
    {
        // Two neighbours exchanged: Σd² = 2. Two neighbours tied: twice the centred ranks have the squared lengths l and l − 2 and the product l − 2.
        const int Units = 1000;
        double[] x = [.. Enumerable.Range(0, Units).Select(i => (double)i)];
        double[] exchanged = [.. x];
        (exchanged[^1], exchanged[^2]) = (exchanged[^2], exchanged[^1]);
        double[] tied = [.. x];
        tied[^1] = tied[^2];
        Rdm rdm = Build("Spearman", [.. x, .. exchanged, .. tied], 3);
        double length = ((double)Units * Units * Units - Units) / 3;
        Assert.Equal(4 / length, rdm[0, 1], 1e-13 * rdm[0, 1]);
        Assert.Equal(2 / length / (1 + Math.Sqrt(1 - (2 / length))), rdm[0, 2], 1e-13 * rdm[0, 2]);
    }

    [Theory]
    [InlineData("SquaredEuclidean", 0)]
    [InlineData("SquaredEuclidean", 1e4)]
    [InlineData("Euclidean", 0)]
    [InlineData("MeanSquaredEuclidean", 0)]
    public void Build_ZerosAndOnes_GiveExactDistances(string metric, double offset)
    {
        // Whole numbers of units that differ. Of 13 stimuli no mean of a unit is a binary fraction.
        const int Stimuli = 13;
        const int Units = 50;
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, Stimuli * Units).Select(_ => random.Next(4) / 3)];
        Rdm rdm = Build(metric, [.. values.Select(value => value + offset)], Stimuli);
        for (int i = 0; i < Stimuli; i++)
        {
            for (int j = i + 1; j < Stimuli; j++)
            {
                double differ = Enumerable.Range(0, Units).Count(unit => values[(i * Units) + unit] != values[(j * Units) + unit]);
                Assert.Equal(metric == "Euclidean" ? Math.Sqrt(differ) : metric == "SquaredEuclidean" ? differ : differ / Units, rdm[i, j]);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Build_TwoUnits_AreCorrelatedOrOpposite(bool fromGram)
    {
        // A line through two points: 1 − r is 0 or 2.
        const int Stimuli = 40;
        var random = new Random(4);
        double[] values = [.. Enumerable.Range(0, 2 * Stimuli).Select(_ => (double)(float)random.NextDouble())];
        var patterns = new ArrayPatterns(Stimuli, values);
        var options = new RdmOptions { Metric = RdmMetric.Correlation };
        Rdm rdm = fromGram
            ? GramRdmBuilder.Build(ActivationGramBuilder.Build(patterns, 1L << 20, SilentObserver.Instance, default), options, SilentObserver.Instance)
            : RdmBuilder.Build(patterns, options, SilentObserver.Instance, default);
        Assert.Equal([0, 2], rdm.Dissimilarity.Distinct().Order());
    }

    private static Rdm Build(string metric, double[] values, int stimuli) =>
        RdmBuilder.Build(new ArrayPatterns(stimuli, values), new RdmOptions { Metric = RdmMetric.Parse(metric) }, SilentObserver.Instance, default);

    private static IEnumerable<double[]> Orders(double[] values) => values.Length == 1
        ? [values]
        : values.SelectMany(first => Orders([.. values.Where(value => value != first)]).Select(rest => (double[])[first, .. rest]));
}
