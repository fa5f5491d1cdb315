using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

public class RsaDifferenceTesterTests
{
    private static readonly Rdm[] s_models = [RsaCells.Model(0), RsaCells.Model(1), RsaCells.Model(2)];

    [Fact]
    public void Test_Subjects_DifferencesAndErrorsAreThoseOfPairedValues()
    {
        IReadOnlyList<RsaComparison> comparisons = Compare(s_models, new());
        IReadOnlyList<RsaDifference> differences = Test(comparisons);
        Assert.Equal(9, differences.Count);
        (int, int)[] order = [(0, 1), (0, 2), (1, 2)];
        for (int i = 0; i < differences.Count; i++)
        {
            (string region, string[] subjects) = RsaCells.Regions[i / 3];
            (int first, int second) = order[i % 3];
            RsaDifference difference = differences[i];
            Assert.Equal((region, $"model{first}", $"model{second}", "SignFlip"), (difference.Region, difference.Name, difference.Against, difference.Test));
            double[] paired = Paired(comparisons, i / 3, first, second);
            double mean = paired.Average();
            Assert.Equal(mean, difference.Difference, 1e-12);
            double error = Math.Sqrt(paired.Sum(d => (d - mean) * (d - mean)) / (subjects.Length - 1) / subjects.Length);
            Assert.Equal(error, difference.StandardError, 1e-12);

            // The share of all signs whose mean is as far from 0.
            int signs = 1 << subjects.Length;
            int asFar = Enumerable.Range(0, signs).Count(flip =>
                Math.Abs(paired.Select((d, s) => (flip >> s & 1) == 1 ? -d : d).Average()) >= Math.Abs(mean) - 1e-12);
            Assert.Equal((double)asFar / signs, difference.PValue, 1e-12);
        }
    }

    [Fact]
    public void Test_StudentT_PIsThatOfTheDifferenceOverItsError()
    {
        IReadOnlyList<RsaComparison> comparisons = Compare(s_models, new());
        IReadOnlyList<RsaDifference> differences = Test(comparisons, subjectTest: SubjectTest.StudentT, correction: Correction.Holm);
        for (int i = 0; i < differences.Count; i++)
        {
            RsaDifference difference = differences[i];
            int freedom = RsaCells.Regions[i / 3].Subject.Length - 1;
            double t = difference.Difference / difference.StandardError;
            Assert.Equal(2 * MathNet.Numerics.Distributions.StudentT.CDF(0, 1, freedom, -Math.Abs(t)), difference.PValue, 1e-10);
            Assert.Equal("StudentT", difference.Test);
        }

        // Holm: the smallest of nine times nine, the next times eight and not below the one before, …
        double adjusted = 0;
        foreach ((RsaDifference difference, int rank) in differences.OrderBy(difference => difference.PValue).Select((difference, rank) => (difference, rank)))
        {
            adjusted = Math.Max(adjusted, Math.Min(1, difference.PValue * (9 - rank)));
            Assert.Equal(adjusted, difference.AdjustedPValue, 1e-12);
        }
    }

    [Fact]
    public void Test_OneSubject_HasADifferenceAndNoError()
    {
        RsaDifference difference = Test(RsaComparer.Compare(s_models[..2], RsaCells.References()[..1], new() { Inference = s_few }, new RecordingObserver(), default))[0];
        Assert.Equal(double.NaN, difference.StandardError);
        Assert.False(double.IsNaN(difference.Difference));
    }

    [Fact]
    public void Test_Bootstrap_ComparesCellsOfARegionUnderItsDraws()
    {
        IReadOnlyList<RsaComparison> comparisons = Compare(s_models, new() { Bootstrap = BootstrapFactor.Stimulus, BootstrapCount = 50 });
        IReadOnlyList<RsaDifference> differences = Test(comparisons);
        (int, int)[] order = [(0, 1), (0, 2), (1, 2)];
        for (int i = 0; i < differences.Count; i++)
        {
            (int first, int second) = order[i % 3];
            Assert.Equal(comparisons[(3 * (i / 3)) + first].Correlation - comparisons[(3 * (i / 3)) + second].Correlation, differences[i].Difference, 1e-12);
            Assert.Equal("Bootstrap Stimulus", differences[i].Test);
        }

        // Two models alone, in one region alone: the same draws of stimuli, so the same error.
        Rdm[] region = [.. RsaCells.References().Where(rdm => rdm.Name == "IT")];
        RsaDifference alone = Test(RsaComparer.Compare(
            [s_models[0], s_models[2]], region, new() { Inference = s_few, Bootstrap = BootstrapFactor.Stimulus, BootstrapCount = 50 }, new RecordingObserver(), default))[0];
        Assert.Equal(alone.StandardError, differences[7].StandardError, 1e-12);
        Assert.Equal(alone.PValue, differences[7].PValue, 1e-12);
    }

    [Fact]
    public void Test_Ceiling_IsThatOfTheModelsOwnRegion()
    {
        IReadOnlyList<RsaComparison> comparisons = Compare(s_models, new() { Bootstrap = BootstrapFactor.Stimulus, BootstrapCount = 50 });
        IReadOnlyList<RsaDifference> differences = Test(comparisons, againstCeiling: true);
        Assert.Equal(comparisons.Count, differences.Count);
        foreach ((RsaComparison comparison, RsaDifference difference) in comparisons.Zip(differences))
        {
            Assert.Equal((comparison.Name, comparison.Region, "(noise ceiling)"), (difference.Name, difference.Region, difference.Against));
            Assert.Equal(comparison.Correlation - comparison.CeilingLower, difference.Difference, 1e-12);
            Assert.Equal(comparison.CeilingPValue, difference.PValue, 1e-12);
            Assert.Single(difference.Provenance.Sources);
        }
    }

    [Fact]
    public void Test_BadInput_IsRefused()
    {
        IReadOnlyList<RsaComparison> plain = Compare(s_models, new());
        IReadOnlyList<RsaComparison> drawn = Compare(s_models[..1], new() { Bootstrap = BootstrapFactor.Stimulus, BootstrapCount = 10 });
        IReadOnlyList<RsaComparison> drawnAgain = Compare(s_models[1..2], new() { Bootstrap = BootstrapFactor.Stimulus, BootstrapCount = 10 });
        Assert.Equal("DifferenceMissing", Refused(() => Test([])));
        Assert.Equal("DifferenceMissing", Refused(() => Test([plain[0], plain[3]])));
        Assert.Equal("BootstrapMissing", Refused(() => Test(plain, againstCeiling: true)));
        Assert.Equal("BootstrapMissing", Refused(() => Test([], againstCeiling: true)));
        Assert.Equal("ComparisonMixed", Refused(() => Test([plain[1], drawn[0]])));
        Assert.Equal("ComparisonMixed", Refused(() => Test([drawnAgain[0], drawn[0]])));

        Rdm[] fewer = [.. RsaCells.References().Where(rdm => rdm.Subject != "d")];
        RsaComparison others = RsaComparer.Compare(s_models[..1], fewer, new() { Inference = s_few }, new RecordingObserver(), default)[0];
        RsaComparison kendall = RsaComparer.Compare(
            s_models[..1], RsaCells.References(), new() { Inference = s_few, Method = RdmComparisonMethod.KendallTauA }, new RecordingObserver(), default)[0];
        Assert.Equal("SubjectMismatch", Refused(() => Test([plain[1], others])));
        Assert.Equal("SubjectMismatch", Refused(() => Test([plain[1], kendall])));
    }

    private static readonly InferenceOptions s_few = new() { PermutationCount = 0 };

    private static IReadOnlyList<RsaComparison> Compare(Rdm[] models, RsaComparisonOptions options) =>
        RsaComparer.Compare(models, RsaCells.References(), options with { Inference = s_few }, new RecordingObserver(), default);

    private static double[] Paired(IReadOnlyList<RsaComparison> comparisons, int region, int first, int second) =>
        [.. comparisons[(3 * region) + first].SubjectCorrelation.Zip(comparisons[(3 * region) + second].SubjectCorrelation, (x, y) => x - y)];

    private static IReadOnlyList<RsaDifference> Test(
        IReadOnlyList<RsaComparison> comparisons,
        bool againstCeiling = false,
        SubjectTest subjectTest = SubjectTest.SignFlip,
        Correction correction = Correction.Maximum) => RsaDifferenceTester.Test(
        comparisons, againstCeiling, subjectTest, new InferenceOptions { PermutationCount = 100, Correction = correction }, new RecordingObserver(), default);

    private static string Refused(Func<object> work) => Assert.ThrowsAny<DnnBrainException>(work).ErrorId;
}
