using System.Text.Json;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Inference;

/// <summary>Weighted samples of what is no plain product against samples that NumPy writes out copy by copy (resampled_comparison.py).</summary>
public class ResampledComparisonTests : TensorTest
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (JsonElement element in Elements())
            {
                foreach (JsonProperty method in element.GetProperty("draws")[0].GetProperty("values").EnumerateObject())
                {
                    data.Add(element.GetProperty("name").GetString()!, method.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_WeightedSample_EqualsCopiedSample(string name, string method)
    {
        var rdms = new Sampled(name, method);
        ComparisonStatistic statistic = rdms.Statistic();
        double[] values = new double[rdms.People.Length / 4 * statistic.ValueCount];
        var evaluator = statistic.CreateEvaluator();
        int compared = 0;
        foreach ((int[] weights, double[]? expected) in rdms.Draws(method))
        {
            evaluator.Evaluate(0, weights, rdms.People, values);
            for (int i = 0; i < (expected?.Length ?? 0); i++)
            {
                // Dense inverses and roots that this is compared with lose three digits.
                Assert.Equal(expected![i], values[i], 1e-12);
                compared++;
            }
        }

        Assert.True(compared > 2 * values.Length);
    }

    // Two ways of our own that share nothing but the definition.
    [Theory]
    [InlineData("complete", "CosineCov")]
    [InlineData("missing", "CorrelationCov")]
    [InlineData("tied", "CosineCov")]
    [InlineData("common", "CorrelationCov")]
    [InlineData("missing", "Spearman")]
    [InlineData("tied", "RhoA")]
    [InlineData("complete", "Pearson")]
    public void Evaluate_Product_EqualsGeneralPath(string name, string method)
    {
        var rdms = new Sampled(name, method);
        ComparisonStatistic fast = rdms.Statistic();
        ComparisonStatistic general = rdms.Statistic(copies: true);
        double[] expected = new double[rdms.People.Length / 4 * fast.ValueCount];
        double[] values = new double[expected.Length];
        foreach ((int[] weights, _) in rdms.Draws(method))
        {
            general.CreateEvaluator().Evaluate(0, weights, rdms.People, expected);
            fast.CreateEvaluator().Evaluate(0, weights, rdms.People, values);
            Assert.Equal(expected, values, (x, y) => Math.Abs(x - y) < 1e-12);
        }
    }

    [Theory]
    [InlineData("KendallTauA")]
    [InlineData("Bures")]
    [InlineData("CosineCov")]
    [InlineData("Spearman, semipartial")]
    public void Evaluate_SameSampleInOtherCompany_SameBits(string method)
    {
        var rdms = new Sampled("complete", method);
        ComparisonStatistic statistic = rdms.Statistic();
        int[] weights = rdms.Draws(method).Last().Weights;
        double[] alone = new double[statistic.ValueCount];
        double[] second = new double[2 * statistic.ValueCount];
        statistic.CreateEvaluator().Evaluate(0, weights, [1, 0, 2, 1], alone);
        var evaluator = statistic.CreateEvaluator();
        evaluator.Evaluate(0, [.. Enumerable.Repeat(1, weights.Length)], [1, 1, 1, 1], new double[statistic.ValueCount]);
        evaluator.Evaluate(1, weights, [3, 1, 0, 0, 1, 0, 2, 1], second);
        Assert.Equal(alone, second[statistic.ValueCount..]);
    }

    private static JsonElement[] Elements() => [.. TestData.Json("resampled_comparison.json").GetProperty("cases").EnumerateArray()];

    private sealed class Sampled
    {
        private readonly JsonElement _element;
        private readonly RdmComparisonMethod _method;
        private readonly bool[] _present;
        private readonly bool _isPartial;
        private readonly bool _isSemipartial;

        public Sampled(string name, string method)
        {
            _element = Elements().First(element => element.GetProperty("name").GetString() == name);
            _method = RdmComparisonMethod.Parse(method.Split(',')[0]);
            _isPartial = method.Contains("partial", StringComparison.Ordinal);
            _isSemipartial = method.Contains("semi", StringComparison.Ordinal);
            _present = [.. _element.GetProperty("present").EnumerateArray().Select(p => p.GetBoolean())];
            People = [.. _element.GetProperty("people").EnumerateArray().SelectMany(p => p.EnumerateArray().Select(v => v.GetInt32()))];
        }

        public int[] People { get; }

        public IEnumerable<(int[] Weights, double[]? Expected)> Draws(string method) => _element.GetProperty("draws").EnumerateArray().Select(draw => (
            draw.GetProperty("weights").EnumerateArray().Select(w => w.GetInt32()).ToArray(),
            draw.GetProperty("values").TryGetProperty(method, out JsonElement values)
                ? values.EnumerateArray().SelectMany(v => v.EnumerateArray().Select(x => x.GetDouble())).ToArray()
                : null));

        public ComparisonStatistic Statistic(bool copies = false)
        {
            int n = _element.GetProperty("n").GetInt32();
            bool isComplete = !_present.Contains(false);
            var space = new ComparisonSpace(n, isComplete ? null : [.. Enumerable.Range(0, _present.Length).Where(pair => _present[pair])])
            {
                StimulusCovariance = _method.TakesStimulusCovariance ? Covariance(n) : null,
            };
            PairRegion[] regions = [.. _element.GetProperty("regions").EnumerateArray().Select(region => new PairRegion(Vectors(region), [0, 1, 2, 3]))];
            return new ComparisonStatistic(
                new PairDesign(_method.Form, n, 4, isComplete ? null : _present, regions)
                {
                    Nuisances = _isPartial ? Vectors(_element.GetProperty("nuisances")) : [],
                    IsSemipartial = _isSemipartial,
                    StimulusCovariance = space.StimulusCovariance,
                    Comparison = copies ? () => new CopiedSample(_method, space) : _method.IsProduct ? null : () => _method.Sample(space),
                },
                Vectors(_element.GetProperty("models")));
        }

        private PairVector[] Vectors(JsonElement rdms) => [.. rdms.EnumerateArray().Select(values =>
            new PairVector([.. values.EnumerateArray().Select((v, p) => _present[p] ? v.GetDouble() : double.NaN)], _method.Form.IsRanked))];

        private double[,] Covariance(int n)
        {
            double[,] covariance = new double[n, n];
            JsonElement sigma = _element.GetProperty("sigma");
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    covariance[i, j] = sigma[i][j].GetDouble();
                }
            }

            return covariance;
        }
    }
}
