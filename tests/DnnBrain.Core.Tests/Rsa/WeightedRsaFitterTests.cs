using System.Text.Json;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Rsa.Weighting;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Every fit of the cross-validation against SciPy's nnls and scikit-learn's Ridge on the same folds; planted weights; calibration.</summary>
public class WeightedRsaFitterTests
{
    private static readonly JsonElement s_reference = TestData.Json("weighted_rsa.json");

    public static TheoryData<int> Cases { get; } = [.. Enumerable.Range(0, 7)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Folds_HaveTheFitsOfSciPy(int index)
    {
        JsonElement element = s_reference.GetProperty("cases")[index];
        WeightingSetup setup = Setup(element);
        PairVector[] components = [.. setup.Components.Select(values => new PairVector(values, isRanked: false))];
        int[] stimuli = [.. Enumerable.Repeat(1, setup.StimulusCount)];
        var fits = new List<(int Fold, int Subject, double Alpha, double[] Weights, double Score)>();
        var evaluator = new WeightingEvaluator(setup, measuresCeilings: true)
        {
            Fitted = (fold, subject, alpha, weights, score) => fits.Add((fold, subject, alpha, weights, score)),
        };
        double[] values = new double[3];
        evaluator.Evaluate(0, stimuli, [1, 1, 1], components, values);
        JsonElement[] expected = [.. element.GetProperty("fits").EnumerateArray()];
        Assert.Equal(expected.Length, fits.Count);
        foreach ((JsonElement fit, var found) in expected.Zip(fits))
        {
            Assert.Equal(fit.GetProperty("fold").GetInt32(), found.Fold);
            Assert.Equal(fit.GetProperty("subject").GetInt32(), found.Subject);
            Assert.Equal(fit.GetProperty("alpha").GetDouble(), found.Alpha);

            // Normal equations of correlated RDMs lose half of the digits that nnls keeps.
            AssertClose(fit.Doubles("weights"), found.Weights, 1e-8);
            Assert.Equal(fit.GetProperty("score").GetDouble(), found.Score, 1e-8);
        }

        Assert.Equal(expected.Average(fit => fit.GetProperty("score").GetDouble()), values[0], 1e-8);
        AssertClose(element.Doubles("ceiling"), values[1..], 1e-10);
        evaluator.Fitted = null;
        evaluator.Evaluate(0, stimuli, [2, 0, 1], components, values);
        Assert.Equal(element.GetProperty("drawn").GetDouble(), values[0], 1e-8);
        (double chosen, double[] theta, double score) = evaluator.EvaluateInSample(stimuli, components)[0];
        Assert.Equal(element.GetProperty("alpha").GetDouble(), chosen);
        AssertClose(element.Doubles("weights"), WeightingEvaluator.Scale(theta, evaluator.Length), 1e-8);
        Assert.Equal(element.GetProperty("in_sample").GetDouble(), score, 1e-8);
    }

    [Fact]
    public void Evaluate_RanksThatAreKept_GiveTheSameBitsAndAreMadeOnce()
    {
        int kept = 0;
        foreach (JsonElement element in s_reference.GetProperty("cases").EnumerateArray())
        {
            WeightingSetup setup = Setup(element);
            int[] stimuli = [.. Enumerable.Repeat(1, setup.StimulusCount)];
            var ranked = new RankedReferences();
            var evaluator = new WeightingEvaluator(setup, measuresCeilings: false, ranked);
            double[] values = new double[3];
            double[] expected = new double[3];
            int samples = 0;
            for (int round = 0; round < 3; round++)
            {
                // Other models each time, as under a permutation.
                PairVector[] components = [.. setup.Components.Select(model => new PairVector([.. model.Skip(round), .. model.Take(round)], isRanked: false))];
                new WeightingEvaluator(setup, measuresCeilings: false).Evaluate(0, stimuli, [1, 1, 1], components, expected);
                evaluator.Evaluate(0, stimuli, [1, 1, 1], components, values);
                Assert.Equal(expected[0], values[0]);
                Assert.True(round == 0 || ranked.Count == samples);
                samples = ranked.Count;
            }

            Assert.Equal(setup.Form.IsRanked, samples > 0);
            kept += samples;
        }

        Assert.True(kept > 0);
    }

    [Fact]
    public void Permutation_SixStimuli_PIsThatOfAllLabellings()
    {
        JsonElement element = s_reference.GetProperty("test");
        double[][] models = Rows(element, "models");
        double[][] subjects = Rows(element, "subjects");
        int[] folds = Ints(element.GetProperty("folds"));
        var setup = new WeightingSetup(
            RdmComparisonMethod.Pearson.Form, 6, 2, null, models, [new PairRegion([.. subjects.Select(y => new PairVector(y, false))], [0, 1])], RsaWeighting.NonNegative, [0], new GivenFolds(folds, []));
        ResamplingResult result = LabelPermutationTest.Run(
            new WeightingPermutation(setup, 1), new InferenceOptions { PermutationCount = 1000 }, new RecordingObserver(), default);
        Assert.True(result.IsExact);
        Assert.Equal(element.GetProperty("score").GetDouble(), result.Observed[0], 1e-10);
        Assert.Equal(element.GetProperty("p").GetDouble(), result.PValue[0], 1e-12);

        // With a pair missing, the pairs that are there before and after are fitted; the observed labelling is fitted on all that are there.
        bool[] present = [.. Enumerable.Range(0, 15).Select(pair => pair != 4)];
        ResamplingResult missing = LabelPermutationTest.Run(
            new WeightingPermutation(setup with { Present = present }, 1), new InferenceOptions { PermutationCount = 1000 }, new RecordingObserver(), default);
        double[] values = new double[3];
        new WeightingEvaluator(setup with { Present = present }, true).Evaluate(0, [1, 1, 1, 1, 1, 1], [1, 1], [.. models.Select(x => new PairVector(x, false))], values);
        Assert.Equal(values[0], missing.Observed[0], 1e-12);
    }

    [Theory]
    [InlineData(RsaWeighting.NonNegative, "Pearson")]
    [InlineData(RsaWeighting.NonNegativeRidge, "Spearman")]
    [InlineData(RsaWeighting.Ridge, "Cosine")]
    public void Fit_PlantedWeights_AreFoundOnNewStimuliAndSubjects(RsaWeighting weighting, string method)
    {
        Rdm[] models = [.. Enumerable.Range(0, 4).Select(k => Random($"layer{k}", k))];
        Rdm[] references = [.. Enumerable.Range(0, 4).Select(s => Sum($"s{s}", (2, models[0]), (1, models[2]), (0.3, Random("noise", 20 + s))))];
        var options = new WeightedRsaOptions { Weighting = weighting, Method = RdmComparisonMethod.Parse(method), RepetitionCount = 3, Inference = new InferenceOptions { PermutationCount = 99 } };
        WeightedRsa result = Fit(models, references, options)[0];
        Assert.Equal(1, result.Weight.Sum(Math.Abs), 1e-12);
        Assert.InRange(result.Weight[0], 0.5, 0.75);
        Assert.InRange(result.Weight[2], 0.22, 0.42);
        Assert.InRange(Math.Abs(result.Weight[1]) + Math.Abs(result.Weight[3]), 0, 0.12);
        Assert.InRange(result.Score, 0.9, 1);
        Assert.InRange(result.CeilingUpper, result.Score - 0.02, 1);
        Assert.Equal(0.01, result.PValue);
        Assert.Equal(3 * result.FoldCount * 4, result.Fold.Count);
        Assert.Equal(method == "Cosine", double.IsNaN(result.SubjectPValue));
        Assert.All(result.WeightDeviation, deviation => Assert.InRange(deviation, 0, 0.2));

        // The refitted sum is as similar to the pool as its score in sample says.
        double[] prediction = [.. result.Prediction!.Dissimilarity];
        if (method == "Pearson")
        {
            Assert.Equal(result.InSampleScore, references.Average(y => Correlation.Pearson(prediction, [.. y.Dissimilarity])), 1e-12);
        }
    }

    [Fact]
    public void Fit_Bootstrap_SameBitsForAnyThreads()
    {
        Rdm[] models = [.. Enumerable.Range(0, 3).Select(k => Random($"layer{k}", k))];
        Rdm[] references = [.. Enumerable.Range(0, 4).Select(s => Sum($"s{s}", (1, models[0]), (1, Random("noise", 20 + s))))];
        WeightedRsa Run(int threads) => Fit(models, references, new WeightedRsaOptions
        {
            Weighting = RsaWeighting.Ridge,
            RepetitionCount = 2,
            Bootstrap = BootstrapFactor.Subject,
            BootstrapCount = 40,
            Inference = new InferenceOptions { PermutationCount = 70, MaxThreads = threads, Seed = 3 },
        })[0];
        (WeightedRsa one, WeightedRsa two) = (Run(1), Run(2));
        Assert.Equal(one.StandardError, two.StandardError);
        Assert.Equal(one.PValue, two.PValue);
        Assert.True(one.Confidence.Low < one.Score && one.Score < one.Confidence.High);
    }

    [Fact]
    public void Fit_UselessRdms_LoseNothingElse()
    {
        Rdm[] models = [Random("a", 0), Constant("flat"), Random("b", 1)];
        Rdm[] references = [Sum("s0", (1, models[0]), (1, models[2])), Constant("V2")];
        var observer = new RecordingObserver();
        WeightedRsa result = Assert.Single(Fit(models, references, new WeightedRsaOptions { Inference = new InferenceOptions { PermutationCount = 0 } }, observer));
        Assert.Equal(["a", "b"], result.Component);
        Assert.Equal(2, observer.Failures.Count);
        Assert.Contains(observer.Warnings, warning => warning.StartsWith("One subject only in V1", StringComparison.Ordinal));
        Assert.True(double.IsNaN(result.CeilingLower));
    }

    [Fact]
    public void Fit_ReferenceThatIsConstantInMostFolds_SaysHowManyFitsHaveNoScore()
    {
        Rdm model = Random("a", 0);
        Rdm reference = RsaCase.Rdm("V1", "s0", [.. model.Dissimilarity.Select((_, pair) => pair < 3 ? 2.0 : 1.0)]);
        var observer = new RecordingObserver();
        WeightedRsa result = Assert.Single(Fit([model], [reference, Sum("s1", (1, model))], new WeightedRsaOptions { Inference = new InferenceOptions { PermutationCount = 0 } }, observer));
        int unscored = result.Fold.Count(fold => double.IsNaN(fold.Score));
        Assert.InRange(unscored, 1, result.Fold.Count - 1);
        Assert.Contains(observer.Warnings, warning => warning.StartsWith($"{unscored} of {result.Fold.Count} fits have no score", StringComparison.Ordinal));
        Assert.Equal(result.Fold.Where(fold => fold.Subject == "s1").Average(fold => fold.Score), result.SubjectScore[1], 1e-12);
    }

    [Fact]
    public void Fit_OppositeModel_PredictsNothing()
    {
        Rdm model = Random("a", 0);
        Rdm[] references = [Sum("s0", (-1, model)), Sum("s1", (-1, model))];
        WeightedRsa result = Fit([model], references, new WeightedRsaOptions { Inference = new InferenceOptions { PermutationCount = 0 } })[0];
        Assert.Equal(0, result.Score);
        Assert.Equal([0.0], result.Weight);
        Assert.Null(result.Prediction);
    }

    [Fact]
    public void Fit_MoreModelsThanPairs_IsFitted()
    {
        Rdm[] models = [.. Enumerable.Range(0, 30).Select(k => Random($"layer{k}", k, 7))];
        Rdm[] references = [.. Enumerable.Range(0, 3).Select(s => Random("V1", 50 + s, 7, $"s{s}"))];
        foreach (RsaWeighting weighting in Enum.GetValues<RsaWeighting>())
        {
            WeightedRsa result = Fit(models, references, new WeightedRsaOptions { Weighting = weighting, Alpha = [0.1], Inference = new InferenceOptions { PermutationCount = 9 } })[0];
            Assert.InRange(result.Score, -1, 1);
            Assert.True(result.InSampleScore > result.Score);
        }
    }

    [Fact]
    public void Fit_BadInput_IsRefused()
    {
        Rdm a = Random("a", 0);
        Rdm small = RsaCase.Rdm("a", null, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Rdm eight = Random("a", 0, 8);
        Assert.Equal("RdmMissing", Refused(() => Fit([], [a])));
        Assert.Equal("RdmMissing", Refused(() => Fit([a], [Constant("V1")])));
        Assert.Equal("StimulusTooFew", Refused(() => Fit([small], [small])));
        Assert.Equal("StimulusTooFew", Refused(() => Fit([eight], [eight], new WeightedRsaOptions { Weighting = RsaWeighting.Ridge })));
        Assert.Equal("StimulusMismatch", Refused(() => Fit([a], [eight])));
        Assert.Equal("AlphaInvalid", Refused(() => Fit([a], [a], new WeightedRsaOptions { Weighting = RsaWeighting.Ridge, Alpha = [1, -1] })));
        Assert.Equal("AlphaInvalid", Refused(() => Fit([a], [a], new WeightedRsaOptions { Weighting = RsaWeighting.Ridge, Alpha = [] })));
        Assert.Equal("FoldCountInvalid", Refused(() => Fit([a], [a], new WeightedRsaOptions { FoldCount = 7 })));
        Assert.Equal("ComparisonNotWeighable", Refused(() => Fit([a], [a], new WeightedRsaOptions { Method = RdmComparisonMethod.KendallTauA })));
        Assert.Equal("ReferenceDuplicate", Refused(() => Fit([a], [a, a])));
    }

    /// <summary>Models that know nothing of the region: the fit adapts, the test must not. 300 simulations at 5 % have a standard error of 1.3 %.</summary>
    [Fact]
    public void Fit_UnrelatedModels_RejectsFivePercent()
    {
        int rejected = 0;
        double score = 0;
        for (int simulation = 0; simulation < 300; simulation++)
        {
            Rdm[] models = [.. Enumerable.Range(0, 3).Select(k => Random($"layer{k}", (100 * simulation) + k, 9))];
            Rdm shared = Random("shared", (100 * simulation) + 50, 9);
            Rdm[] references = [.. Enumerable.Range(0, 3).Select(s => Sum($"s{s}", (1, shared), (1, Random("own", (100 * simulation) + 60 + s, 9))))];
            WeightedRsa result = Fit(
                models, references, new WeightedRsaOptions { Method = RdmComparisonMethod.Pearson, RepetitionCount = 1, Inference = new InferenceOptions { PermutationCount = 99, Seed = simulation } })[0];
            rejected += result.PValue <= 0.05 ? 1 : 0;
            score += result.Score / 300;
        }

        Assert.InRange(rejected, 5, 27);
        Assert.InRange(score, -0.06, 0.06);
    }

    private static IReadOnlyList<WeightedRsa> Fit(
        IReadOnlyList<Rdm> models, IReadOnlyList<Rdm> references, WeightedRsaOptions? options = null, RecordingObserver? observer = null) =>
        WeightedRsaFitter.Fit("sum", models, references, options ?? new WeightedRsaOptions(), observer ?? new RecordingObserver(), default);

    private static string Refused(Func<object> work) => Assert.ThrowsAny<DnnBrainException>(work).ErrorId;

    private static WeightingSetup Setup(JsonElement element)
    {
        double[][] models = Rows(element, "models");
        double[][] subjects = Rows(element, "subjects");
        PairForm form = RdmComparisonMethod.Parse(element.GetProperty("method").GetString()!).Form;
        int[] holes = Ints(element.GetProperty("holes"));
        bool[]? present = holes.Length == 0 ? null : [.. Enumerable.Range(0, models[0].Length).Select(pair => !holes.Contains(pair))];
        return new WeightingSetup(
            form,
            18,
            3,
            present,
            models,
            [new PairRegion([.. subjects.Select(y => new PairVector(y, form.IsRanked))], [0, 1, 2])],
            Enum.Parse<RsaWeighting>(element.GetProperty("weighting").GetString()!),
            element.Doubles("alphas"),
            new GivenFolds(Ints(element.GetProperty("folds")), [.. element.GetProperty("inner").EnumerateArray().Select(Ints)]));
    }

    private static double[][] Rows(JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];

    private static int[] Ints(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetInt32())];

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }

    private static Rdm Constant(string name) => RsaCase.Rdm(name, null, [.. Enumerable.Repeat(1.0, 153)]);

    private static Rdm Random(string name, int index, int stimuli = 18, string? subject = null)
    {
        var random = new RandomStream(7, RandomPurpose.Simulation, index);
        return RsaCase.Rdm(name, subject, [.. Enumerable.Range(0, stimuli * (stimuli - 1) / 2).Select(_ => 0.2 + random.NextDouble())]);
    }

    private static Rdm Sum(string subject, params (double Weight, Rdm Rdm)[] parts) => RsaCase.Rdm(
        "V1", subject, [.. Enumerable.Range(0, parts[0].Rdm.Dissimilarity.Count).Select(p => parts.Sum(part => part.Weight * part.Rdm.Dissimilarity[p]))]);

    private sealed class GivenFolds(int[] outer, int[][] inner) : IWeightingFolds
    {
        public int Assign(ReadOnlySpan<int> stimulusWeights, long index, Span<int> fold)
        {
            outer.CopyTo(fold);
            return outer.Max() + 1;
        }

        public int AssignInner(ReadOnlySpan<int> stimulusWeights, long index, int outer, Span<int> fold)
        {
            int[] given = inner[outer < 0 ? ^1 : outer];
            given.CopyTo(fold);
            return given.Max() + 1;
        }
    }
}
