using System.Text.Json;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Merging;
using DnnBrain.Rsa.Models;
using Xunit;

namespace DnnBrain.Core.Tests.Rsa;

public class RdmMergerTests
{
    private static readonly JsonElement s_data = TestData.Json("rdm_transforms.json");

    public static TheoryData<string, string> Methods()
    {
        var data = new TheoryData<string, string>();
        foreach (MergeMethod method in Enum.GetValues<MergeMethod>())
        {
            foreach (MergeWeight weight in Enum.GetValues<MergeWeight>())
            {
                data.Add(method.ToString(), weight.ToString());
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Merge_PartialRdms_EqualsTheDefinition(string method, string weight)
    {
        var options = new MergeOptions { Method = Enum.Parse<MergeMethod>(method), Weight = Enum.Parse<MergeWeight>(weight) };
        var observer = new RecordingObserver();
        Rdm merged = RdmMerger.Merge(Parts(), options, observer, default);
        Rdm ordered = merged.Reorder([.. Enumerable.Range(0, 8).Select(i => $"s{i}")]);
        double[] expected = RdmCases.Nullable(s_data.GetProperty(method).GetProperty(weight));
        Assert.Equal(expected, ordered.Dissimilarity, (a, b) => double.IsNaN(a) ? double.IsNaN(b) : Math.Abs(a - b) < 1e-13);
        Assert.Contains("pairs are in none of the 3 RDMs", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        Assert.Equal(ordered.Dissimilarity.Select(double.IsNaN), ordered.Evidence!.Select(evidence => evidence == 0));
    }

    [Fact]
    public void Merge_OneRdmOnThreeScales_GivesItBack()
    {
        double[] values = [1, 2, 3, 4, 5, 6];
        Rdm[] rdms = [.. new[] { 1.0, 7, 0.1 }.Select(factor => RsaCase.Rdm("it", null, [.. values.Select(x => factor * x)]))];
        Rdm merged = RdmMerger.Merge(rdms, new MergeOptions { Method = MergeMethod.Rescale }, new RecordingObserver(), default);
        Assert.Equal(values.Select(x => x / Math.Sqrt(91)), merged.Dissimilarity, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Merge_RdmsThatShareNoPair_AreNamed()
    {
        // The first and the third hang together by the second.
        Rdm[] chain = [Of("a", "b", "c"), Of("b", "c", "d"), Of("c", "d", "e")];
        Assert.DoesNotContain(Warnings(chain), warning => warning.Contains("groups", StringComparison.Ordinal));
        Assert.Contains("4 RDMs fall into 2 groups that share no pair", Assert.Single(Warnings([.. chain, Of("e", "f", "g")]), w => w.Contains("groups", StringComparison.Ordinal)), StringComparison.Ordinal);

        static Rdm Of(params string[] ids) => new("it", "Euclidean", ids, [1, 2, 3], new Provenance { Operation = "test" });

        static IReadOnlyList<string> Warnings(Rdm[] rdms)
        {
            var observer = new RecordingObserver();
            RdmMerger.Merge(rdms, new MergeOptions { Method = MergeMethod.Rescale }, observer, default);
            return observer.Warnings;
        }
    }

    [Fact]
    public void Merge_WhatCannotBeMerged_IsRefused()
    {
        Rdm zero = RsaCase.Rdm("it", null, 0, 0, 0);
        Assert.Equal("RdmTooFew", Refusal([]));
        Assert.Equal("RdmConstant", Refusal([zero, RsaCase.Rdm("it", null, 1, 2, 3)]));
        Assert.Equal("RdmMetricMismatch", Refusal([zero, new Rdm("it", "Cosine", zero.StimulusId, [1, 2, 3], zero.Provenance)]));

        static string Refusal(Rdm[] rdms) => Assert.Throws<DnnBrainException>(() =>
            RdmMerger.Merge(rdms, new MergeOptions { Method = MergeMethod.Rescale }, new RecordingObserver(), default)).ErrorId;
    }

    [Fact]
    public void FromArrangements_SameGeometryInParts_IsRecovered()
    {
        // Six places; three arrangements of four of them, turned and stretched. Every pair but one occurs.
        (double X, double Y)[] place = [(0, 0), (4, 0), (4, 3), (1, 5), (-2, 2), (2, 2)];
        int[][] sets = [[0, 1, 2, 3], [2, 3, 4, 5], [4, 5, 0, 1], [0, 2, 4, 5], [1, 3, 4, 2]];
        (string, double, double)[][] arrangements = [.. sets.Select((set, trial) => set.Select(i =>
            ($"s{i}", 10 + ((trial + 1) * -place[i].Y), 5 + ((trial + 1) * place[i].X))).ToArray())];
        Rdm rdm = BehaviorRdm.FromArrangements("places", arrangements, new RecordingObserver(), default);
        double unit = rdm[0, 1] / 4;
        for (int i = 0; i < 6; i++)
        {
            for (int j = i + 1; j < 6; j++)
            {
                (int a, int b) = (rdm.StimulusId.ToList().IndexOf($"s{i}"), rdm.StimulusId.ToList().IndexOf($"s{j}"));
                double expected = Math.Sqrt(Math.Pow(place[i].X - place[j].X, 2) + Math.Pow(place[i].Y - place[j].Y, 2));

                // The rescaling stops at a squared change of 1e-8.
                Assert.True(double.IsNaN(rdm[a, b]) || Math.Abs((rdm[a, b] / unit) - expected) < 0.01, $"{i} {j}");
            }
        }
    }

    private static Rdm[] Parts() => [.. s_data.GetProperty("sets").EnumerateArray().Zip(s_data.GetProperty("parts").EnumerateArray(), (set, part) =>
        new Rdm(
            "part",
            "Euclidean",
            set.EnumerateArray().Select(id => $"s{id.GetInt32()}"),
            [.. part.EnumerateArray().Select(value => value.GetDouble())],
            new Provenance { Operation = "test" }))];
}
