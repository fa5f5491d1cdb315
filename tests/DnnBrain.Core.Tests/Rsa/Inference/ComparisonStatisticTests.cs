using System.Text.Json;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Inference;

/// <summary>Weighted samples against samples that NumPy writes out copy by copy (bootstrap.py).</summary>
public class ComparisonStatisticTests
{
    private static readonly string[] s_products = ["Cosine", "Pearson", "Spearman", "RhoA", "CosineCov", "CorrelationCov"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string name in new[] { "complete", "missing", "tied", "six" })
            {
                foreach (string method in s_products)
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
        ComparisonStatistic statistic = Statistic(element, RdmComparisonMethod.Parse(method).Form);
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
        ComparisonStatistic statistic = Statistic(element, RdmComparisonMethod.Parse("Spearman").Form);
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
        PairForm form = RdmComparisonMethod.Parse("Pearson").Form;
        var statistic = new ComparisonStatistic(
            new PairDesign(form, 4, 2, null, [new PairRegion([new PairVector(model, false), new PairVector(opposite, false)], [0, 1])]), [new PairVector(model, false)]);
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
        var statistic = new ComparisonStatistic(
            new PairDesign(RdmComparisonMethod.Parse("Pearson").Form, 5, 1, null, [new PairRegion([new PairVector(other, false)], [0])]), [new PairVector(model, false)]);
        double[] values = new double[3];
        statistic.CreateEvaluator().Evaluate(0, [1, 0, 3, 0, 1], [1], values);
        Assert.All(values, value => Assert.True(double.IsNaN(value)));
    }

    internal static ComparisonStatistic Statistic(JsonElement element, PairForm form)
    {
        bool[] present = [.. element.GetProperty("present").EnumerateArray().Select(p => p.GetBoolean())];
        PairVector Vector(JsonElement values) => new([.. values.EnumerateArray().Select((v, p) => present[p] ? v.GetDouble() : double.NaN)], form.IsRanked);
        PairRegion[] regions = [.. element.GetProperty("regions").EnumerateArray()
            .Select(region => new PairRegion([.. region.EnumerateArray().Select(Vector)], [0, 1, 2, 3]))];
        return new ComparisonStatistic(
            new PairDesign(form, element.GetProperty("n").GetInt32(), 4, present.Contains(false) ? present : null, regions),
            [.. element.GetProperty("models").EnumerateArray().Select(Vector)]);
    }
}
