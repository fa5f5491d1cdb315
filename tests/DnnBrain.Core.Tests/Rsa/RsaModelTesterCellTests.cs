using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Several models and regions of different people at once give what each gives alone: folds and draws of stimuli are the same.</summary>
public class RsaModelTesterCellTests : TensorTest
{
    private static readonly RsaModel[] s_models =
    [
        new("weighted", RsaModelKind.Weighted, [RsaCells.Model(0), RsaCells.Model(1), RsaCells.Model(2)], alpha: 0.1),
        new("best", RsaModelKind.Select, [RsaCells.Model(1), RsaCells.Model(2)]),
    ];

    [Theory]
    [InlineData("Pearson")]
    [InlineData("Spearman")]
    [InlineData("KendallTauA")]
    public void Test_ModelsAndRegions_EachIsAsAlone(string method)
    {
        IReadOnlyList<RsaModelTest> all = Test(s_models, RsaCells.References(), method);
        Assert.Equal(6, all.Count);
        for (int cell = 0; cell < all.Count; cell++)
        {
            (string region, string[] subjects) = RsaCells.Regions[cell / 2];
            RsaModel model = s_models[cell % 2];
            RsaModelTest alone = Assert.Single(Test([model], [.. RsaCells.References().Where(rdm => rdm.Name == region)], method));
            RsaModelTest result = all[cell];
            Assert.Equal((model.Name, region), (result.Name, result.Region));
            Assert.Equal(subjects, result.Subject);
            Assert.Equal(model.Component.Select(rdm => rdm.Name), result.Component);
            AssertClose(alone.SubjectScore, result.SubjectScore);
            AssertClose(alone.Weight, result.Weight);
            AssertClose(alone.Share, result.Share);
            Assert.Equal(alone.Score, result.Score, 1e-10);
            Assert.Equal(alone.InSampleScore, result.InSampleScore, 1e-10);
            Assert.Equal(alone.CeilingLower, result.CeilingLower, 1e-10);
            Assert.Equal(alone.CeilingUpper, result.CeilingUpper, 1e-10);
            Assert.Equal(alone.PValue, result.PValue, 1e-12);

            double mean = result.SubjectScore.Average();
            double variance = result.SubjectScore.Sum(score => (score - mean) * (score - mean)) / (subjects.Length - 1);
            Assert.Equal(Math.Sqrt(variance / subjects.Length), result.StandardError, 1e-12);
        }

        Assert.Equal(6, all.Select(result => Math.Round(result.Score, 9)).Distinct().Count());
    }

    [Fact]
    public void Test_BootstrapOfStimuli_EachIsAsAlone()
    {
        IReadOnlyList<RsaModelTest> all = Test(s_models, RsaCells.References(), "Pearson", BootstrapFactor.Stimulus);
        for (int cell = 0; cell < all.Count; cell++)
        {
            Rdm[] region = [.. RsaCells.References().Where(rdm => rdm.Name == RsaCells.Regions[cell / 2].Region)];
            RsaModelTest alone = Assert.Single(Test([s_models[cell % 2]], region, "Pearson", BootstrapFactor.Stimulus));
            Assert.Equal(alone.StandardError, all[cell].StandardError, 1e-10);
            Assert.Equal(alone.Confidence.Low, all[cell].Confidence.Low, 1e-10);
            Assert.Equal(alone.PValue, all[cell].PValue, 1e-10);
            Assert.Equal(all[cell].Score, (all[cell].Confidence.Low + all[cell].Confidence.High) / 2, 1e-10);
            Assert.Equal("Bootstrap Stimulus", all[cell].Test);
        }
    }

    /// <summary>The people of a draw are looked up by person and not by place: who is in no sample of a region does not change it.</summary>
    [Fact]
    public void Evaluate_SeveralSamplesOfSubjects_EachIsAsAlone()
    {
        Rdm[] components = [.. s_models.SelectMany(model => model.Component)];
        IReadOnlyList<ReferenceGroup> groups = ReferenceGroup.FromRdms(RsaCells.References());
        PairForm form = RdmComparisonMethod.Pearson.Form;
        var rdms = new WeightedRdms(
            AlignedRdms.Create([.. components, .. RsaCells.References()], StimulusAlignment.Id, SilentObserver.Instance), components.Length, groups, form);
        var design = new PairDesign(form, RsaCells.Stimuli, rdms.SubjectCount, null, rdms.Regions);
        var statistic = new ModelStatistic(design, s_models, [.. components.Select((_, k) => new PairComponent(k < 3 ? 0 : 1, rdms.Vector(k)))], 2, 2, 5);
        Assert.Equal(12, statistic.ValueCount);
        SampleChecks.AssertSamplesAreIndependent(statistic);
        SampleChecks.AssertSamplesAreIndependent(new ComparisonStatistic(design, [rdms.Vector(0), rdms.Vector(1)]));
    }

    /// <summary>
    /// Spearman of a variable with the mark of its upper 30 % is √(3 · 0.3 · 0.7) = 0.79, above the 0.7 of a noisy copy. Tied ranks are shorter vectors: products alone,
    /// 0.79 · 0.79 to 0.7, would take the copy.
    /// </summary>
    [Fact]
    public void Test_ChoiceByRanks_TakesTheHigherCorrelationAndNotTheLongerVector()
    {
        double[] y = [.. RsaCells.Model(0).Dissimilarity];
        double threshold = y.Order().ElementAt((int)(0.7 * y.Length));
        double[] other = [.. RsaCells.Model(1).Dissimilarity];
        Rdm mark = RsaCase.Rdm("mark", null, [.. y.Select(value => value > threshold ? 1.0 : 0)]);
        Rdm copy = RsaCase.Rdm("copy", null, [.. y.Zip(other, (a, b) => a + b)]);
        double ofMark = DnnBrain.Statistics.Correlation.Spearman([.. mark.Dissimilarity], y);
        double ofCopy = DnnBrain.Statistics.Correlation.Spearman([.. copy.Dissimilarity], y);
        Assert.InRange(ofMark - ofCopy, 0.02, 0.2);
        RsaModelTest result = Assert.Single(Test(
            [new RsaModel("best", RsaModelKind.Select, [copy, mark])], [RsaCase.Rdm("V1", "a", y), RsaCase.Rdm("V1", "b", y)], "Spearman"));
        Assert.Equal([0.0, 1], result.Weight);
    }

    [Theory]
    [InlineData(6, 2)]
    [InlineData(11, 2)]
    [InlineData(12, 3)]
    [InlineData(23, 3)]
    [InlineData(24, 4)]
    [InlineData(39, 4)]
    [InlineData(40, 5)]
    [InlineData(500, 5)]
    public void DefaultCount_Stimuli_IsThePublishedNumberOfFolds(int stimuli, int folds)
    {
        Assert.Equal(folds, ModelFolds.DefaultCount(stimuli));
        Assert.Equal(folds, ModelFolds.Count(null, stimuli, ModelFolds.FewestOf(0)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Test_NoRepetition_IsRefused(int count)
    {
        var options = new RsaModelTestOptions { RepetitionCount = count };
        Assert.Equal("RepetitionCountInvalid", Assert.ThrowsAny<DnnBrainException>(() =>
            RsaModelTester.Test(s_models, RsaCells.References(), options, SilentObserver.Instance, default)).ErrorId);
    }

    [Fact]
    public void Test_BadOptions_AreRefused()
    {
        Assert.Equal("PermutationCountInvalid", Refused(new() { Inference = new InferenceOptions { PermutationCount = -1 } }));
        Assert.Equal("ThreadCountInvalid", Refused(new() { Inference = new InferenceOptions { MaxThreads = 0 } }));
        Assert.Equal("BootstrapCountInvalid", Refused(new() { Bootstrap = BootstrapFactor.Subject, BootstrapCount = 1 }));
        Assert.Equal("BootstrapNotSupported", Refused(new() { Method = RdmComparisonMethod.NegativeRiemannian, Bootstrap = BootstrapFactor.Stimulus }));
        Assert.Equal("NuisanceMissing", Refused(new() { Semipartial = true }));
        Assert.Equal("NuisanceNotSupported", Refused(new() { Method = RdmComparisonMethod.KendallTauA, Nuisance = [RsaCells.Model(9)] }));
        Assert.Equal("CovarianceNotSupported", Refused(new() { StimulusCovariance = new double[RsaCells.Stimuli, RsaCells.Stimuli] }));
        foreach (double level in new[] { 0, 1, -1, double.NaN })
        {
            Assert.Equal("ConfidenceLevelInvalid", Refused(new() { ConfidenceLevel = level }));
        }

        foreach (int folds in new[] { -1, 0, 1, 5 })
        {
            Assert.Equal("FoldCountInvalid", Refused(new() { FoldCount = folds }));
        }

        static string Refused(RsaModelTestOptions options) => Assert.ThrowsAny<DnnBrainException>(() =>
            RsaModelTester.Test(s_models, RsaCells.References(), options, SilentObserver.Instance, default)).ErrorId;
    }

    private static IReadOnlyList<RsaModelTest> Test(RsaModel[] models, Rdm[] references, string method, BootstrapFactor bootstrap = BootstrapFactor.None) => RsaModelTester.Test(
        models,
        references,
        new RsaModelTestOptions
        {
            Method = RdmComparisonMethod.Parse(method),
            RepetitionCount = 2,
            Bootstrap = bootstrap,
            BootstrapCount = 20,
            Inference = new InferenceOptions { PermutationCount = 100, Seed = 5 },
        },
        new RecordingObserver(),
        default);

    private static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Index(), item => Assert.Equal(item.Item, actual[item.Index], 1e-10));
    }
}
