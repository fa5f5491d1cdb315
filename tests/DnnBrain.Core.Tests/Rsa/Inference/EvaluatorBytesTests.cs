using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Rsa.Partition;
using DnnBrain.Rsa.Weighting;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa.Inference;

/// <summary>Evaluators take what they say: what the garbage collector counts while one is made and used once.</summary>
public class EvaluatorBytesTests : TensorTest
{
    private const int Stimuli = 60;
    private const int Subjects = 4;

    // Small objects that do not grow with pairs.
    private const long Slack = 30_000;

    public static TheoryData<string, bool> Forms
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (string method in new[] { "Pearson", "Spearman", "RhoA", "CosineCov" })
            {
                data.Add(method, false);
                data.Add(method, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    [InlineData("KendallTauA", false)]
    [InlineData("Bures", false)]
    public void Samples(string method, bool isMissing)
    {
        PairDesign design = Design(method, isMissing, out WeightedRdms rdms);
        var statistic = new ComparisonStatistic(design, [.. Enumerable.Range(0, 5).Select(rdms.Vector)]);

        // Where pairs are missing each sample has a system to solve; what is no product is prepared anew, from temporary arrays.
        AssertWeighted(statistic, mostOver: design.Comparison is not null ? 4 : isMissing ? 2 : 1);
        Assert.Equal((5 + (2 * Subjects)) * PairVector.Bytes(Stimuli, rdms.Form.IsRanked), statistic.HeldBytes);
    }

    [Fact]
    public void Samples_WithNuisances()
    {
        PairDesign design = Design("Spearman", false, out WeightedRdms rdms);
        AssertWeighted(new ComparisonStatistic(design with { Nuisances = [rdms.Vector(4), rdms.Vector(3)] }, [rdms.Vector(0)]), mostOver: 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Samples_WithCovariance(bool isMissing)
    {
        PairDesign design = Design("CosineCov", isMissing, out WeightedRdms rdms);
        double[,] covariance = new double[Stimuli, Stimuli];
        for (int i = 0; i < Stimuli; i++)
        {
            covariance[i, i] = 1 + (0.01 * i);
        }

        // Every vector that is weighed solves a system of temporary matrices.
        AssertWeighted(new ComparisonStatistic(design with { StimulusCovariance = covariance }, [rdms.Vector(0)]), mostOver: 2);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Models(string method, bool isMissing)
    {
        PairDesign design = Design(method, isMissing, out WeightedRdms rdms);
        RsaModel[] models =
        [
            new("weighted", RsaModelKind.Weighted, [.. Enumerable.Range(0, 3).Select(k => Rdm(k, null, isMissing))]),
            new("choice", RsaModelKind.Select, [Rdm(3, null, isMissing), Rdm(4, null, isMissing)]),
        ];
        AssertWeighted(new ModelStatistic(design, models, [.. Enumerable.Range(0, 5).Select(k => new PairComponent(k / 3, rdms.Vector(k)))], 3, 1, 0), mostOver: 4);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Weightings(string method, bool isMissing)
    {
        (AlignedRdms aligned, WeightedRdms rdms) = Load(method, isMissing, models: 3);
        var setup = new WeightingSetup(
            rdms.Form,
            Stimuli,
            Subjects,
            rdms.Present,
            [.. Enumerable.Range(0, 3).Select(k => aligned.Expand([.. aligned.Values(k)]))],
            rdms.Regions,
            RsaWeighting.NonNegative,
            [0],
            new RandomWeightingFolds(0, 3, 2));
        AssertWeighted(new WeightingStatistic(setup, 1), mostOver: 4);
        AssertPermuted(new WeightingPermutation(setup, 1), mostOver: 4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Partitions(bool isMissing)
    {
        (AlignedRdms aligned, WeightedRdms rdms) = Load("Pearson", isMissing, models: 3);
        var design = new PartitionDesign(["a", "b"], [2, 1]);
        AssertWeighted(
            new PartitionStatistic(design, false, rdms.Form, Stimuli, Subjects, rdms.Present, [.. Enumerable.Range(0, 3).Select(rdms.Vector)], rdms.Regions), mostOver: 1);
        double[] Vector(int k) => aligned.Expand([.. aligned.Values(k)]);
        AssertPermuted(
            new PartitionPermutation(
                design, false, Stimuli, rdms.Present, [.. Enumerable.Range(0, 3).Select(Vector)], [.. Enumerable.Range(3, 2 * Subjects).Select(Vector)], [.. Enumerable.Range(0, 2 * Subjects).Select(i => i / Subjects)]),
            mostOver: 1);
    }

    [Theory]
    [InlineData("Pearson", false)]
    [InlineData("Pearson", true)]
    [InlineData("Cosine", true)]
    [InlineData("CosineCov", false)]
    [InlineData("CosineCov", true)]
    [InlineData("KendallTauA", false)]
    [InlineData("KendallTauA", true)]
    [InlineData("Bures", false)]
    public void Comparisons(string method, bool isMissing)
    {
        Rdm[] references = [.. Enumerable.Range(0, 2 * Subjects).Select(i => Rdm(10 + i, $"s{i % Subjects}", isMissing))];
        var options = new RsaComparisonOptions { Method = RdmComparisonMethod.Parse(method) };
        var prepared = new PreparedComparison([Rdm(0, null, isMissing), Rdm(1, null, isMissing)], references, options, SilentObserver.Instance, keepsPrepared: true, default);
        IReadOnlyList<PreparedRdm>[] regions = [[.. prepared.PreparedReferences.Take(Subjects)], [.. prepared.PreparedReferences.Skip(Subjects)]];

        // Temporary arrays of a draw count as long as nobody collected them.
        AssertPermuted(prepared.Comparison.Statistic(prepared.PreparedModels, regions), mostOver: 6);
    }

    private static void AssertWeighted(IWeightedStatistic statistic, int mostOver)
    {
        int[] stimuli = [.. Enumerable.Repeat(1, Stimuli)];
        int[] subjects = [.. Enumerable.Repeat(1, Subjects)];
        double[] values = new double[statistic.RepetitionCount * statistic.ValueCount];
        statistic.CreateEvaluator().Evaluate(-1, stimuli, subjects, values);
        AssertBytes(statistic.EvaluatorBytes, () => statistic.CreateEvaluator(), evaluator => evaluator.Evaluate(-1, stimuli, subjects, values), mostOver);
    }

    private static void AssertPermuted(IStimulusStatistic statistic, int mostOver)
    {
        int[] labels = [.. Enumerable.Range(0, Stimuli)];
        double[] cells = new double[statistic.CellCount];
        statistic.CreateEvaluator().Evaluate(labels, cells);
        AssertBytes(statistic.EvaluatorBytes, statistic.CreateEvaluator, evaluator => evaluator.Evaluate(labels, cells), mostOver);
    }

    // What is kept is no more than was said; with what is thrown away again it is no more than some times that.
    private static void AssertBytes<T>(long said, Func<T> create, Action<T> use, int mostOver)
    {
        long start = GC.GetAllocatedBytesForCurrentThread();
        T evaluator = create();
        long made = GC.GetAllocatedBytesForCurrentThread() - start;
        use(evaluator);
        long used = GC.GetAllocatedBytesForCurrentThread() - start;
        Assert.True(made <= said + Slack, $"made of {made:N0} bytes, said {said:N0}");
        Assert.True(used <= (mostOver * said) + Slack, $"used {used:N0} bytes, said {said:N0}");
        Assert.True(said <= (3 * used) + Slack, $"said {said:N0} bytes, used {used:N0}");
    }

    private static PairDesign Design(string method, bool isMissing, out WeightedRdms rdms)
    {
        (AlignedRdms aligned, rdms) = Load(method, isMissing, models: 5);
        var setup = new SimilaritySetup(RdmComparisonMethod.Parse(method), [], Semipartial: false, StimulusCovariance: null);
        return setup.Design(aligned, setup.Space(aligned, Stimuli), rdms, aligned.PairCount);
    }

    private static (AlignedRdms Aligned, WeightedRdms Rdms) Load(string method, bool isMissing, int models)
    {
        Rdm[] references = [.. Enumerable.Range(0, 2 * Subjects).Select(i => Rdm(10 + i, $"s{i % Subjects}", isMissing, $"region{i / Subjects}"))];
        var aligned = AlignedRdms.Create([.. Enumerable.Range(0, models).Select(k => Rdm(k, null, isMissing)), .. references], StimulusAlignment.Id, SilentObserver.Instance);
        return (aligned, new WeightedRdms(aligned, models, ReferenceGroup.FromRdms(references), RdmComparisonMethod.Parse(method).Form));
    }

    private static Rdm Rdm(int index, string? subject, bool isMissing, string name = "rdm")
    {
        var random = new RandomStream(5, RandomPurpose.Simulation, index);
        double[] values = [.. Enumerable.Range(0, CondensedIndex.Count(Stimuli)).Select(_ => 1 + random.NextDouble())];
        if (isMissing)
        {
            values[7] = double.NaN;
        }

        return RsaCase.Rdm(name, subject, values);
    }
}
