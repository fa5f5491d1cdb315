using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Comparison;

/// <summary>Comparisons of kernels where they have a closed form.</summary>
public class KernelComparisonTests : TensorTest
{
    /// <summary>
    /// Three stimuli: equidistant ones have, as noise has, the kernel [[2, 1], [1, 2]] with eigenvalues 3 and 1 along (1, 1) and (1, −1). Distances (3p + q)/2 from the
    /// first and 2q between the others give eigenvalues 3p and q there. Log ratios differ by ln(p/q): their spread is |ln(p/q)|/√2 whatever the model's size.
    /// </summary>
    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(2, 1, 1000)]
    [InlineData(2, 1, 0.001)]
    [InlineData(1, 3, 50)]
    [InlineData(1, 1, 7)]
    public void NegativeRiemannian_EquidistantModel_IsTheSpreadOfLogRatios(double p, double q, double size)
    {
        double first = ((3 * p) + q) / 2;
        double actual = Compare(RdmComparisonMethod.NegativeRiemannian, [size, size, size], [first, first, 2 * q]);
        Assert.Equal(-Math.Abs(Math.Log(p / q)) / Math.Sqrt(2), actual, 1e-9);
    }

    /// <summary>On a line 0, 1, 3 the centred kernel has one eigenvalue; of equidistant stimuli both are alike: (√1 · √½)/1.</summary>
    [Fact]
    public void Bures_LineAndTriangle_IsTheCosineOfTheirRoots()
    {
        Assert.Equal(Math.Sqrt(0.5), Compare(RdmComparisonMethod.Bures, [1, 9, 4], [5, 5, 5]), 1e-12);
        Assert.Equal(1, Compare(RdmComparisonMethod.Bures, [1, 9, 4], [10, 90, 40]), 1e-7);
    }

    [Fact]
    public void Compare_ReferenceWithoutAKernel_IsRefused()
    {
        // Stimuli on a line span one dimension and not two.
        Assert.Equal("RdmNotPositiveDefinite", Assert.ThrowsAny<DnnBrainException>(() => Compare(RdmComparisonMethod.NegativeRiemannian, [1, 2, 3], [1, 9, 4])).ErrorId);
    }

    [Fact]
    public void Compare_BadOptions_AreRefused()
    {
        double[,] covariance = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
        Assert.Equal("CovarianceNotSupported", Refused(new() { Method = RdmComparisonMethod.Pearson, StimulusCovariance = covariance }));
        Assert.Equal("NuisanceMissing", Refused(new() { Method = RdmComparisonMethod.Pearson, Semipartial = true }));
        Assert.Equal("NuisanceNotSupported", Refused(new() { Method = RdmComparisonMethod.Bures, Nuisance = [RsaCase.Rdm("n", null, 1, 2, 3)] }));
        Assert.Equal("AlternativeNotSigned", Refused(new() { Method = RdmComparisonMethod.Cosine, Inference = new InferenceOptions { Alternative = Alternative.TwoSided } }));
        Assert.Equal("PermutationCountInvalid", Refused(new() { Inference = new InferenceOptions { PermutationCount = -1 } }));
        Assert.Equal("ThreadCountInvalid", Refused(new() { Inference = new InferenceOptions { MaxThreads = 0 } }));
        Assert.Equal("BootstrapNotSupported", Refused(new() { Method = RdmComparisonMethod.NegativeRiemannian, Bootstrap = BootstrapFactor.Both }));
        Assert.Equal("IntervalMethodInvalid", Refused(new() { Bootstrap = BootstrapFactor.Both, Interval = IntervalMethod.Percentile }));
        foreach (double level in new[] { 0, 1, -1, double.NaN })
        {
            Assert.Equal("ConfidenceLevelInvalid", Refused(new() { Bootstrap = BootstrapFactor.Subject, ConfidenceLevel = level }));
        }

        static string Refused(RsaComparisonOptions options) => Assert.ThrowsAny<DnnBrainException>(() => RsaComparer.Compare(
            [RsaCase.Rdm("m", null, 1, 2, 3)], [RsaCase.Rdm("V1", "a", 2, 1, 3), RsaCase.Rdm("V1", "b", 3, 1, 2)], options, SilentObserver.Instance, default)).ErrorId;
    }

    [Fact]
    public void Compare_Provenance_NamesTheBootstrapWhereThereIsOne()
    {
        IReadOnlyDictionary<string, string> Parameters(BootstrapFactor factor) => RsaComparer.Compare(
            [RsaCells.Model(0)],
            RsaCells.References(),
            new() { Bootstrap = factor, BootstrapCount = 12, Inference = new InferenceOptions { PermutationCount = 0 } },
            SilentObserver.Instance,
            default)[0].Provenance.Parameters;
        Assert.DoesNotContain("BootstrapCount", Parameters(BootstrapFactor.None).Keys);
        IReadOnlyDictionary<string, string> drawn = Parameters(BootstrapFactor.Stimulus);
        Assert.Equal(("Stimulus", "12", "StudentT", "0.95"), (drawn["Bootstrap"], drawn["BootstrapCount"], drawn["IntervalMethod"], drawn["ConfidenceLevel"]));
    }

    private static double Compare(RdmComparisonMethod method, double[] model, double[] reference) => RsaComparer.Compare(
        [RsaCase.Rdm("model", null, model)],
        [RsaCase.Rdm("region", "s", reference)],
        new RsaComparisonOptions { Method = method, Inference = new InferenceOptions { PermutationCount = 0 } },
        SilentObserver.Instance,
        default)[0].Correlation;
}
