using System.Text.Json;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Inference;
using DnnBrain.Rsa.Partition;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Partitions against regressions by NumPy whose parts were solved for, and exact permutation tests gone through there.</summary>
public class VariancePartitionerTests
{
    private static readonly JsonElement s_reference = TestData.Json("variance_partition.json");

    public static TheoryData<string> Cases { get; } = new("two", "three", "four", "suppression");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Partition_Groups_HasThePartsOfNumPy(string name)
    {
        JsonElement element = Case(name);
        (VarianceGroup[] groups, Rdm[] references) = Rdms(element);
        IReadOnlyList<VariancePart> parts = Partition(groups, references);
        AssertClose(element.Doubles("mean"), parts);
        AssertClose(element.Doubles("ranked"), Partition(groups, references, new() { Rank = true }));
        AssertClose(element.Doubles("adjusted"), Partition(groups, references, new() { AdjustRSquared = true }));
        for (int s = 0; s < references.Length; s++)
        {
            Assert.Equal(element.GetProperty("parts")[s][0].GetDouble(), parts[0].SubjectRSquared[s], 1e-10);
        }

        Assert.Equal(VariancePartKind.Total, parts[^1].Kind);
        Assert.Equal(parts[^1].RSquared, parts.SkipLast(1).Sum(part => part.RSquared), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Partition_MissingPairs_AreLeftOutOfAllRegressions(string name)
    {
        JsonElement element = Case(name);
        int[] holes = [.. element.GetProperty("holes").EnumerateArray().Select(hole => hole.GetInt32())];
        (VarianceGroup[] groups, Rdm[] references) = Rdms(element, holes);
        var observer = new RecordingObserver();
        AssertClose(element.Doubles("with_holes"), Partition(groups, references, new(), observer));
        Assert.Contains(observer.Warnings, warning => warning.StartsWith("3 of ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Weights_AreAsCopiesOfStimuliAndSubjects(string name)
    {
        JsonElement element = Case(name);
        int[] stimuli = [.. element.GetProperty("stimulus_weights").EnumerateArray().Select(weight => weight.GetInt32())];
        int[] subjects = [.. element.GetProperty("subject_weights").EnumerateArray().Select(weight => weight.GetInt32())];
        foreach ((string property, bool rank, bool adjusts) in new[] { ("drawn", false, false), ("drawn_ranked", true, false), ("drawn_adjusted", false, true) })
        {
            double[] expected = element.Doubles(property);
            PartitionStatistic statistic = Statistic(element, rank, adjusts);
            double[] values = new double[statistic.ValueCount];
            statistic.CreateEvaluator().Evaluate(0, stimuli, subjects, values);
            for (int i = 0; i < expected.Length; i++)
            {
                // lstsq on columns that are not centred keeps some 12 digits.
                Assert.Equal(expected[i], values[i], 1e-10);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Partition_SixStimuli_ExactPValuesAreThoseOfAllLabellings(int test)
    {
        JsonElement element = s_reference.GetProperty("tests")[test];
        (VarianceGroup[] groups, Rdm[] references) = Rdms(element);
        IReadOnlyList<VariancePart> parts = Partition(groups, references, new() { Inference = new InferenceOptions { PermutationCount = 1000 } });
        Assert.Equal(719, parts[0].PermutationCount);
        Assert.Equal(element.Doubles("p"), parts.Select(part => Math.Round(part.PValue, 15)), (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal(element.Doubles("adjusted"), parts.Select(part => Math.Round(part.AdjustedPValue, 15)), (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void Partition_Suppression_SharedPartIsNegative()
    {
        (VarianceGroup[] groups, Rdm[] references) = Rdms(Case("suppression"));
        VariancePart shared = Partition(groups, references).Single(part => part.Kind == VariancePartKind.Shared);
        Assert.InRange(shared.RSquared, -1, -0.5);
    }

    [Fact]
    public void Partition_CollinearGroups_AreNamed()
    {
        (VarianceGroup[] groups, Rdm[] references) = Rdms(Case("two"));
        Rdm twin = RsaCase.Rdm("twin", null, [.. groups[0].Component[0].Dissimilarity.Select(value => 3 + (2 * value))]);
        var observer = new RecordingObserver();
        IReadOnlyList<VariancePart> parts = Partition([groups[0], new VarianceGroup("other", [twin])], references, new(), observer);
        Assert.Equal(0, parts[0].RSquared, 1e-9);
        Assert.Equal(parts[^1].RSquared, parts[2].RSquared, 1e-9);
        Assert.Contains(observer.Warnings, warning => warning.Contains("'group0' can hardly be told from 'other': 100.0 %", StringComparison.Ordinal));
        Partition([new VarianceGroup("both", [groups[0].Component[0], twin]), groups[1]], references, new(), observer);
        Assert.Contains(observer.Warnings, warning => warning.Contains("'twin' is a combination", StringComparison.Ordinal));
    }

    [Fact]
    public void Partition_Bootstrap_GivesIntervalsAndSameBitsForAnyThreads()
    {
        (VarianceGroup[] groups, Rdm[] references) = Rdms(Case("three"));
        IReadOnlyList<VariancePart> Run(int threads) => Partition(groups, references, new()
        {
            Bootstrap = BootstrapFactor.Both,
            BootstrapCount = 100,
            Inference = new InferenceOptions { PermutationCount = 200, MaxThreads = threads, Seed = 4 },
        });
        IReadOnlyList<VariancePart> one = Run(1);
        IReadOnlyList<VariancePart> two = Run(2);
        Assert.Equal(one.Select(part => part.StandardError), two.Select(part => part.StandardError));
        Assert.Equal(one.Select(part => part.AdjustedPValue), two.Select(part => part.AdjustedPValue));
        Assert.All(one, part => Assert.True(part.Confidence.Low < part.RSquared && part.RSquared < part.Confidence.High));
    }

    [Fact]
    public void Partition_UselessRdm_LosesNothingElse()
    {
        (VarianceGroup[] groups, Rdm[] references) = Rdms(Case("two"));
        Rdm constant = RsaCase.Rdm("constant", null, [.. Enumerable.Repeat(1.0, 36)]);
        var observer = new RecordingObserver();
        IReadOnlyList<VariancePart> parts = Partition(
            [new VarianceGroup("group0", [constant, .. groups[0].Component]), groups[1]], [constant, .. references], new(), observer);
        AssertClose(Case("two").Doubles("mean"), parts);
        Assert.Equal(["RdmConstant", "RdmConstant"], observer.Failures.Select(failure => failure.ErrorId));
    }

    [Fact]
    public void Partition_BadInput_IsRefused()
    {
        (VarianceGroup[] groups, Rdm[] references) = Rdms(Case("two"));
        (VarianceGroup[] four, _) = Rdms(Case("four"));
        Rdm constant = RsaCase.Rdm("constant", null, [.. Enumerable.Repeat(1.0, 36)]);
        Rdm small = RsaCase.Rdm("small", null, 1, 2, 3, 4, 5, 7);
        Rdm other = RsaCase.Rdm("other", null, 1, 3, 2, 6, 5, 4);
        Assert.Equal("GroupCountInvalid", Refused(() => Partition([groups[0]], references)));
        Assert.Equal("GroupCountInvalid", Refused(() => Partition([.. four, new VarianceGroup("fifth", [small])], references)));
        Assert.Equal("GroupDuplicate", Refused(() => Partition([groups[0], groups[0]], references)));
        Assert.Equal("GroupEmpty", Refused(() => Partition([groups[0], new VarianceGroup("b", [])], references)));
        Assert.Equal("GroupEmpty", Refused(() => Partition([groups[0], new VarianceGroup("b", [constant])], references)));
        Assert.Equal("RdmMissing", Refused(() => Partition(groups, [])));
        Assert.Equal("StimulusMismatch", Refused(() => Partition([groups[0], new VarianceGroup("b", [small])], references)));
        Assert.Equal("PredictorTooMany", Refused(() => Partition(
            [new VarianceGroup("a", [small, other, small]), new VarianceGroup("b", [small, other])], [RsaCase.Rdm("V1", "s", 6, 2, 3, 1, 5, 4)])));
        Assert.Equal("ReferenceDuplicate", Refused(() => Partition(groups, [references[0], references[0]])));
        Assert.Equal("IntervalMethodInvalid", Refused(() => Partition(
            groups, references, new() { Bootstrap = BootstrapFactor.Both, Interval = IntervalMethod.Percentile })));
    }

    /// <summary>
    /// One group makes the region, the other only resembles it: the other's unique part is noise. 400 simulations at 5 % have a standard error of 1.1 %.
    /// </summary>
    [Fact]
    public void Partition_GroupThatAddsNothing_RejectsFivePercent()
    {
        const int Simulations = 400;
        int unique = 0;
        int total = 0;
        for (int simulation = 0; simulation < Simulations; simulation++)
        {
            var random = new RandomStream(20260612, RandomPurpose.Simulation, simulation);
            double[] cause = Distances(random, 10);
            double[] alike = Mix(cause, 0.6, Distances(random, 10));
            double[] region = Mix(cause, 1, Distances(random, 10));
            var options = new VariancePartitionOptions { Inference = new InferenceOptions { PermutationCount = 199, Seed = simulation } };
            IReadOnlyList<VariancePart> parts = Partition(
                [new VarianceGroup("cause", [RsaCase.Rdm("cause", null, cause)]), new VarianceGroup("alike", [RsaCase.Rdm("alike", null, alike)])],
                [RsaCase.Rdm("region", null, region)],
                options);
            unique += parts[1].PValue <= 0.05 ? 1 : 0;
            IReadOnlyList<VariancePart> none = Partition(
                [new VarianceGroup("cause", [RsaCase.Rdm("cause", null, cause)]), new VarianceGroup("alike", [RsaCase.Rdm("alike", null, alike)])],
                [RsaCase.Rdm("region", null, Distances(random, 10))],
                options);
            total += none.Any(part => part.AdjustedPValue <= 0.05) ? 1 : 0;
        }

        Assert.InRange(unique, 8, 32);
        Assert.InRange(total, 8, 32);
    }

    private static JsonElement Case(string name) => s_reference.GetProperty("cases").EnumerateArray().First(element => element.GetProperty("name").GetString() == name);

    private static (VarianceGroup[] Groups, Rdm[] References) Rdms(JsonElement element, int[]? holes = null)
    {
        VarianceGroup[] groups = [.. element.GetProperty("groups").EnumerateArray().Select((group, g) => new VarianceGroup(
            $"group{g}", [.. group.EnumerateArray().Select((values, k) => RsaCase.Rdm($"rdm{g}{k}", null, Values(values)))]))];
        Rdm[] references = [.. element.GetProperty("subjects").EnumerateArray().Select((values, s) => RsaCase.Rdm("V1", $"s{s}", Values(values)))];
        if (holes is not null)
        {
            double[] missing = [.. references[^1].Dissimilarity];
            Array.ForEach(holes, hole => missing[hole] = double.NaN);
            references[^1] = RsaCase.Rdm("V1", references[^1].Subject, missing);
        }

        return (groups, references);
    }

    private static double[] Values(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetDouble())];

    private static PartitionStatistic Statistic(JsonElement element, bool rank, bool adjusts)
    {
        (VarianceGroup[] groups, Rdm[] references) = Rdms(element);
        return new PartitionStatistic(
            new PartitionDesign([.. groups.Select(group => group.Name)], [.. groups.Select(group => group.Component.Count)]),
            adjusts,
            new PairForm(rank, IsCentered: true, IsWhitened: false, IsNormalized: true),
            references[0].StimulusCount,
            references.Length,
            null,
            [.. groups.SelectMany(group => group.Component).Select(rdm => new PairVector([.. rdm.Dissimilarity], rank))],
            [new PairRegion([.. references.Select(rdm => new PairVector([.. rdm.Dissimilarity], rank))], [.. Enumerable.Range(0, references.Length)])]);
    }

    private static IReadOnlyList<VariancePart> Partition(
        IReadOnlyList<VarianceGroup> groups, IReadOnlyList<Rdm> references, VariancePartitionOptions? options = null, RecordingObserver? observer = null) =>
        VariancePartitioner.Partition(
            groups, references, options ?? new() { Inference = new InferenceOptions { PermutationCount = 0 } }, observer ?? new RecordingObserver(), default);

    private static void AssertClose(double[] expected, IReadOnlyList<VariancePart> parts)
    {
        Assert.Equal(expected.Length, parts.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            // lstsq on columns that are not centred keeps some 12 digits.
            Assert.Equal(expected[i], parts[i].RSquared, 1e-10);
        }
    }

    private static string Refused(Func<object> work) => Assert.ThrowsAny<DnnBrainException>(work).ErrorId;

    private static double[] Mix(double[] x, double weight, double[] y) => [.. x.Select((value, i) => (weight * value) + y[i])];

    private static double[] Distances(RandomStream random, int n)
    {
        double[,] patterns = new double[n, 4];
        for (int i = 0; i < patterns.Length; i++)
        {
            patterns[i / 4, i % 4] = random.NextNormal();
        }

        var distances = new List<double>();
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                distances.Add(Math.Sqrt(Enumerable.Range(0, 4).Sum(unit => Math.Pow(patterns[i, unit] - patterns[j, unit], 2))));
            }
        }

        return [.. distances];
    }
}
