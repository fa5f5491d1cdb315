using System.Text.Json;
using DnnBrain.Rsa.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Inference;

/// <summary>Weighted samples against samples that NumPy writes out copy by copy (bootstrap.py).</summary>
public class PairProductStatisticTests
{
    internal static readonly Dictionary<string, PairForm> Forms = new()
    {
        ["Cosine"] = new(IsRanked: false, IsCentered: false, IsWhitened: false, IsNormalized: true),
        ["Pearson"] = new(IsRanked: false, IsCentered: true, IsWhitened: false, IsNormalized: true),
        ["Spearman"] = new(IsRanked: true, IsCentered: true, IsWhitened: false, IsNormalized: true),
        ["RhoA"] = new(IsRanked: true, IsCentered: true, IsWhitened: false, IsNormalized: false),
        ["CosineCov"] = new(IsRanked: false, IsCentered: false, IsWhitened: true, IsNormalized: true),
        ["CorrelationCov"] = new(IsRanked: false, IsCentered: true, IsWhitened: true, IsNormalized: true),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string name in new[] { "complete", "missing", "tied", "six" })
            {
                foreach (string method in Forms.Keys)
                {
                    data.Add(name, method);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_WeightedSample_EqualsCopiedSample(string name, string method)
    {
        JsonElement element = TestData.Json("bootstrap.json").GetProperty("cases").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);
        PairProductStatistic statistic = Statistic(element, Forms[method]);
        int[] people = [.. element.GetProperty("people").EnumerateArray().SelectMany(p => p.EnumerateArray().Select(v => v.GetInt32()))];
        double[] values = new double[people.Length / 4 * statistic.ValueCount];
        var evaluator = statistic.CreateEvaluator();
        foreach (JsonElement draw in element.GetProperty("draws").EnumerateArray())
        {
            int[] weights = [.. draw.GetProperty("weights").EnumerateArray().Select(w => w.GetInt32())];
            evaluator.Evaluate(0, weights, people, values);
            double[] expected = [.. draw.GetProperty("values").GetProperty(method).EnumerateArray().SelectMany(v => v.EnumerateArray().Select(x => x.GetDouble()))];
            for (int i = 0; i < values.Length; i++)
            {
                // The dense inverse that whitening is compared with has a condition number below 100.
                Assert.Equal(expected[i], values[i], 1e-12);
            }
        }
    }

    [Fact]
    public void Evaluate_SameSampleInOtherCompany_SameBits()
    {
        JsonElement element = TestData.Json("bootstrap.json").GetProperty("cases")[0];
        PairProductStatistic statistic = Statistic(element, Forms["Spearman"]);
        int[] weights = [2, 1, 0, 1, 2, 1, 1, 0];
        double[] alone = new double[statistic.ValueCount];
        double[] second = new double[2 * statistic.ValueCount];
        statistic.CreateEvaluator().Evaluate(0, weights, [1, 0, 2, 1], alone);
        var evaluator = statistic.CreateEvaluator();
        evaluator.Evaluate(0, [1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1], new double[statistic.ValueCount]);
        evaluator.Evaluate(1, weights, [3, 1, 0, 0, 1, 0, 2, 1], second);
        Assert.Equal(alone, second[statistic.ValueCount..]);
    }

    [Fact]
    public void Evaluate_SubjectsThatCancelOut_CeilingIsNaN()
    {
        double[] model = [1, 2, 3, 4, 5, 7];
        double[] opposite = [.. model.Select(v => 10 - v)];
        PairForm form = Forms["Pearson"];
        var statistic = new PairProductStatistic(
            form, 4, 2, null, [new PairVector(model, false)], [new PairRegion([new PairVector(model, false), new PairVector(opposite, false)], [0, 1])]);
        double[] values = new double[3];
        statistic.CreateEvaluator().Evaluate(0, [1, 1, 1, 1], [1, 1], values);
        Assert.Equal(0, values[0], 1e-15);
        Assert.Equal(-1, values[1], 1e-15);
        Assert.True(double.IsNaN(values[2]));
    }

    [Fact]
    public void Evaluate_ModelConstantUnderTheSample_IsNaN()
    {
        // Categories {0, 1} and {2, 3}: without stimuli 2 and 3 all that is left is alike.
        double[] model = [0, 1, 1, 1, 1, 1, 1, 1, 1, 0];
        double[] other = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        var statistic = new PairProductStatistic(
            Forms["Pearson"], 5, 1, null, [new PairVector(model, false)], [new PairRegion([new PairVector(other, false)], [0])]);
        double[] values = new double[3];
        statistic.CreateEvaluator().Evaluate(0, [1, 0, 3, 0, 1], [1], values);
        Assert.All(values, value => Assert.True(double.IsNaN(value)));
    }

    internal static PairProductStatistic Statistic(JsonElement element, PairForm form)
    {
        bool[] present = [.. element.GetProperty("present").EnumerateArray().Select(p => p.GetBoolean())];
        PairVector Vector(JsonElement values) => new([.. values.EnumerateArray().Select((v, p) => present[p] ? v.GetDouble() : double.NaN)], form.IsRanked);
        PairRegion[] regions = [.. element.GetProperty("regions").EnumerateArray()
            .Select(region => new PairRegion([.. region.EnumerateArray().Select(Vector)], [0, 1, 2, 3]))];
        return new PairProductStatistic(
            form,
            element.GetProperty("n").GetInt32(),
            4,
            present.Contains(false) ? present : null,
            [.. element.GetProperty("models").EnumerateArray().Select(Vector)],
            regions);
    }
}
