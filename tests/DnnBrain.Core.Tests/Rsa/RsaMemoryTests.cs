using System.Globalization;
using DnnBrain.Brain;
using DnnBrain.Core.Tests.Brain;
using DnnBrain.Core.Tests.Statistics;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Temporal;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>The least memory that errors name is enough, to the same bits as any; one byte less is not.</summary>
public class RsaMemoryTests : TensorTest
{
    private const int Stimuli = 20;

    public static TheoryData<string> Jobs { get; } = [.. s_jobs.Keys];

    private static readonly Rdm[] s_models = [.. Enumerable.Range(0, 3).Select(m => Rdm($"model{m}", null, m))];
    private static readonly Rdm[] s_references = [.. Enumerable.Range(0, 10).Select(i => Rdm($"region{i / 5}", $"s{i % 5}", 100 + i))];

    private static Dictionary<string, Func<MemoryLimit, string>> s_jobs => new()
    {
        ["comparison"] = memory => Compare(memory, "Spearman", BootstrapFactor.Both),
        ["comparison, whitened"] = memory => Compare(memory, "CosineCov", BootstrapFactor.Stimulus),
        ["comparison, Kendall"] = memory => Compare(memory, "KendallTauA", BootstrapFactor.None),
        ["comparison, Bures"] = memory => Compare(memory, "Bures", BootstrapFactor.Subject),
        ["comparison, t"] = memory => Compare(memory, "Pearson", BootstrapFactor.Subject, SubjectTest.StudentT),
        ["all with all"] = memory => Text(RsaComparer.CompareAll(
            s_models, s_references, new RsaComparisonOptions { Inference = Inference(memory) }, SilentObserver.Instance, default).Similarity.Cast<double>()),
        ["ceiling"] = memory => Text(RsaCeilingMeter.Measure(
            s_references, new RsaCeilingOptions { Bootstrap = new BootstrapOptions { Count = 60, Memory = memory } }, SilentObserver.Instance, default)
            .SelectMany(result => new[] { result.Lower, result.Upper, result.LowerConfidence.Low, result.UpperConfidence.High })),
        ["models"] = memory => Text(RsaModelTester.Test(
            [new RsaModel("weighted", RsaModelKind.Weighted, s_models)],
            s_references,
            new RsaModelTestOptions { RepetitionCount = 1, Bootstrap = BootstrapFactor.Both, BootstrapCount = 5, Inference = Inference(memory) },
            SilentObserver.Instance,
            default).SelectMany(result => new[] { result.Score, result.PValue, result.StandardError, result.Confidence.Low, result.CeilingLower })),
        ["weighting"] = memory => Text(WeightedRsaFitter.Fit(
            "sum",
            s_models,
            s_references,
            new WeightedRsaOptions { RepetitionCount = 1, Bootstrap = BootstrapFactor.Stimulus, BootstrapCount = 10, Inference = Inference(memory) },
            SilentObserver.Instance,
            default).SelectMany(result => new[] { result.Score, result.PValue, result.SubjectPValue, result.StandardError, result.CeilingLower })),
        ["partition"] = memory => Text(VariancePartitioner.Partition(
            [new VarianceGroup("a", [s_models[0]]), new VarianceGroup("b", s_models[1..])],
            s_references,
            new VariancePartitionOptions { Bootstrap = BootstrapFactor.Both, BootstrapCount = 20, Inference = Inference(memory) },
            SilentObserver.Instance,
            default).SelectMany(result => new[] { result.RSquared, result.PValue, result.AdjustedPValue, result.StandardError })),
        ["time"] = memory => Text(TemporalRsaComparer.Compare(
            s_models, Movies(), new TemporalRsaOptions { Comparison = new RsaComparisonOptions { Inference = Inference(memory) } }, SilentObserver.Instance, default)
            .SelectMany(result => result.AdjustedPValue.Concat(result.Similarity))),
        ["across time"] = memory => Text(TemporalRsaComparer.CompareAcrossTime(
            Movies(), new TemporalRsaOptions { Comparison = new RsaComparisonOptions { Inference = Inference(memory) } }, SilentObserver.Instance, default)
            .SelectMany(result => result.AdjustedPValue.Concat(result.Similarity))),
        ["maps"] = memory => Text(BrainMapTester.Test(Maps(), new BrainMapTestOptions { Inference = Inference(memory) }, SilentObserver.Instance, default)
            .SelectMany(result => new[] { result.SmallestPValue, result.SignificantVoxelCount })),
    };

    [Theory]
    [MemberData(nameof(Jobs))]
    public void LeastMemory_IsNamedAndEnough_ToTheSameBits(string name) =>

        // No more than some copies of the 13 RDMs or 12 maps a thread.
        Assert.InRange(LeastMemory.AssertIsEnough(s_jobs[name]), 1_000, 3_000_000);

    private static string Compare(MemoryLimit memory, string method, BootstrapFactor factor, SubjectTest test = SubjectTest.SignFlip) => Text(RsaComparer.Compare(
        s_models,
        s_references,
        new RsaComparisonOptions
        {
            Method = RdmComparisonMethod.Parse(method),
            Bootstrap = factor,
            BootstrapCount = 60,
            SubjectTest = test,
            Inference = Inference(memory),
        },
        SilentObserver.Instance,
        default).SelectMany(result => new[]
        {
            result.Correlation, result.PValue, result.AdjustedPValue, result.AdjustedSubjectPValue, result.CeilingLower, result.CeilingUpper,
            result.BootstrapStandardError, result.Confidence.Low, result.AdjustedBootstrapPValue, result.CeilingPValue,
        }));

    private static InferenceOptions Inference(MemoryLimit memory) => new() { PermutationCount = 60, MaxThreads = 3, Memory = memory };

    private static string Text(IEnumerable<double> values) => string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private static Rdm Rdm(string name, string? subject, int index)
    {
        var random = new RandomStream(9, RandomPurpose.Simulation, index);
        var shared = new RandomStream(9, RandomPurpose.Simulation, 1_000);
        return RsaCase.Rdm(name, subject, [.. Enumerable.Range(0, CondensedIndex.Count(Stimuli)).Select(_ => 1 + random.NextDouble() + shared.NextDouble())]);
    }

    private static Rdm[] Movies() => [.. Enumerable.Range(0, 20).Select(i => Rdm($"meg:{(i % 4) + 1}", $"s{i / 4}", 200 + i))];

    private static BrainMap[] Maps()
    {
        var voxels = new VoxelSet(BrainData.Space(8, 8, 8), Enumerable.Range(0, 512));
        return [.. Enumerable.Range(0, 6).Select(subject =>
        {
            var random = new RandomStream(9, RandomPurpose.Simulation, 300 + subject);
            return new BrainMap("map", voxels, [.. Enumerable.Range(0, 512).Select(_ => (float)(0.5 + random.NextNormal()))]) { Subject = $"s{subject}" };
        })];
    }
}
