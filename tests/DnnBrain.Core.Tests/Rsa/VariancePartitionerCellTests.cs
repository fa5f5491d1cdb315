using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Inference;
using DnnBrain.Rsa.Partition;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Several regions of different people at once give what each gives alone.</summary>
public class VariancePartitionerCellTests : TensorTest
{
    private static readonly VarianceGroup[] s_groups = [new("two", [RsaCells.Model(0), RsaCells.Model(1)]), new("one", [RsaCells.Model(2)])];

    [Theory]
    [InlineData(BootstrapFactor.None, false)]
    [InlineData(BootstrapFactor.Stimulus, false)]
    [InlineData(BootstrapFactor.None, true)]
    public void Partition_Regions_EachIsAsAlone(BootstrapFactor bootstrap, bool hasHole)
    {
        VariancePartitionOptions options = new()
        {
            Bootstrap = bootstrap,
            BootstrapCount = 20,
            Inference = new InferenceOptions { PermutationCount = 40, Seed = 5 },
        };
        Rdm[] references = [.. RsaCells.References().Select(rdm => hasHole ? RsaCells.WithHole(rdm, 7) : rdm)];
        IReadOnlyList<VariancePart> all = Partition(references, options);
        Assert.Equal(12, all.Count);
        for (int g = 0; g < 3; g++)
        {
            (string region, string[] subjects) = RsaCells.Regions[g];
            IReadOnlyList<VariancePart> alone = Partition([.. references.Where(rdm => rdm.Name == region)], options);
            for (int part = 0; part < 4; part++)
            {
                VariancePart result = all[(4 * g) + part];
                Assert.Equal((region, alone[part].Name, alone[part].Kind), (result.Region, result.Name, result.Kind));
                Assert.Equal(subjects, result.Subject);
                Assert.All(alone[part].SubjectRSquared.Index(), item => Assert.Equal(item.Item, result.SubjectRSquared[item.Index], 1e-12));
                Assert.Equal(alone[part].RSquared, result.RSquared, 1e-12);
                Assert.Equal(result.SubjectRSquared.Average(), result.RSquared, 1e-12);
                Assert.Equal(alone[part].PValue, result.PValue, 1e-12);
                Assert.Equal(alone[part].StandardError, result.StandardError, 1e-10);
                Assert.Equal(alone[part].Confidence.Low, result.Confidence.Low, 1e-10);
                if (bootstrap == BootstrapFactor.None)
                {
                    double variance = result.SubjectRSquared.Sum(r => Math.Pow(r - result.RSquared, 2)) / (subjects.Length - 1);
                    Assert.Equal(Math.Sqrt(variance / subjects.Length), result.StandardError, 1e-12);
                }
            }
        }

        Assert.Equal(12, all.Select(part => Math.Round(part.RSquared, 9)).Distinct().Count());
    }

    [Fact]
    public void Partition_OneSubject_HasNoStandardError()
    {
        Assert.All(Partition(RsaCells.References()[..1], new() { Inference = new InferenceOptions { PermutationCount = 0 } }), part => Assert.Equal(double.NaN, part.StandardError));
    }

    [Fact]
    public void Evaluate_SeveralSamplesOfSubjects_EachIsAsAlone()
    {
        Rdm[] predictors = [.. s_groups.SelectMany(group => group.Component)];
        IReadOnlyList<ReferenceGroup> groups = ReferenceGroup.FromRdms(RsaCells.References());
        var form = new PairForm(IsRanked: false, IsCentered: true, IsWhitened: false, IsNormalized: true);
        var rdms = new WeightedRdms(AlignedRdms.Create([.. predictors, .. RsaCells.References()], StimulusAlignment.Id, SilentObserver.Instance), 3, groups, form);
        var statistic = new PartitionStatistic(
            new PartitionDesign(["two", "one"], [2, 1]), false, form, RsaCells.Stimuli, rdms.SubjectCount, null, [.. predictors.Select((_, k) => rdms.Vector(k))], rdms.Regions);
        SampleChecks.AssertSamplesAreIndependent(statistic);

        // Three predictors and an intercept need five pairs and one more: four stimuli have six, three have three.
        Assert.Equal(4, statistic.FewestStimuli);

        // Two and an intercept need three and one more: the three pairs of three stimuli are not enough.
        Assert.Equal(4, new PartitionStatistic(
            new PartitionDesign(["a", "b"], [1, 1]), false, form, RsaCells.Stimuli, rdms.SubjectCount, null, [rdms.Vector(0), rdms.Vector(1)], rdms.Regions).FewestStimuli);
    }

    [Fact]
    public void Partition_AsManyPredictorsAsDegreesOfFreedom_IsFittedAndNotMore()
    {
        // Six pairs: four predictors and an intercept leave one degree of freedom, five leave none.
        Rdm Small(int index) => RsaCells.Model(index, 4);
        VariancePartitionOptions options = new() { Inference = new InferenceOptions { PermutationCount = 0 } };
        VarianceGroup[] four = [new("a", [Small(0), Small(1)]), new("b", [Small(2), Small(3)])];
        Assert.Equal(4, VariancePartitioner.Partition(four, [Small(9)], options, SilentObserver.Instance, default).Count);
        VarianceGroup[] five = [four[0], new("b", [Small(2), Small(3), Small(4)])];
        Assert.Equal("PredictorTooMany", Assert.ThrowsAny<DnnBrainException>(() =>
            VariancePartitioner.Partition(five, [Small(9)], options, SilentObserver.Instance, default)).ErrorId);
    }

    [Fact]
    public void Partition_BadOptions_AreRefused()
    {
        Assert.Equal("PermutationCountInvalid", Refused(new() { Inference = new InferenceOptions { PermutationCount = -1 } }));
        Assert.Equal("ThreadCountInvalid", Refused(new() { Inference = new InferenceOptions { MaxThreads = 0 } }));
        Assert.Equal("BootstrapCountInvalid", Refused(new() { Bootstrap = BootstrapFactor.Subject, BootstrapCount = 1 }));
        foreach (double level in new[] { 0, 1, -1, double.NaN })
        {
            Assert.Equal("ConfidenceLevelInvalid", Refused(new() { ConfidenceLevel = level }));
        }

        Assert.Equal("IntervalMethodInvalid", Refused(new() { Bootstrap = BootstrapFactor.Both, Interval = IntervalMethod.Bca }));

        // Without a bootstrap nothing is made of the interval that is named.
        VariancePartitionOptions none = new() { Interval = IntervalMethod.Bca, Inference = new InferenceOptions { PermutationCount = 0 } };
        Assert.Equal(12, Partition(RsaCells.References(), none).Count);

        static string Refused(VariancePartitionOptions options) => Assert.ThrowsAny<DnnBrainException>(() =>
            Partition(RsaCells.References(), options with { Inference = options.Inference with { PermutationCount = Math.Min(0, options.Inference.PermutationCount) } })).ErrorId;
    }

    private static IReadOnlyList<VariancePart> Partition(Rdm[] references, VariancePartitionOptions options) =>
        VariancePartitioner.Partition(s_groups, references, options, new RecordingObserver(), default);
}
