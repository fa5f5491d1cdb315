using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

public class RsaComparerTests
{
    [Theory]
    [InlineData("spearman")]
    [InlineData("pearson")]
    [InlineData("exact spearman")]
    [InlineData("exact pearson")]
    [InlineData("missing")]
    [InlineData("lost stimulus")]
    public void Compare_SimulatedSubjects_EqualsSciPy(string name)
    {
        RsaCase reference = RsaCase.Load(name);
        var observer = new RecordingObserver();
        IReadOnlyList<RsaComparison> results = RsaComparer.Compare(reference.Models, reference.References, reference.Options(0), observer, default);
        Assert.Equal(["model0 region0", "model1 region0", "model0 region1", "model1 region1"], results.Select(r => $"{r.Name} {r.Region}"));
        for (int cell = 0; cell < results.Count; cell++)
        {
            RsaComparison result = results[cell];
            (double[] r, (double Lower, double Upper) ceiling) = (reference.SubjectR(cell % 2, cell / 2), reference.Ceiling(cell / 2));
            AssertClose(r, result.SubjectCorrelation);
            Assert.Equal(r.Average(), result.Correlation, 1e-12);
            Assert.Equal(ceiling.Lower, result.CeilingLower, 1e-12);
            Assert.Equal(ceiling.Upper, result.CeilingUpper, 1e-12);
            Assert.Equal(reference.PairCount, result.PairCount);
            Assert.Equal((reference.StimulusCount * (reference.StimulusCount - 1) / 2) - reference.PairCount, result.DroppedPairCount);
            double sd = Math.Sqrt(r.Sum(x => Math.Pow(x - r.Average(), 2)) / (r.Length - 1));
            Assert.Equal(sd / Math.Sqrt(r.Length), result.StandardError, 1e-12);
        }
    }

    [Theory]
    [InlineData("exact spearman")]
    [InlineData("exact pearson")]
    public void Compare_FiveStimuli_EqualsEveryPermutationGoneThrough(string name)
    {
        RsaCase reference = RsaCase.Load(name);
        IReadOnlyList<RsaComparison> results = RsaComparer.Compare(reference.Models, reference.References, reference.Options(10_000), SilentObserver.Instance, default);
        Assert.All(results, result => Assert.Equal(119, result.PermutationCount));
        AssertClose(reference.Cells("p"), results.Select(r => r.PValue));
        AssertClose(reference.Cells("adjusted_p"), results.Select(r => r.AdjustedPValue));
        AssertClose(reference.Cells("subject_p"), results.Select(r => r.SubjectPValue));
        AssertClose(reference.Cells("adjusted_subject_p"), results.Select(r => r.AdjustedSubjectPValue));
    }

    [Fact]
    public void Compare_RandomPermutations_ApproachTheExactTest()
    {
        RsaCase reference = RsaCase.Load("exact spearman");
        IReadOnlyList<RsaComparison> results = RsaComparer.Compare(reference.Models, reference.References, reference.Options(118), SilentObserver.Instance, default);

        // Four standard errors of a share of 118, at most 4 · 0.5 / √118.
        foreach ((double exact, RsaComparison result) in reference.Cells("p").Zip(results))
        {
            Assert.InRange(result.PValue, exact - 0.185, exact + 0.185);
        }
    }

    [Fact]
    public void Compare_OneOrTwoThreads_GivesTheSameBits()
    {
        RsaCase reference = RsaCase.Load("missing");
        IReadOnlyList<RsaComparison> Run(int threads) => RsaComparer.Compare(
            reference.Models,
            reference.References,
            new RsaComparisonOptions { Inference = new InferenceOptions { PermutationCount = 3000, Seed = 5, MaxThreads = threads } },
            new RecordingObserver(),
            default);
        Assert.Equal(Run(1).Select(r => (r.PValue, r.AdjustedPValue)), Run(2).Select(r => (r.PValue, r.AdjustedPValue)));
    }

    [Fact]
    public void Compare_OtherOrderOfStimuli_GivesTheSameNumbers()
    {
        RsaCase reference = RsaCase.Load("spearman");
        Rdm[] shuffled = [.. reference.References.Select((rdm, i) => i % 2 == 0 ? rdm.Reorder([.. rdm.StimulusId.Reverse()]) : rdm)];
        IReadOnlyList<RsaComparison> expected = RsaComparer.Compare(reference.Models, reference.References, reference.Options(500), SilentObserver.Instance, default);
        IReadOnlyList<RsaComparison> results = RsaComparer.Compare(reference.Models, shuffled, reference.Options(500), SilentObserver.Instance, default);
        AssertClose(expected.Select(r => r.Correlation), results.Select(r => r.Correlation));
        Assert.Equal(expected.Select(r => r.PValue), results.Select(r => r.PValue));
    }

    [Fact]
    public void Compare_MoreModelsThanRegions_PermutesTheSameWayAsFewer()
    {
        RsaCase reference = RsaCase.Load("pearson");
        Rdm[] oneRegion = [.. reference.References.Where(rdm => rdm.Name == "region0")];
        IReadOnlyList<RsaComparison> both = RsaComparer.Compare(reference.Models, oneRegion, reference.Options(2000), SilentObserver.Instance, default);
        IReadOnlyList<RsaComparison> alone = RsaComparer.Compare([reference.Models[1]], oneRegion, reference.Options(2000), SilentObserver.Instance, default);
        Assert.Equal(both[1].PValue, alone[0].PValue);
    }

    [Fact]
    public void Compare_MissingPairs_AreCountedInAWarning()
    {
        RsaCase reference = RsaCase.Load("missing");
        var observer = new RecordingObserver();
        RsaComparer.Compare(reference.Models, reference.References, reference.Options(0), observer, default);
        Assert.Contains("3 of 36 pairs", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_StimulusWithoutValues_IsNamedInAWarning()
    {
        RsaCase reference = RsaCase.Load("lost stimulus");
        var observer = new RecordingObserver();
        IReadOnlyList<RsaComparison> results = RsaComparer.Compare(reference.Models, reference.References, reference.Options(0), observer, default);
        Assert.Contains("(s4)", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        Assert.All(results, result => Assert.Equal(8, result.StimulusCount));
    }

    [Fact]
    public void Compare_MissingPairs_PermutedStatisticIsPearsonOverTheSharedPairs()
    {
        // x(π) and y over the pairs that are there before and after, by the definition.
        double[] present = [1, 1, 0, 1, 1, 1];
        double[] x = [0.3, -0.5, 0, 0.9, 0.1, -0.8];
        double[] y = [0.2, -0.1, 0, 0.7, -0.6, -0.2];
        int[] labels = [2, 0, 1, 3];
        int[] source = [1, 3, 5, 0, 2, 4];
        var statistic = new IncompleteMatrixCorrelationStatistic(4, present, [x], [[y]]);
        double[] cell = new double[1];
        statistic.CreateEvaluator().Evaluate(labels, cell);
        int[] shared = [.. Enumerable.Range(0, 6).Where(pair => present[pair] == 1 && present[source[pair]] == 1)];
        double expected = DnnBrain.Statistics.Correlation.Pearson([.. shared.Select(p => x[source[p]])], [.. shared.Select(p => y[p])]);
        Assert.Equal(expected, cell[0], 1e-14);
    }

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        // Sums of a few dozen products.
        foreach ((double e, double a) in expected.Zip(actual))
        {
            Assert.Equal(e, a, 1e-12);
        }
    }
}
