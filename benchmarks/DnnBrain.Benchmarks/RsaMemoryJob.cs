using DnnBrain.Brain;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Rsa.Searchlights;
using DnnBrain.Statistics;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Benchmarks;

/// <summary>The jobs of <see cref="RsaMemory"/>.</summary>
internal sealed class RsaMemoryJob : IJob
{
    private const int Stimuli = 92;
    private const int Draws = 1_000;

    private static readonly Dictionary<string, Action> s_jobs = new()
    {
        ["RDM 5,000 × 10,000"] = static () => RdmBuilder.Build(new PatternFile(), new RdmOptions { Memory = new MemoryLimit(Limit) }, SilentObserver.Instance, CancellationToken.None),
        ["200 × 200 Cosine"] = static () => CompareAll("Cosine", 200),
        ["200 × 200 Pearson"] = static () => CompareAll("Pearson", 200),
        ["200 × 200 Spearman"] = static () => CompareAll("Spearman", 200),
        ["200 × 200 RhoA"] = static () => CompareAll("RhoA", 200),
        ["200 × 200 CorrelationCov"] = static () => CompareAll("CorrelationCov", 200),
        ["20 × 20 KendallTauA"] = static () => CompareAll("KendallTauA", 20),
        ["bootstrap Pearson"] = static () => Bootstrap(RdmComparisonMethod.Pearson, BootstrapFactor.Stimulus),
        ["bootstrap RhoA"] = static () => Bootstrap(RdmComparisonMethod.RhoA, BootstrapFactor.Stimulus),
        ["two-factor CosineCov"] = static () => Bootstrap(RdmComparisonMethod.CosineCov, BootstrapFactor.Both),
        ["searchlight 7,752 × 93 × 64"] = Searchlight,
    };

    /// <summary><c>1GB</c> as PowerShell reads it.</summary>
    public const long Limit = 1L << 30;

    /// <summary>The jobs' names.</summary>
    public static IReadOnlyCollection<string> Names => s_jobs.Keys;

    public string Name => "rsa-memory";

    public void Run(IReadOnlyList<string> arguments) => s_jobs[arguments[0]]();

    private static InferenceOptions Inference => new() { PermutationCount = 0, Memory = new MemoryLimit(Limit) };

    private static void CompareAll(string method, int count)
    {
        Rdm[] models = [.. Enumerable.Range(0, count).Select(i => Comparison.Rdm($"m{i}", null, i, 100))];
        Rdm[] references = [.. Enumerable.Range(count, count).Select(i => Comparison.Rdm($"r{i}", null, i, 100))];
        var options = new RsaComparisonOptions { Method = RdmComparisonMethod.Parse(method), Inference = Inference };
        RsaComparer.CompareAll(models, references, options, SilentObserver.Instance, CancellationToken.None);
    }

    private static void Bootstrap(RdmComparisonMethod method, BootstrapFactor factor)
    {
        Rdm[] models = [.. Enumerable.Range(0, 10).Select(m => Comparison.Rdm($"model{m}", null, m, Stimuli))];
        Rdm[] subjects = [.. Enumerable.Range(0, 10).Select(s => Comparison.Rdm("region", $"s{s}", 100 + s, Stimuli))];
        var options = new RsaComparisonOptions { Method = method, Bootstrap = factor, BootstrapCount = Draws, Inference = Inference };
        RsaComparer.Compare(models, subjects, options, SilentObserver.Instance, CancellationToken.None);
    }

    private static void Searchlight()
    {
        (BrainPattern patterns, SphereNeighborhood spheres) = Benchmarks.Searchlight.Data();
        Rdm model = Comparison.Rdm("model", null, 1, patterns.StimulusId.Count);
        SearchlightRsa.Run(patterns, spheres, [model], new SearchlightOptions { Memory = new MemoryLimit(Limit) }, SilentObserver.Instance, CancellationToken.None);
    }
}
