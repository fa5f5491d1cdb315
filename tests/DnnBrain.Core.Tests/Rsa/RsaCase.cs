using System.Text.Json;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>Two models × two regions out of <c>rsa.json</c>, with the values SciPy gives.</summary>
internal sealed class RsaCase
{
    private readonly JsonElement _case;

    private RsaCase(JsonElement element)
    {
        _case = element;
        StimulusCount = element.GetProperty("stimuli").GetInt32();
        Models = [.. element.GetProperty("models").EnumerateArray().Select((values, m) => Rdm($"model{m}", null, values))];
        References = [.. element.GetProperty("regions").EnumerateArray().SelectMany((subjects, r) =>
            subjects.EnumerateArray().Select((values, s) => Rdm($"region{r}", $"subject{s}", values)))];
    }

    public int StimulusCount { get; }

    public int PairCount => _case.GetProperty("pairs").GetInt32();

    public IReadOnlyList<Rdm> Models { get; }

    public IReadOnlyList<Rdm> References { get; }

    public static RsaCase Load(string name) => new(TestData.Json("rsa.json").GetProperty("cases").EnumerateArray()
        .First(element => element.GetProperty("name").GetString() == name));

    public static Rdm Rdm(string name, string? subject, params double[] dissimilarity)
    {
        int n = (1 + (int)Math.Sqrt(1 + (8 * dissimilarity.Length))) / 2;
        return new Rdm(name, "Euclidean", Enumerable.Range(0, n).Select(i => $"s{i}"), dissimilarity, new Provenance { Operation = "test" }) { Subject = subject };
    }

    public RsaComparisonOptions Options(int permutationCount) => new()
    {
        Method = RdmComparisonMethod.Parse(_case.GetProperty("method").GetString()!),
        Inference = new InferenceOptions { PermutationCount = permutationCount },
    };

    public double[] SubjectR(int model, int region) =>
        [.. _case.GetProperty("subject_r")[model][region].EnumerateArray().Select(r => r.GetDouble())];

    public (double Lower, double Upper) Ceiling(int region) =>
        (_case.GetProperty("ceilings")[region][0].GetDouble(), _case.GetProperty("ceilings")[region][1].GetDouble());

    /// <summary>Values of the cells in the order of results: both models of the first region, then of the second.</summary>
    public double[] Cells(string property) =>
        [.. Enumerable.Range(0, 4).Select(cell => _case.GetProperty(property)[cell % 2][cell / 2].GetDouble())];

    private static Rdm Rdm(string name, string? subject, JsonElement values) =>
        Rdm(name, subject, [.. values.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble())]);
}
