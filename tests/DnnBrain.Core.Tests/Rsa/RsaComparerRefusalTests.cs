using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

public class RsaComparerRefusalTests
{
    private static readonly Rdm s_model = RsaCase.Rdm("layer", null, 1, 2, 3, 4, 5, 6);
    private static readonly Rdm s_brain = RsaCase.Rdm("IT", "1", 2, 1, 3, 5, 4, 7);

    [Fact]
    public void Compare_TwoStimuli_IsRefused()
    {
        Assert.Equal("StimulusTooFew", Refusal([RsaCase.Rdm("layer", null, 1)], [RsaCase.Rdm("IT", "1", 1)]));
    }

    [Fact]
    public void Compare_NoRdm_IsRefused()
    {
        Assert.Equal("RdmMissing", Refusal([], [s_brain]));
        Assert.Equal("RdmMissing", Refusal([s_model], []));
    }

    [Fact]
    public void Compare_BuresOfNegativeDistances_IsRefused()
    {
        // Their kernel has no positive eigenvalue: a similarity would be that of rounding.
        var options = new RsaComparisonOptions { Method = RdmComparisonMethod.Parse("Bures") };
        var error = Assert.Throws<DnnBrainException>(() =>
            RsaComparer.Compare([s_model], [RsaCase.Rdm("IT", "1", -2, -1, -3, -1, -2, -2)], options, SilentObserver.Instance, default));
        Assert.Equal("RdmConstant", error.ErrorId);
        Assert.Contains("none of its dissimilarities is above 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_UnequalIds_ListsTheDifference()
    {
        var other = new Rdm("IT", "Euclidean", ["s0", "s1", "s2", "face"], [1, 2, 3, 4, 5, 6], s_brain.Provenance);
        var error = Assert.Throws<DnnBrainException>(() => RsaComparer.Compare([s_model], [other], new(), SilentObserver.Instance, default));
        Assert.Equal("StimulusMismatch", error.ErrorId);
        Assert.Contains($"'{s_model.Name}' (4 stimuli)", error.Message, StringComparison.Ordinal);
        Assert.Contains("s3", error.Message, StringComparison.Ordinal);
        Assert.Contains("face", error.Message, StringComparison.Ordinal);
        Assert.Contains("-AlignBy Position", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_UnequalIdsByPosition_Agree()
    {
        var other = new Rdm("IT", "Euclidean", ["a", "b", "c", "d"], [.. s_brain.Dissimilarity], s_brain.Provenance);
        var options = new RsaComparisonOptions { AlignBy = StimulusAlignment.Position };
        RsaComparison byPosition = Assert.Single(RsaComparer.Compare([s_model], [other], options, new RecordingObserver(), default));
        RsaComparison byId = Assert.Single(RsaComparer.Compare([s_model], [s_brain], new(), new RecordingObserver(), default));
        Assert.Equal(byId.Correlation, byPosition.Correlation);
        Assert.Equal("Position", byPosition.Provenance.Parameters["AlignBy"]);
    }

    [Fact]
    public void Compare_OtherSizeByPosition_IsRefused()
    {
        var options = new RsaComparisonOptions { AlignBy = StimulusAlignment.Position };
        var error = Assert.Throws<DnnBrainException>(() => RsaComparer.Compare([s_model], [RsaCase.Rdm("IT", "1", 1, 2, 3)], options, SilentObserver.Instance, default));
        Assert.Equal("StimulusMismatch", error.ErrorId);
    }

    [Theory]
    [InlineData("RdmConstant", 2.0, 2.0, 2.0, 2.0, 2.0, 2.0)]
    [InlineData("RdmEmpty", double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN)]
    [InlineData("RdmNotFinite", 1.0, 2.0, double.PositiveInfinity, 4.0, 5.0, 6.0)]
    public void Compare_UnusableReference_IsRefused(string errorId, params double[] values)
    {
        Assert.Equal(errorId, Refusal([s_model], [RsaCase.Rdm("IT", "1", values)]));
    }

    [Fact]
    public void Compare_UnusableModel_FailsAloneAndTheOthersGoOn()
    {
        var observer = new RecordingObserver();
        Rdm dead = RsaCase.Rdm("dead", null, 1, 1, 1, 1, 1, 1);
        RsaComparison result = Assert.Single(RsaComparer.Compare([dead, s_model], [s_brain], new(), observer, default));
        Assert.Equal("layer", result.Name);
        Assert.Equal("RdmConstant", Assert.Single(observer.Failures).ErrorId);
        Assert.Empty(RsaComparer.Compare([dead], [s_brain], new(), observer, default));
    }

    [Theory]
    [InlineData(StimulusAlignment.Id, true)]
    [InlineData(StimulusAlignment.Id, false)]
    [InlineData(StimulusAlignment.Position, true)]
    [InlineData(StimulusAlignment.Position, false)]
    public void Compare_ModelOfOtherStimuliAmongOthers_FailsAloneAndTheOthersGoOn(StimulusAlignment alignBy, bool isFirst)
    {
        Rdm other = RsaCase.Rdm("other", null, 1, 2, 4);
        Rdm[] models = isFirst ? [other, s_model] : [s_model, other];
        var options = new RsaComparisonOptions { AlignBy = alignBy };
        var observer = new RecordingObserver();

        RsaComparison result = Assert.Single(RsaComparer.Compare(models, [s_brain], options, observer, default));
        RsaComparisonMatrix matrix = RsaComparer.CompareAll(models, [s_brain], options, new RecordingObserver(), default);

        Assert.Equal(Assert.Single(RsaComparer.Compare([s_model], [s_brain], options, new RecordingObserver(), default)).Correlation, result.Correlation);
        DnnBrainException problem = Assert.Single(observer.Failures);
        Assert.Equal(("StimulusMismatch", "other"), (problem.ErrorId, problem.Target));
        Assert.Equal(["layer"], matrix.Name);

        // No test was made, and none is told of.
        Assert.Equal(["AlignBy", "Method"], matrix.Provenance.Parameters.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Compare_ConstantOverTheSharedPairs_FailsAlone()
    {
        // What is left of the model once the pair that the region lacks is dropped.
        var observer = new RecordingObserver();
        Rdm almostConstant = RsaCase.Rdm("layer", null, 2, 2, 9, 2, 2, 2);
        Assert.Empty(RsaComparer.Compare([almostConstant], [RsaCase.Rdm("IT", "1", 2, 1, double.NaN, 5, 4, 7)], new(), observer, default));
        Assert.Equal("RdmConstant", Assert.Single(observer.Failures).ErrorId);
    }

    [Fact]
    public void Compare_HardlyAnyPairInCommon_IsRefused()
    {
        const double NaN = double.NaN;
        Assert.Equal("PairTooFew", Refusal([RsaCase.Rdm("layer", null, 1, NaN, 3, NaN, 5, 6)], [RsaCase.Rdm("IT", "1", NaN, 1, 3, 5, NaN, 7)]));
    }

    [Fact]
    public void Compare_SubjectTwice_IsRefused()
    {
        Assert.Equal("ReferenceDuplicate", Refusal([s_model], [s_brain, s_brain]));
        Rdm nameless = RsaCase.Rdm("IT", null, 2, 1, 3, 5, 4, 7);
        Assert.Equal("ReferenceDuplicate", Refusal([s_model], [nameless, nameless]));
    }

    [Fact]
    public void Compare_OneSubject_HasNoCeilingAndSaysSo()
    {
        var observer = new RecordingObserver();
        RsaComparison result = Assert.Single(RsaComparer.Compare([s_model], [s_brain], new(), observer, default));
        Assert.Equal(double.NaN, result.CeilingLower);
        Assert.Equal(double.NaN, result.CeilingUpper);
        Assert.Equal(double.NaN, result.StandardError);
        Assert.Equal(double.NaN, result.SubjectPValue);
        Assert.InRange(result.PValue, 1 / 24.0, 1);
        Assert.Contains("One subject only in IT", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StimulusAlignment.Id)]
    [InlineData(StimulusAlignment.Position)]
    public void Compare_SubjectsOfDifferentSizes_IsRefused(StimulusAlignment alignBy)
    {
        Rdm[] subjects = [RsaCase.Rdm("IT", "1", 2, 1, 3, 5, 4, 7), RsaCase.Rdm("IT", "2", 2, 1, 3)];
        var comparison = new RsaComparisonOptions { AlignBy = alignBy };
        var ceiling = new RsaCeilingOptions { AlignBy = alignBy };

        Assert.Equal("StimulusMismatch", Assert.Throws<DnnBrainException>(() => RsaComparer.Compare([s_model], subjects, comparison, SilentObserver.Instance, default)).ErrorId);
        Assert.Equal("StimulusMismatch", Assert.Throws<DnnBrainException>(() => RsaCeilingMeter.Measure(subjects, ceiling, SilentObserver.Instance, default)).ErrorId);
    }

    [Fact]
    public void Compare_NoPermutations_HasNoPValue()
    {
        var options = new RsaComparisonOptions { Inference = new InferenceOptions { PermutationCount = 0 } };
        RsaComparison result = Assert.Single(RsaComparer.Compare([s_model], [s_brain], options, new RecordingObserver(), default));
        Assert.Equal(double.NaN, result.PValue);
        Assert.Equal(0, result.PermutationCount);
    }

    [Fact]
    public void Parse_UnknownMethod_ListsTheOthers()
    {
        var error = Assert.Throws<DnnBrainException>(() => RdmComparisonMethod.Parse("Euclid"));
        Assert.Equal("ComparisonMethodNotFound", error.ErrorId);
        Assert.Contains("Spearman, Pearson", error.Message, StringComparison.Ordinal);
        Assert.Same(RdmComparisonMethod.Pearson, RdmComparisonMethod.Parse("pearson"));
    }

    private static string Refusal(Rdm[] models, Rdm[] references) =>
        Assert.Throws<DnnBrainException>(() => RsaComparer.Compare(models, references, new(), SilentObserver.Instance, default)).ErrorId;
}
