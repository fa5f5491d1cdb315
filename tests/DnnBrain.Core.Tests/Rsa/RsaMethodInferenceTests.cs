using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Every method, with nuisances and with a covariance of stimuli, through every kind of inference.</summary>
public class RsaMethodInferenceTests : TensorTest
{
    private const int Stimuli = 12;
    private const int Units = 20;
    private const int Subjects = 5;

    public static TheoryData<string> Comparisons { get; } =
    [
        .. RdmComparisonMethod.All.Select(method => method.Name),
        "Pearson, partial", "Pearson, semipartial", "Spearman, partial", "Spearman, semipartial", "CosineCov, covariance", "CorrelationCov, covariance", "NegativeRiemannian, covariance",
    ];

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Compare_Bootstrap_IsThereAndHasTheSameBitsForAnyThreads(string comparison)
    {
        BootstrapFactor factor = comparison.StartsWith("NegativeRiemannian", StringComparison.Ordinal) ? BootstrapFactor.Subject : BootstrapFactor.Both;
        IReadOnlyList<RsaComparison> Run(int threads) => RsaComparer.Compare(
            [Related("near", 1, 0), Related("far", 0.2, 1)],
            References(),
            Options(comparison) with
            {
                Bootstrap = factor,
                BootstrapCount = 12,
                Inference = new InferenceOptions { PermutationCount = factor == BootstrapFactor.Subject ? 4 : 20, MaxThreads = threads, Correction = Correction.Maximum },
            },
            new RecordingObserver(),
            default);

        IReadOnlyList<RsaComparison> results = Run(1);
        IReadOnlyList<RsaComparison> again = Run(2);
        for (int i = 0; i < results.Count; i++)
        {
            RsaComparison result = results[i];
            Assert.Equal(result.Confidence, again[i].Confidence);
            Assert.Equal(result.CeilingPValue, again[i].CeilingPValue);
            Assert.True(result.BootstrapStandardError > 0);
            Assert.True(result.Confidence.Low < result.Correlation && result.Correlation < result.Confidence.High);
            Assert.InRange(result.CeilingPValue, 0, 1);
            Assert.InRange(result.PValue, 0, 1);
        }

        Assert.True(results[0].Correlation > results[1].Correlation);
        RsaDifference difference = Assert.Single(RsaDifferenceTester.Test(results, againstCeiling: false, SubjectTest.SignFlip, new InferenceOptions(), new RecordingObserver(), default));
        Assert.Equal(results[0].Correlation - results[1].Correlation, difference.Difference, 1e-12);
        Assert.InRange(difference.PValue, 0, 0.5);
    }

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Measure_Ceilings_AreThoseOfTheComparison(string comparison)
    {
        RsaComparisonOptions options = Options(comparison);
        RsaComparison compared = Compare(Related("near", 1, 0), options);
        RsaNoiseCeiling ceiling = Assert.Single(RsaCeilingMeter.Measure(
            References(),
            new RsaCeilingOptions
            {
                Method = options.Method,
                Nuisance = options.Nuisance,
                Semipartial = options.Semipartial,
                StimulusCovariance = options.StimulusCovariance,
                Bootstrap = new BootstrapOptions { Factor = BootstrapFactor.Subject, Count = 10 },
            },
            new RecordingObserver(),
            default));

        // Two paths: one pools RDMs, the other products of them. Golden section leaves the Riemannian distance an error of 1e-10.
        Assert.Equal(compared.CeilingLower, ceiling.Lower, 1e-9);
        Assert.Equal(compared.CeilingUpper, ceiling.Upper, 1e-9);
        Assert.True(ceiling.Lower < ceiling.Upper);
        Assert.True(ceiling.LowerConfidence.Low < ceiling.Lower && ceiling.Upper < ceiling.UpperConfidence.High);
        Assert.Equal(compared.Method, ceiling.Method);
    }

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Test_FixedModel_InSampleScoreIsTheComparison(string comparison)
    {
        RsaComparisonOptions options = Options(comparison);
        Rdm model = Related("near", 1, 0);
        RsaModelTest test = Models(comparison, BootstrapFactor.Subject, new RsaModel("near", RsaModelKind.Fixed, [model]))[0];
        Assert.Equal(Compare(model, options).Correlation, test.InSampleScore, 1e-9);
        Assert.True(test.StandardError > 0);
        Assert.True(double.IsNaN(test.PValue) != options.Method.IsSigned);
        Assert.True(test.CeilingLower < test.CeilingUpper);
    }

    [Theory]
    [InlineData("KendallTauA", false)]
    [InlineData("Bures", false)]
    [InlineData("NegativeRiemannian", false)]
    [InlineData("NegativeRiemannian, covariance", false)]
    [InlineData("Pearson, partial", true)]
    [InlineData("Spearman, semipartial", true)]
    [InlineData("CorrelationCov, covariance", false)]
    public void Test_Choice_FindsTheComponent(string comparison, bool hasNuisance)
    {
        // Beside a nuisance that all share, the raw similarity would choose it.
        Rdm nuisance = Patterned("nuisance", 90, 1);
        Rdm[] components = hasNuisance ? [Sum("wrong", (1, Related("far", 0, 1)), (9, nuisance)), Related("near", 1, 0)] : [Related("far", 0, 1), Related("near", 1, 0)];
        Rdm[] references = hasNuisance ? [.. References().Select(rdm => Of(rdm.Subject!, Sum("V1", (1, rdm), (9, nuisance))))] : References();
        RsaModelTest test = Models(comparison, BootstrapFactor.None, references, new RsaModel("best", RsaModelKind.Select, components))[0];
        Assert.Equal([0.0, 1.0], test.Weight);
        Assert.True(test.Share[1] > 0.8, $"{test.Share[1]}");
    }

    [Theory]
    [InlineData("Bures", 1)]
    [InlineData("NegativeRiemannian", 0)]
    [InlineData("CosineCov, covariance", 1)]
    [InlineData("CorrelationCov, covariance", 1)]
    [InlineData("Pearson, partial", 1)]
    [InlineData("Pearson, semipartial", double.NaN)]
    public void Test_SumOfComponents_WeightsAreFound(string comparison, double score)
    {
        (Rdm a, Rdm b, Rdm c) = (Patterned("a", 1, 1), Patterned("b", 2, 1), Patterned("c", 3, 1));
        Rdm nuisance = Patterned("nuisance", 90, 1);
        Rdm sum = comparison.Contains("partial", StringComparison.Ordinal) ? Sum("V1", (2, a), (1, b), (3, nuisance)) : Sum("V1", (2, a), (1, b));
        Rdm[] references = [Of("s0", sum), Of("s1", sum)];
        RsaModelTest test = Models(comparison, BootstrapFactor.None, references, new RsaModel("sum", RsaModelKind.Weighted, [a, b, c]))[0];
        Assert.Equal(2, test.Weight[0] / test.Weight[1], 1e-8);
        Assert.Equal(0, test.Weight[2] / test.Weight[0], 1e-8);
        if (double.IsNaN(score))
        {
            // The nuisance's part of the reference stays in it.
            Assert.InRange(test.Score, 0.1, 0.95);
        }
        else
        {
            // Weights with an error of 1e-9 leave a distance of as much.
            Assert.Equal(score, test.Score, 1e-6);
        }
    }

    [Fact]
    public void Test_KendallBootstrapOverBoth_GivesInterval()
    {
        RsaModelTest test = Models("KendallTauA", BootstrapFactor.Both, new RsaModel("sum", RsaModelKind.Weighted, [Related("near", 1, 0), Related("far", 0, 1)]))[0];
        Assert.True(test.Confidence.Low < test.Score && test.Score < test.Confidence.High);
        Assert.InRange(test.PValue, 0, 0.5);
    }

    [Fact]
    public void Test_RiemannianWithoutPrediction_IsTheDistanceOfNoise()
    {
        // A weighted sum of nothing but a negated RDM finds nothing. Equal distances are those of noise, up to the size that noise is searched to.
        Rdm[] references = References();
        Rdm opposite = RsaCase.Rdm("opposite", null, [.. references[0].Dissimilarity.Select(d => -d)]);
        RsaModelTest test = Models("NegativeRiemannian", BootstrapFactor.None, references, new RsaModel("sum", RsaModelKind.Weighted, [opposite]))[0];
        RsaModelTest equal = Models("NegativeRiemannian", BootstrapFactor.None, references, new RsaModel("equal", RsaModelKind.Fixed, [RsaCase.Rdm("equal", null, [.. references[0].Dissimilarity.Select(_ => 1.0)])]))[0];
        Assert.Equal([0.0], test.Weight);
        Assert.Equal(equal.InSampleScore, test.InSampleScore, 1e-6);
        Assert.True(test.Score < -0.1);
    }

    [Theory]
    [InlineData(BootstrapFactor.Stimulus)]
    [InlineData(BootstrapFactor.Both)]
    public void Bootstrap_OfStimuliByRiemannianDistance_IsRefused(BootstrapFactor factor)
    {
        void Refused(Func<object> work)
        {
            DnnBrainException e = Assert.Throws<DnnBrainException>(work);
            Assert.Equal("BootstrapNotSupported", e.ErrorId);
            Assert.Contains("Bures", e.Message, StringComparison.Ordinal);
        }

        Refused(() => Compare(Related("near", 1, 0), Options("NegativeRiemannian") with { Bootstrap = factor }));
        Refused(() => RsaCeilingMeter.Measure(
            References(), new RsaCeilingOptions { Method = RdmComparisonMethod.NegativeRiemannian, Bootstrap = new BootstrapOptions { Factor = factor } }, new RecordingObserver(), default));
        Refused(() => Models("NegativeRiemannian", factor, new RsaModel("near", RsaModelKind.Fixed, [Related("near", 1, 0)])));
    }

    [Fact]
    public void Bootstrap_QuantilesOfBuresOverStimuli_AreRefused()
    {
        RsaComparisonOptions options = Options("Bures") with { Bootstrap = BootstrapFactor.Stimulus, Interval = IntervalMethod.Percentile };
        Assert.Equal("IntervalMethodInvalid", Assert.Throws<DnnBrainException>(() => Compare(Related("near", 1, 0), options)).ErrorId);
        Assert.Equal("IntervalMethodInvalid", Assert.Throws<DnnBrainException>(() => RsaCeilingMeter.Measure(
            References(),
            new RsaCeilingOptions { Method = options.Method, Interval = IntervalMethod.Bca, Bootstrap = new BootstrapOptions { Factor = BootstrapFactor.Stimulus } },
            new RecordingObserver(),
            default)).ErrorId);
        Assert.True(double.IsFinite(Compare(Related("near", 1, 0), options with { Bootstrap = BootstrapFactor.Subject, BootstrapCount = 20 }).Confidence.Low));
    }

    [Fact]
    public void Options_ThatDoNotGoTogether_AreRefusedEverywhere()
    {
        Rdm[] references = References();
        string Ceiling(RsaCeilingOptions options) => Assert.Throws<DnnBrainException>(() => RsaCeilingMeter.Measure(references, options, new RecordingObserver(), default)).ErrorId;
        string Model(RsaModelTestOptions options) => Assert.Throws<DnnBrainException>(
            () => RsaModelTester.Test([new RsaModel("m", RsaModelKind.Fixed, [references[0]])], references, options, new RecordingObserver(), default)).ErrorId;
        Assert.Equal("NuisanceNotSupported", Ceiling(new() { Method = RdmComparisonMethod.Cosine, Nuisance = [references[0]] }));
        Assert.Equal("NuisanceNotSupported", Model(new() { Method = RdmComparisonMethod.Cosine, Nuisance = [references[0]] }));
        Assert.Equal("NuisanceMissing", Ceiling(new() { Semipartial = true }));
        Assert.Equal("NuisanceMissing", Model(new() { Semipartial = true }));
        Assert.Equal("CovarianceNotSupported", Ceiling(new() { StimulusCovariance = new double[12, 12] }));
        Assert.Equal("CovarianceNotSupported", Model(new() { StimulusCovariance = new double[12, 12] }));
        Assert.Equal("CovarianceInvalid", Ceiling(new() { Method = RdmComparisonMethod.CosineCov, StimulusCovariance = new double[12, 12] }));
        Assert.Equal("CovarianceInvalid", Model(new() { Method = RdmComparisonMethod.CosineCov, StimulusCovariance = new double[12, 12] }));
        Rdm flat = RsaCase.Rdm("V1", "s9", [.. references[0].Dissimilarity.Select((_, pair) => pair == 0 ? 2.0 : 1.0)]);
        Rdm[] withHole = [references[0], RsaCase.Rdm("V1", "s9", [.. references[1].Dissimilarity.Select((value, pair) => pair == 3 ? double.NaN : value)])];
        references = withHole;
        Assert.Equal("PairMissing", Ceiling(new() { Method = RdmComparisonMethod.Bures }));
        Assert.Equal("PairMissing", Model(new() { Method = RdmComparisonMethod.Bures }));
        references = [flat, RsaCase.Rdm("V1", "s1", [.. flat.Dissimilarity.Select((_, pair) => pair < 20 ? 1.0 : 9.0)])];
        Assert.Equal("RdmNotPositiveDefinite", Ceiling(new() { Method = RdmComparisonMethod.NegativeRiemannian, Bootstrap = new BootstrapOptions { Factor = BootstrapFactor.Subject } }));
        Assert.Equal("RdmNotPositiveDefinite", Model(new() { Method = RdmComparisonMethod.NegativeRiemannian }));
        references = [RsaCase.Rdm("V1", "s0", [.. Enumerable.Range(1, 21).Select(i => (double)i)])];
        Assert.Equal("StimulusTooFew", Model(new() { Nuisance = [RsaCase.Rdm("pixel", null, [.. Enumerable.Range(1, 21).Select(i => (double)(i * i % 13))])] }));
        references = [flat];
        Assert.Equal("RdmConstant", Ceiling(new() { Nuisance = [flat] }));
        Assert.Equal("RdmConstant", Model(new() { Nuisance = [flat] }));
    }

    private static RsaComparison Compare(Rdm model, RsaComparisonOptions options) =>
        RsaComparer.Compare([model], References(), options with { Inference = new InferenceOptions { PermutationCount = 0 } }, new RecordingObserver(), default)[0];

    private static IReadOnlyList<RsaModelTest> Models(string comparison, BootstrapFactor factor, RsaModel model) => Models(comparison, factor, References(), model);

    private static IReadOnlyList<RsaModelTest> Models(string comparison, BootstrapFactor factor, Rdm[] references, RsaModel model)
    {
        RsaComparisonOptions options = Options(comparison);
        return RsaModelTester.Test(
            [model],
            references,
            new RsaModelTestOptions
            {
                Method = options.Method,
                Nuisance = options.Nuisance,
                Semipartial = options.Semipartial,
                StimulusCovariance = options.StimulusCovariance,
                RepetitionCount = 2,
                Bootstrap = factor,
                BootstrapCount = 20,
                Inference = new InferenceOptions { PermutationCount = 20 },
            },
            new RecordingObserver(),
            default);
    }

    private static RsaComparisonOptions Options(string comparison) => new()
    {
        Method = RdmComparisonMethod.Parse(comparison.Split(',')[0]),
        Nuisance = comparison.Contains("partial", StringComparison.Ordinal) ? [Patterned("nuisance", 90, 1)] : [],
        Semipartial = comparison.Contains("semi", StringComparison.Ordinal),
        StimulusCovariance = comparison.Contains("covariance", StringComparison.Ordinal) ? Covariance() : null,
    };

    private static Rdm[] References() => [.. Enumerable.Range(0, Subjects).Select(s => Of($"s{s}", Related("V1", 1, 10 + s)))];

    private static Rdm Of(string subject, Rdm rdm) => RsaCase.Rdm(rdm.Name, subject, [.. rdm.Dissimilarity]);

    // Squared distances of patterns that share a part with all others.
    private static Rdm Related(string name, double share, int index) => Sum(name, (share, Patterned("shared", 50, 1)), (1, Patterned("own", index + 60, 1)));

    private static Rdm Patterned(string name, int index, double scale)
    {
        var random = new RandomStream(7, RandomPurpose.Simulation, index);
        double[] patterns = [.. Enumerable.Range(0, Stimuli * Units).Select(_ => scale * random.NextNormal())];
        var distances = new List<double>();
        for (int i = 0; i < Stimuli; i++)
        {
            for (int j = i + 1; j < Stimuli; j++)
            {
                distances.Add(Enumerable.Range(0, Units).Sum(u => Math.Pow(patterns[(i * Units) + u] - patterns[(j * Units) + u], 2)));
            }
        }

        return RsaCase.Rdm(name, null, [.. distances]);
    }

    private static Rdm Sum(string name, params (double Weight, Rdm Rdm)[] parts) =>
        RsaCase.Rdm(name, null, [.. Enumerable.Range(0, parts[0].Rdm.Dissimilarity.Count).Select(p => parts.Sum(part => part.Weight * part.Rdm.Dissimilarity[p]))]);

    // Neighbours in time have correlated errors.
    private static double[,] Covariance()
    {
        double[,] covariance = new double[Stimuli, Stimuli];
        for (int i = 0; i < Stimuli; i++)
        {
            for (int j = 0; j < Stimuli; j++)
            {
                covariance[i, j] = Math.Pow(0.5, Math.Abs(i - j)) * (i == j ? 1 + (0.1 * i) : 1);
            }
        }

        return covariance;
    }
}
