using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Models of data that are made of their parts are found again; models of noise are not.</summary>
public class RsaModelTesterTests
{
    private const int Stimuli = 12;

    [Theory]
    [InlineData("Pearson")]
    [InlineData("Spearman")]
    public void Test_SumOfComponents_WeightsAreFound(string method)
    {
        (Rdm a, Rdm b, Rdm c) = (Random("a", 0), Random("b", 1), Random("c", 2));
        Rdm[] references = [.. Enumerable.Range(0, 3).Select(s => Sum("V1", $"s{s}", (2, a), (1, b)))];
        RsaModelTest result = Test(method, new RsaModel("sum", RsaModelKind.Weighted, [a, b, c]), references)[0];
        Assert.Equal(1, result.Weight[0] / result.Weight[1] / 2, method == "Spearman" ? 0.25 : 1e-9);
        if (method != "Spearman")
        {
            // Ranks are fitted by values: near, not equal.
            Assert.Equal(0, result.Weight[2] / result.Weight[0], 1e-9);
            Assert.Equal(1, result.Score, 1e-9);
            Assert.Equal([1.0, 1.0, 1.0], result.SubjectScore.Select(score => Math.Round(score, 9)));
        }

        Assert.InRange(result.Score, 0.9, 1.0000001);
        Assert.Equal(3, result.Subject.Count);
    }

    [Fact]
    public void Test_ReferenceThatIsConstantInMostFolds_SaysHowManyFitsHaveNoScore()
    {
        Rdm model = Random("a", 0);
        Rdm reference = RsaCase.Rdm("V1", "s0", [.. model.Dissimilarity.Select((_, pair) => pair < 3 ? 2.0 : 1.0)]);
        var observer = new RecordingObserver();
        _ = RsaModelTester.Test(
            [new RsaModel("sum", RsaModelKind.Weighted, [model, Random("b", 1)])],
            [reference, Sum("V1", "s1", (1, model))],
            new RsaModelTestOptions { Method = RdmComparisonMethod.Pearson, Inference = new InferenceOptions { PermutationCount = 20 } },
            observer,
            default);
        Assert.Contains(observer.Warnings, warning => warning.Contains("fits have no score", StringComparison.Ordinal));
    }

    [Fact]
    public void Test_RegionsWithOneSubject_AreNamedUpToFive()
    {
        var observer = new RecordingObserver();
        Rdm[] references = [.. Enumerable.Range(0, 7).Select(r => RsaCase.Rdm($"region{r}", "s", [.. Random("b", r).Dissimilarity]))];
        _ = RsaModelTester.Test(
            [new RsaModel("one", RsaModelKind.Fixed, [Random("a", 9)])], references, new RsaModelTestOptions { RepetitionCount = 1 }, observer, default);
        Assert.Equal(
            "One subject only in region0, region1, region2, region3, region4 and 2 more: cross-validated over stimuli alone, without noise ceiling and test over subjects.",
            Assert.Single(observer.Warnings));
    }

    [Fact]
    public void Test_Mixture_PlaceIsFound()
    {
        (Rdm a, Rdm b, Rdm c) = (Random("a", 0), Random("b", 1), Random("c", 2));
        Rdm[] references = [.. Enumerable.Range(0, 2).Select(s => Sum("V1", $"s{s}", (0.3, b), (0.7, c)))];
        RsaModelTest result = Test("Pearson", new RsaModel("line", RsaModelKind.Interpolate, [a, b, c]), references)[0];
        Assert.Equal(0, result.Weight[0]);
        Assert.Equal(0.3, result.Weight[1], 1e-9);
        Assert.Equal(0.7, result.Weight[2], 1e-9);
        Assert.Equal(1, result.Score, 1e-9);
    }

    [Theory]
    [InlineData("Pearson")]
    [InlineData("Spearman")]
    public void Test_OneComponentFits_IsChosenInEveryFold(string method)
    {
        (Rdm a, Rdm b) = (Random("a", 0), Random("b", 1));
        Rdm[] references = [.. Enumerable.Range(0, 3).Select(s => Sum("V1", $"s{s}", (1, b), (0.3, Random("noise", 10 + s))))];
        RsaModelTest result = Test(method, new RsaModel("best", RsaModelKind.Select, [a, b]), references)[0];
        Assert.Equal([0.0, 1.0], result.Share);
        Assert.Equal([0.0, 1.0], result.Weight);
        Assert.InRange(result.Score, 0.8, 1);
        RsaModelTest alone = Test(method, new RsaModel("b", RsaModelKind.Fixed, [b]), references)[0];
        Assert.Equal(alone.Score, result.Score, 1e-12);
    }

    [Fact]
    public void Test_UnrelatedComponents_InSampleScoreIsBiasedAndScoreIsNot()
    {
        double score = 0;
        double biased = 0;
        for (int simulation = 0; simulation < 40; simulation++)
        {
            Rdm[] components = [.. Enumerable.Range(0, 8).Select(k => Random($"layer{k}", (100 * simulation) + k))];
            Rdm[] references = [.. Enumerable.Range(0, 4).Select(s => Sum("V1", $"s{s}", (1, Random("shared", (100 * simulation) + 50)), (1, Random("own", (100 * simulation) + 60 + s))))];
            RsaModelTest result = Test("Pearson", new RsaModel("best", RsaModelKind.Select, components), references)[0];
            score += result.Score / 40;
            biased += result.InSampleScore / 40;
        }

        // Each mean has a standard error of about 0.015.
        Assert.InRange(score, -0.05, 0.05);
        Assert.True(biased > 0.08, $"in-sample {biased}");
    }

    [Fact]
    public void Test_Bootstrap_GivesIntervalAndSameBitsForAnyThreads()
    {
        Rdm[] components = [Random("a", 0), Random("b", 1)];
        Rdm[] references = [.. Enumerable.Range(0, 5).Select(s => Sum("V1", $"s{s}", (1, components[0]), (0.5, Random("noise", 10 + s))))];
        RsaModelTest Run(int threads) => RsaModelTester.Test(
            [new RsaModel("sum", RsaModelKind.Weighted, components, alpha: 0.1)],
            references,
            new RsaModelTestOptions
            {
                Method = RdmComparisonMethod.Pearson,
                Bootstrap = BootstrapFactor.Both,
                BootstrapCount = 60,
                RepetitionCount = 2,
                Inference = new InferenceOptions { MaxThreads = threads, PermutationCount = 100 },
            },
            new RecordingObserver(),
            default)[0];

        RsaModelTest one = Run(1);
        Assert.Equal(one.StandardError, Run(2).StandardError);
        Assert.True(one.Confidence.Low < one.Score && one.Score < one.Confidence.High);
        Assert.Equal("Bootstrap Both", one.Test);
        Assert.InRange(one.PValue, 0, 0.05);
    }

    [Fact]
    public void Test_NothingToFit_ScoreIsZero()
    {
        Rdm a = Random("a", 0);
        double[] negated = [.. a.Dissimilarity.Select(v => 2 - v)];
        RsaModelTest result = Test("Pearson", new RsaModel("sum", RsaModelKind.Weighted, [a]), [RsaCase.Rdm("V1", "s0", negated), RsaCase.Rdm("V1", "s1", negated)])[0];
        Assert.Equal(0, result.Score);
        Assert.Equal([0.0], result.Weight);
        Assert.Equal(1, Test("Pearson", new RsaModel("sum", RsaModelKind.Weighted, [a], allowNegative: true), [RsaCase.Rdm("V1", "s0", negated)])[0].Score, 1e-12);
    }

    [Fact]
    public void Test_BadInput_IsRefused()
    {
        Rdm a = Random("a", 0);
        Rdm small = RsaCase.Rdm("a", null, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Assert.Equal("StimulusTooFew", Refused(() => Test("Pearson", new RsaModel("m", RsaModelKind.Fixed, [small]), [small])));
        Assert.Equal("RdmMissing", Refused(() => Test("Pearson", new RsaModel("m", RsaModelKind.Fixed, [a]), [])));
        Assert.Equal("StimulusMismatch", Refused(() => Test("Pearson", new RsaModel("m", RsaModelKind.Fixed, [a]), [small])));
        Assert.Equal("ModelComponentInvalid", Refused(() => new RsaModel("m", RsaModelKind.Fixed, [a, a])));
        Assert.Equal("ModelComponentInvalid", Refused(() => new RsaModel("m", RsaModelKind.Interpolate, [a])));
        Assert.Equal("AlphaInvalid", Refused(() => new RsaModel("m", RsaModelKind.Weighted, [a], alpha: -1)));
        Assert.Equal("FoldCountInvalid", Refused(() => RsaModelTester.Test(
            [new RsaModel("m", RsaModelKind.Fixed, [a])], [a], new RsaModelTestOptions { FoldCount = 5 }, new RecordingObserver(), default)));
    }

    private static string Refused(Func<object> work) => Assert.ThrowsAny<DnnBrainException>(work).ErrorId;

    private static IReadOnlyList<RsaModelTest> Test(string method, RsaModel model, Rdm[] references) => RsaModelTester.Test(
        [model],
        references,
        new RsaModelTestOptions { Method = RdmComparisonMethod.Parse(method), RepetitionCount = 3, Inference = new InferenceOptions { PermutationCount = 100 } },
        new RecordingObserver(),
        default);

    private static Rdm Random(string name, int index)
    {
        var random = new RandomStream(5, RandomPurpose.Simulation, index);
        return RsaCase.Rdm(name, null, [.. Enumerable.Range(0, Stimuli * (Stimuli - 1) / 2).Select(_ => 0.2 + random.NextDouble())]);
    }

    private static Rdm Sum(string name, string subject, params (double Weight, Rdm Rdm)[] parts) => RsaCase.Rdm(
        name, subject, [.. Enumerable.Range(0, parts[0].Rdm.Dissimilarity.Count).Select(p => parts.Sum(part => part.Weight * part.Rdm.Dissimilarity[p]))]);
}
