using DnnBrain.Representations;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Transforms;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Clusters;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Statistics;

/// <summary>Every bound of an option, from both sides.</summary>
public class OptionsTests : TensorTest
{
    [Fact]
    public void Validate_BootstrapAndInference_RefuseWhatIsOutOfBounds()
    {
        new BootstrapOptions { Count = 2, MaxThreads = 1 }.Validate();
        new InferenceOptions { PermutationCount = 0, MaxThreads = 1 }.Validate();
        Refused("BootstrapCountInvalid", new BootstrapOptions { Count = 1 }.Validate);
        Refused("BootstrapCountInvalid", new BootstrapOptions { Count = -5 }.Validate);
        Refused("ThreadCountInvalid", new BootstrapOptions { MaxThreads = 0 }.Validate);
        Refused("ThreadCountInvalid", new InferenceOptions { MaxThreads = 0 }.Validate);
        Refused("PermutationCountInvalid", new InferenceOptions { PermutationCount = -1 }.Validate);
    }

    [Fact]
    public void Validate_Map_RefusesWhatIsOutOfBounds()
    {
        new MapStatisticOptions { ClusterFormingPValue = 0.4999, HeightExponent = 1e-3, ExtentExponent = 1e-3 }.Validate();
        foreach (double p in new[] { 0, 0.5, -0.1, double.NaN })
        {
            Refused("ClusterThresholdInvalid", new MapStatisticOptions { ClusterFormingPValue = p }.Validate);
        }

        foreach (double exponent in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Refused("ExponentInvalid", new MapStatisticOptions { HeightExponent = exponent }.Validate);
            Refused("ExponentInvalid", new MapStatisticOptions { ExtentExponent = exponent }.Validate);
        }
    }

    [Fact]
    public void Validate_Representations_RefusesWhatIsOutOfBounds()
    {
        new RepresentationComparisonOptions { VarianceShare = 1, Bandwidth = 1e-9 }.Validate();
        foreach (double share in new[] { 0, -0.5, 1.0001, double.NaN })
        {
            Refused("VarianceShareInvalid", new RepresentationComparisonOptions { VarianceShare = share }.Validate);
        }

        foreach (double bandwidth in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Refused("BandwidthInvalid", new RepresentationComparisonOptions { Bandwidth = bandwidth }.Validate);
        }

        Refused("PermutationCountInvalid", new RepresentationComparisonOptions { Inference = new InferenceOptions { PermutationCount = -1 } }.Validate);

        // Options come first: they are refused whatever there is to compare.
        Refused("VarianceShareInvalid", () => RepresentationComparer.Compare([], [], new() { VarianceShare = 2 }, SilentObserver.Instance, default));
        Refused("RepresentationMissing", () => RepresentationComparer.Compare([], [], new(), SilentObserver.Instance, default));
    }

    [Theory]
    [InlineData(-0.01, 0.5)]
    [InlineData(0.5, 1.01)]
    [InlineData(0.6, 0.5)]
    [InlineData(double.NaN, 0.5)]
    [InlineData(0.5, double.NaN)]
    public void Apply_BadQuantiles_AreRefused(double low, double high)
    {
        Rdm rdm = RsaCase(1, 2, 3, 4, 5, 6);
        var options = new RdmTransformOptions { LowQuantile = low, HighQuantile = high };
        Refused("QuantileInvalid", () => RdmTransform.Parse("Geotopological").Apply(rdm, options, SilentObserver.Instance, default));
    }

    [Fact]
    public void Apply_WidestQuantiles_ScaleFromTheSmallestToTheLargest()
    {
        Rdm rdm = RdmTransform.Parse("Geotopological").Apply(
            RsaCase(2, 3, 4, 5, 6, 4), new RdmTransformOptions { LowQuantile = 0, HighQuantile = 1 }, SilentObserver.Instance, default);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 0.5], rdm.Dissimilarity);
    }

    [Fact]
    public void Rdm_IdTwice_IsRefused()
    {
        Refused("StimulusDuplicate", () => new Rdm("x", "Euclidean", ["a", "b", "a"], [1, 2, 3], new Provenance { Operation = "test" }));
    }

    [Fact]
    public void Correlation_OtherLength_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Correlation.Pearson([1, 2, 3], [1, 2]));
        Assert.Throws<ArgumentException>(() => Correlation.Spearman([1, 2], [1, 2, 3]));
    }

    [Fact]
    public void LeastSquares_OtherShapeOrPenalty_IsRefused()
    {
        foreach (double[,] gram in new[] { new double[2, 3], new double[3, 2], new double[3, 3] })
        {
            Assert.Throws<ArgumentException>(() => NonNegativeLeastSquares.Solve(gram, [1, 2], 0));
            Assert.Throws<ArgumentException>(() => NonNegativeLeastSquares.SolveUnbounded(gram, [1, 2], 0));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => NonNegativeLeastSquares.Solve(new double[2, 2], [1, 2], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NonNegativeLeastSquares.SolveUnbounded(new double[2, 2], [1, 2], -1));
    }

    /// <summary>
    /// Of 2³² numbers 8/3 fall on each of 3 · 2²⁹: without rejection, three on those that leave 0 or 1 when divided by 3 and two on the others, which would come in a quarter
    /// of draws instead of a third.
    /// </summary>
    [Fact]
    public void NextInt32_BoundThatDoesNotDivide_IsWithoutBias()
    {
        const int Draws = 30_000;
        var stream = new RandomStream(21, RandomPurpose.Simulation);
        int[] count = new int[3];
        for (int i = 0; i < Draws; i++)
        {
            count[stream.NextInt32(3 << 29) % 3]++;
        }

        // Standard error √(30,000 · 2/9) = 82; the bias would be 2,500.
        Assert.All(count, one => Assert.InRange(one, 10_000 - 400, 10_000 + 400));
    }

    /// <summary>At the optimum no weight is negative, no gradient of a weight of 0 is positive and none of the others is anything but 0 (Karush, Kuhn, Tucker).</summary>
    [Fact]
    public void NonNegativeLeastSquares_AlikePredictors_IsTheOptimum()
    {
        const int K = 7;
        int zeros = 0;
        for (int problem = 0; problem < 200; problem++)
        {
            var random = new RandomStream(3, RandomPurpose.Simulation, problem);
            double[][] x = [.. Enumerable.Range(0, K).Select(_ => Enumerable.Range(0, 12).Select(_ => random.NextNormal()).ToArray())];

            // Each shares most with the one before, so that weights come in and go out again.
            for (int k = 1; k < K; k++)
            {
                x[k] = [.. x[k].Zip(x[k - 1], (own, other) => other + (0.3 * own))];
            }

            double[] y = [.. Enumerable.Range(0, 12).Select(_ => random.NextNormal())];
            double[,] gram = new double[K, K];
            double[] product = new double[K];
            for (int k = 0; k < K; k++)
            {
                product[k] = Dot(x[k], y);
                for (int j = 0; j < K; j++)
                {
                    gram[k, j] = Dot(x[k], x[j]);
                }
            }

            double[] theta = NonNegativeLeastSquares.Solve(gram, product, 0.01);
            for (int k = 0; k < K; k++)
            {
                double gradient = product[k] - Enumerable.Range(0, K).Sum(j => (gram[k, j] + (k == j ? 0.01 : 0)) * theta[j]);
                Assert.True(theta[k] >= 0);

                // Products are some tens; their rounding is far below.
                Assert.True(theta[k] > 0 ? Math.Abs(gradient) < 1e-8 : gradient < 1e-8, $"problem {problem}, weight {theta[k]}, gradient {gradient}");
                zeros += theta[k] == 0 ? 1 : 0;
            }
        }

        Assert.InRange(zeros, 300, 1390);

        static double Dot(double[] a, double[] b) => a.Zip(b, (p, q) => p * q).Sum();
    }

    [Fact]
    public void MidRanks_ZerosOfBothSigns_AreTied()
    {
        double[] values = [0, -0.0, 1, -1, 0];
        double[] ranks = new double[5];
        Ranks.MidRanks(values, ranks);
        Assert.Equal([3.0, 3, 5, 1, 3], ranks);
    }

    [Fact]
    public void SquaredDistance_LongPatternsThatHardlyDiffer_IsNotWhatCancellingLeaves()
    {
        // Lengths of 3e12 and a distance of 3e-6: their difference has no digit of it.
        double[] values = [1e6, 2e6, -1e6, 1e6 + 1e-3, 2e6 - 1e-3, -1e6 + 1e-3];
        foreach ((string metric, double expected) in new[] { ("SquaredEuclidean", 3e-6), ("Euclidean", Math.Sqrt(3e-6)), ("MeanSquaredEuclidean", 1e-6) })
        {
            Rdm rdm = RdmBuilder.Build(
                new Tests.Rsa.ArrayPatterns(2, values), new RdmOptions { Metric = DnnBrain.Rsa.Metrics.RdmMetric.Parse(metric) }, new RecordingObserver(), default);

            // 1e-3 is there to 2e-10 beside 2e6.
            Assert.Equal(1, rdm.Dissimilarity[0] / expected, 1e-6);
        }
    }

    [Fact]
    public void Defaults_Numbers_AreThoseTheHelpNames()
    {
        Assert.Equal(50, new DistributionOptions().BinCount);
        Assert.Equal((10, 4), (new WeightedRsaOptions().RepetitionCount, new WeightedRsaOptions().InnerFoldCount));
        Assert.Equal(10, new RsaModelTestOptions().RepetitionCount);
        Assert.Equal(1000, new DnnBrain.Rsa.Temporal.TemporalRsaOptions().BootstrapCount);
        Assert.Equal(1000, new BootstrapOptions().Count);
        Assert.Equal((1.0, 0.99), (new RepresentationComparisonOptions().Bandwidth, new RepresentationComparisonOptions().VarianceShare));
    }

    [Fact]
    public void SignFlips_AsManyAsAskedFor_AreGoneThrough()
    {
        double[,] three = { { 1, 2, 3 } };
        Assert.True(SignFlipTest.Run(three, new InferenceOptions { PermutationCount = 7 }, SilentObserver.Instance, default).IsExact);
        Assert.False(SignFlipTest.Run(three, new InferenceOptions { PermutationCount = 6 }, SilentObserver.Instance, default).IsExact);
    }

    /// <summary>Values that are all alike leave a variance of rounding, if any: no t, rather than a huge one.</summary>
    [Fact]
    public void OneSampleT_ValuesAllAlike_HaveNoP()
    {
        double[,] values = new double[60, 7];
        for (int cell = 0; cell < 60; cell++)
        {
            for (int subject = 0; subject < 7; subject++)
            {
                values[cell, subject] = 1e8 * (cell + 1) / 3.0;
            }
        }

        ResamplingResult result = OneSampleTTest.Run(values, new InferenceOptions { PermutationCount = 10, Correction = Correction.None }, SilentObserver.Instance, default);
        Assert.All(result.PValue, p => Assert.Equal(double.NaN, p));
    }

    private static Rdm RsaCase(params double[] values) => Tests.Rsa.RsaCase.Rdm("V1", null, values);

    private static void Refused(string errorId, Action work) => Assert.Equal(errorId, Assert.ThrowsAny<DnnBrainException>(work).ErrorId);

    private static void Refused(string errorId, Func<object> work) => Assert.Equal(errorId, Assert.ThrowsAny<DnnBrainException>(work).ErrorId);
}
