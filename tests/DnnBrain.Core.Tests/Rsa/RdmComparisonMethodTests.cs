using System.Text.Json;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Every method against its definition in NumPy and SciPy (tests/data/generate/rdm_comparison.py).</summary>
public class RdmComparisonMethodTests : TensorTest
{
    private static readonly JsonElement s_data = TestData.Json("rdm_comparison.json");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, s_data.GetProperty("cases").GetArrayLength())];

    public static TheoryData<int> Whitened => [.. Enumerable.Range(0, s_data.GetProperty("whitened").GetArrayLength())];

    public static TheoryData<int> Partial => [.. Enumerable.Range(0, s_data.GetProperty("partial").GetArrayLength())];

    public static TheoryData<int> Exact => [.. Enumerable.Range(0, s_data.GetProperty("exact").GetArrayLength())];

    public static TheoryData<int> ExactPartial => [.. Enumerable.Range(0, s_data.GetProperty("exact_partial").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void CompareAll_AnyMethod_IsItsDefinition(int index)
    {
        JsonElement expected = s_data.GetProperty("cases")[index];
        AssertSimilarity(expected, Compare(expected, []), Tolerance(expected));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compare_AnyMethod_PoolsSubjectsByItsOwnRule(int index)
    {
        JsonElement expected = s_data.GetProperty("cases")[index];
        RsaComparison result = RsaComparer.Compare(Rdms("models", []), Rdms("subjects", []), Options(expected, 0), new RecordingObserver(), default)[0];
        Assert.Equal(expected.GetProperty("ceiling")[0].GetDouble(), result.CeilingLower, Tolerance(expected));
        Assert.Equal(expected.GetProperty("ceiling")[1].GetDouble(), result.CeilingUpper, Tolerance(expected));
    }

    [Fact]
    public void CompareAll_RhoA_IsTheMeanOfRhoOverAllWaysToBreakTies()
    {
        JsonElement expected = s_data.GetProperty("rho_a");
        var options = new RsaComparisonOptions { Method = RdmComparisonMethod.RhoA };
        RsaComparisonMatrix matrix = RsaComparer.CompareAll(
            [RsaCase.Rdm("x", null, expected.Doubles("x"))], [RsaCase.Rdm("y", null, expected.Doubles("y"))], options, SilentObserver.Instance, default);
        Assert.Equal(expected.GetProperty("value").GetDouble(), matrix.Similarity[0, 0], 1e-14);
    }

    [Theory]
    [MemberData(nameof(Whitened))]
    public void CompareAll_WhitenedFastForm_IsTheDenseInverse(int index)
    {
        // Errors that covary, that differ, that do not; with and without missing pairs.
        JsonElement expected = s_data.GetProperty("whitened")[index];
        AssertSimilarity(expected, Compare(expected, Missing(expected)), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Partial))]
    public void CompareAll_NuisanceRdms_AreTakenOutByLeastSquares(int index)
    {
        JsonElement expected = s_data.GetProperty("partial")[index];
        RsaComparisonMatrix matrix = Compare(expected, Missing(expected));
        AssertSimilarity(expected, matrix, 1e-12);
        Assert.EndsWith(expected.GetProperty("semipartial").GetBoolean() ? ", semipartial" : ", partial", matrix.Method, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Exact))]
    public void Compare_FiveStimuli_EqualsEveryPermutationGoneThrough(int index) => AssertExact(s_data.GetProperty("exact")[index]);

    [Theory]
    [MemberData(nameof(ExactPartial))]
    public void Compare_FiveStimuliAndNuisances_EqualsFreedmanAndLaneGoneThrough(int index) => AssertExact(s_data.GetProperty("exact_partial")[index]);

    [Theory]
    [InlineData("KendallTauA")]
    [InlineData("Cosine")]
    [InlineData("RhoA")]
    [InlineData("CosineCov")]
    [InlineData("CorrelationCov")]
    public void Compare_MissingPairs_AreTestedOverThePairsThatAreThereBeforeAndAfter(string method)
    {
        // With a pair missing the p of a model that is the reference itself stays that of the complete one: 1 in 120, but for labellings that lose it.
        Rdm model = RsaCase.Rdm("m", null, [.. s_data.GetProperty("models")[0].EnumerateArray().Select(v => v.GetDouble()).Take(10)]);
        double[] values = [.. model.Dissimilarity];
        values[3] = double.NaN;
        var options = new RsaComparisonOptions { Method = RdmComparisonMethod.Parse(method), Inference = new InferenceOptions { PermutationCount = 200 } };
        RsaComparison result = RsaComparer.Compare([model], [RsaCase.Rdm("r", null, values)], options, new RecordingObserver(), default)[0];
        Assert.Equal(1, result.Correlation, 1e-12);
        Assert.Equal(119, result.PermutationCount);
        Assert.Equal(1 / 120.0, result.PValue, 1e-15);
        Assert.Equal(1, result.DroppedPairCount);
    }

    [Fact]
    public void Compare_MissingPairsAndNuisances_HaveAnExactTestToo()
    {
        double[] Values(string side, int index) => [.. s_data.GetProperty(side)[index].EnumerateArray().Select(v => v.GetDouble()).Take(10)];
        double[] values = Values("models", 0);
        values[3] = double.NaN;
        var options = new RsaComparisonOptions
        {
            Nuisance = [RsaCase.Rdm("z", null, Values("nuisances", 0))],
            Inference = new InferenceOptions { PermutationCount = 200 },
        };
        RsaComparison result = RsaComparer.Compare([RsaCase.Rdm("m", null, Values("models", 0))], [RsaCase.Rdm("r", null, values)], options, new RecordingObserver(), default)[0];
        Assert.Equal(1, result.Correlation, 1e-12);
        Assert.Equal(1 / 120.0, result.PValue, 1e-15);
    }

    [Theory]
    [InlineData("Pearson", true)]
    [InlineData("Spearman", true)]
    [InlineData("RhoA", false)]
    [InlineData("Cosine", false)]
    [InlineData("CorrelationCov", false)]
    public void CompareAll_ManyWithOneThatVariesByRoundingOnly_LeaveItOutAndKeepTheOthers(string method, bool hasNuisance)
    {
        Rdm[] rdms = [.. Enumerable.Range(0, 40).Select(i => Random(i, 40))];
        int pairs = rdms[0].Dissimilarity.Count;
        Rdm flat = RsaCase.Rdm("flat", null, [.. Enumerable.Range(0, pairs).Select(pair => pair == 0 ? 0.1 + 0.2 : 0.3)]);
        Rdm[] models = [.. rdms[..20], flat, .. rdms[20..]];
        bool isLost = method is "Pearson" or "CorrelationCov";
        foreach (Rdm[] nuisance in hasNuisance ? new Rdm[][] { [], [Random(99, 40)] } : [[]])
        {
            var options = new RsaComparisonOptions { Method = RdmComparisonMethod.Parse(method), Nuisance = nuisance };
            var observer = new RecordingObserver();
            RsaComparisonMatrix all = RsaComparer.CompareAll(models, rdms, options, observer, default);
            Assert.Equal(isLost ? 40 : 41, all.Name.Count);
            Assert.Equal(isLost ? 1 : 0, observer.Failures.Count);
            foreach ((int row, Rdm model) in new[] { (3, models[3]), (isLost ? 20 : 21, models[21]), (isLost ? 39 : 40, models[40]) })
            {
                Assert.Equal(model.Name, all.Name[row]);
                double one = RsaComparer.CompareAll([model], [rdms[8]], options, SilentObserver.Instance, default).Similarity[0, 0];
                Assert.Equal(one, all.Similarity[row, 8], 1e-13);
            }
        }

        DnnBrainException e = Assert.Throws<DnnBrainException>(() => RsaComparer.CompareAll(rdms, [.. rdms, RsaCase.Rdm("flat", null, [.. flat.Dissimilarity])], new RsaComparisonOptions { Method = RdmComparisonMethod.Pearson }, SilentObserver.Instance, default));
        Assert.Equal("RdmConstant", e.ErrorId);
    }

    [Fact]
    public void CompareAll_ManyByMany_AreTheSameAsOneByOne()
    {
        Rdm[] rdms = [.. Enumerable.Range(0, 90).Select(i => Random(i, 20))];
        foreach (RdmComparisonMethod method in RdmComparisonMethod.All.Where(method => method.Name is not ("NegativeRiemannian" or "Bures")))
        {
            var options = new RsaComparisonOptions { Method = method };
            double[,] all = RsaComparer.CompareAll(rdms, rdms, options, SilentObserver.Instance, default).Similarity;
            double one = RsaComparer.CompareAll([rdms[3]], [rdms[88]], options, SilentObserver.Instance, default).Similarity[0, 0];
            Assert.Equal(one, all[3, 88], 1e-13);
            Assert.Equal(all[88, 3], all[3, 88], 1e-13);
        }
    }

    [Fact]
    public void Compare_CosineOfPositiveDistances_IsNotTestedAgainstZero()
    {
        RsaComparison result = RsaComparer.Compare(
            Rdms("models", []), Rdms("subjects", []), new RsaComparisonOptions { Method = RdmComparisonMethod.Cosine, Inference = new InferenceOptions { PermutationCount = 50 } }, new RecordingObserver(), default)[0];
        Assert.Equal(double.NaN, result.SubjectPValue);
        Assert.False(double.IsNaN(result.PValue));
    }

    private static void AssertExact(JsonElement expected)
    {
        Rdm[] Five(string name) => [.. Rdms(name, []).Select(Small)];
        RsaComparisonOptions options = Options(expected, 1000);
        options = options with { Nuisance = [.. options.Nuisance.Select(Small)] };
        IReadOnlyList<RsaComparison> results = RsaComparer.Compare(Five("models"), Five("subjects"), options, SilentObserver.Instance, default);
        double[] p = expected.Doubles("p");
        double[] adjusted = expected.Doubles("adjusted_p");
        for (int m = 0; m < results.Count; m++)
        {
            Assert.Equal(119, results[m].PermutationCount);
            Assert.Equal(p[m], results[m].PValue, 1e-15);
            Assert.Equal(adjusted[m], results[m].AdjustedPValue, 1e-15);
        }
    }

    // Sums of some dozen products; the square roots of matrices of the definition have half of the digits, its search one more.
    private static double Tolerance(JsonElement expected) => expected.GetProperty("method").GetString() switch
    {
        "Bures" => 1e-6,
        "NegativeRiemannian" => 1e-7,
        _ => 1e-12,
    };

    private static RsaComparisonMatrix Compare(JsonElement expected, int[] missing) =>
        RsaComparer.CompareAll(Rdms("models", missing), Rdms("subjects", []), Options(expected, 0), new RecordingObserver(), default);

    private static RsaComparisonOptions Options(JsonElement expected, int permutationCount)
    {
        bool isPartial = expected.TryGetProperty("semipartial", out JsonElement semipartial);
        return new RsaComparisonOptions
        {
            Method = RdmComparisonMethod.Parse(expected.GetProperty("method").GetString()!),
            Nuisance = isPartial ? Rdms("nuisances", []) : [],
            Semipartial = isPartial && semipartial.GetBoolean(),
            StimulusCovariance = expected.TryGetProperty("covariance", out JsonElement covariance) && covariance.ValueKind == JsonValueKind.Array ? Matrix(covariance) : null,
            Inference = new InferenceOptions { PermutationCount = permutationCount },
        };
    }

    private static void AssertSimilarity(JsonElement expected, RsaComparisonMatrix matrix, double tolerance)
    {
        double[,] similarity = Matrix(expected.GetProperty("similarity"));
        for (int m = 0; m < similarity.GetLength(0); m++)
        {
            for (int s = 0; s < similarity.GetLength(1); s++)
            {
                Assert.Equal(similarity[m, s], matrix.Similarity[m, s], tolerance);
            }
        }
    }

    private static int[] Missing(JsonElement expected) => [.. expected.GetProperty("missing").EnumerateArray().Select(value => value.GetInt32())];

    private static double[,] Matrix(JsonElement rows)
    {
        double[,] matrix = new double[rows.GetArrayLength(), rows[0].GetArrayLength()];
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < matrix.GetLength(1); j++)
            {
                matrix[i, j] = rows[i][j].GetDouble();
            }
        }

        return matrix;
    }

    private static Rdm[] Rdms(string property, int[] missing) => [.. s_data.GetProperty(property).EnumerateArray().Select((values, i) =>
    {
        double[] dissimilarity = [.. values.EnumerateArray().Select(value => value.GetDouble())];
        Array.ForEach(missing, pair => dissimilarity[pair] = double.NaN);
        return RsaCase.Rdm(property == "subjects" ? "region" : $"{property}{i}", property == "subjects" ? $"s{i}" : null, dissimilarity);
    })];

    private static Rdm Small(Rdm rdm)
    {
        var values = new List<double>();
        for (int i = 0; i < 5; i++)
        {
            for (int j = i + 1; j < 5; j++)
            {
                values.Add(rdm[i, j]);
            }
        }

        return RsaCase.Rdm(rdm.Name, rdm.Subject, [.. values]);
    }

    private static Rdm Random(int index, int stimuli)
    {
        var random = new DnnBrain.Statistics.RandomStream(5, DnnBrain.Statistics.RandomPurpose.Simulation, index);
        return RsaCase.Rdm($"r{index}", null, [.. Enumerable.Range(0, stimuli * (stimuli - 1) / 2).Select(_ => (double)random.NextInt32(50))]);
    }
}
