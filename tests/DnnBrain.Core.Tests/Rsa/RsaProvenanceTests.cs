using DnnBrain.Rsa;
using DnnBrain.Rsa.Temporal;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Tests and bootstraps say of themselves the same things in the same words, whatever they test.</summary>
public class RsaProvenanceTests : TensorTest
{
    private static readonly Rdm[] s_models = [RsaCells.Model(0), RsaCells.Model(1)];
    private static readonly Rdm[] s_references = [.. RsaCells.References().Where(rdm => rdm.Name == "V1")];
    private static readonly InferenceOptions s_inference = new() { PermutationCount = 3, Seed = 5, Alternative = Alternative.TwoSided, Correction = Correction.Holm };

    [Theory]
    [InlineData("comparison")]
    [InlineData("models")]
    [InlineData("weighting")]
    [InlineData("partition")]
    public void Provenance_OfAnyInference_NamesTestAndBootstrapAlike(string kind)
    {
        Provenance tested = Made(kind, BootstrapFactor.None);
        Assert.Equal(5, tested.Seed);
        Assert.Equal(
            ("Id", "3", "TwoSided", "Holm", "None"),
            (tested.Parameters["AlignBy"], tested.Parameters["PermutationCount"], tested.Parameters["Alternative"], tested.Parameters["Correction"], tested.Parameters["Bootstrap"]));
        string[] ofDraws = ["BootstrapCount", "IntervalMethod", "ConfidenceLevel"];
        Assert.Empty(tested.Parameters.Keys.Intersect(ofDraws));

        IReadOnlyDictionary<string, string> drawn = Made(kind, BootstrapFactor.Subject).Parameters;
        Assert.Equal(("Subject", "4", "StudentT", "0.9"), (drawn["Bootstrap"], drawn["BootstrapCount"], drawn["IntervalMethod"], drawn["ConfidenceLevel"]));
        Assert.Equal([.. tested.Parameters.Keys.Union(ofDraws).Order(StringComparer.Ordinal)], drawn.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Provenance_OfCeilings_HasDrawsOnlyWhereThereAreAny()
    {
        IReadOnlyDictionary<string, string> Of(BootstrapFactor factor) => RsaCeilingMeter.Measure(
            s_references, new RsaCeilingOptions { Bootstrap = new BootstrapOptions { Factor = factor, Count = 4 } }, SilentObserver.Instance, default)[0].Provenance.Parameters;

        Assert.Equal(["AlignBy", "Bootstrap", "Method"], Of(BootstrapFactor.None).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["AlignBy", "Bootstrap", "BootstrapCount", "ConfidenceLevel", "IntervalMethod", "Method"], Of(BootstrapFactor.Subject).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Provenance_OfCourses_NamesTheDrawsBehindThePeak()
    {
        Rdm[] movie = [.. s_references.SelectMany(rdm => new[] { 1, 2 }.Select(time => RsaCase.Rdm($"V1:{time}", rdm.Subject, [.. rdm.Dissimilarity.Select(value => value + time)])))];
        IReadOnlyDictionary<string, string> made = TemporalRsaComparer.Compare(
            s_models,
            movie,
            new TemporalRsaOptions { BootstrapCount = 6, ConfidenceLevel = 0.9, Comparison = new RsaComparisonOptions { Inference = s_inference } },
            new RecordingObserver(),
            default)[0].Provenance.Parameters;
        Assert.Equal(("Subject", "6", "Percentile", "0.9"), (made["Bootstrap"], made["BootstrapCount"], made["IntervalMethod"], made["ConfidenceLevel"]));
        Assert.Equal(("3", "TwoSided"), (made["PermutationCount"], made["Alternative"]));
    }

    [Fact]
    public void Provenance_OfDifferences_NamesTheTest()
    {
        RsaComparison[] comparisons = [.. RsaComparer.Compare(s_models, s_references, new RsaComparisonOptions { Inference = s_inference }, SilentObserver.Instance, default)];
        IReadOnlyDictionary<string, string> made = RsaDifferenceTester.Test(
            comparisons, againstCeiling: false, SubjectTest.SignFlip, s_inference with { Alternative = Alternative.Greater }, SilentObserver.Instance, default)[0].Provenance.Parameters;
        Assert.Equal(("SignFlip", "3", "TwoSided", "Holm"), (made["Test"], made["PermutationCount"], made["Alternative"], made["Correction"]));
    }

    [Fact]
    public void Provenance_OfAllSimilarities_HasNoTest()
    {
        IReadOnlyDictionary<string, string> made = RsaComparer.CompareAll(s_models, s_references, new RsaComparisonOptions(), SilentObserver.Instance, default).Provenance.Parameters;
        Assert.Equal(["AlignBy", "Method"], made.Keys);
    }

    private static Provenance Made(string kind, BootstrapFactor factor)
    {
        T With<T>(T options)
            where T : RsaInferenceOptions => options with { Inference = s_inference, Bootstrap = factor, BootstrapCount = 4, ConfidenceLevel = 0.9 };

        return kind switch
        {
            "comparison" => RsaComparer.Compare(s_models, s_references, With(new RsaComparisonOptions()), SilentObserver.Instance, default)[0].Provenance,
            "models" => RsaModelTester.Test(
                [new RsaModel("one", RsaModelKind.Fixed, [s_models[0]])], s_references, With(new RsaModelTestOptions { RepetitionCount = 2 }), SilentObserver.Instance, default)[0].Provenance,
            "weighting" => WeightedRsaFitter.Fit("sum", s_models, s_references, With(new WeightedRsaOptions { RepetitionCount = 2 }), SilentObserver.Instance, default)[0].Provenance,
            _ => VariancePartitioner.Partition(
                [new VarianceGroup("a", [s_models[0]]), new VarianceGroup("b", [s_models[1]])], s_references, With(new VariancePartitionOptions()), SilentObserver.Instance, default)[0].Provenance,
        };
    }
}
