using System.Diagnostics;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;
using DnnBrain.Statistics.Inference;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Benchmarks;

/// <summary>
/// 1,000 bootstrap draws of 10 models and 10 subjects on 92 stimuli, with noise ceilings, beside NumPy that copies the RDMs of each draw.
/// </summary>
internal sealed class BootstrapComparison(string name, RdmComparisonMethod method, BootstrapFactor factor, double bar) : IBenchmark
{
    private const int Stimuli = 92;
    private const int Models = 10;
    private const int Subjects = 10;
    private const int Draws = 1000;
    private const int PeerDraws = 20;

    public string Name => name;

    public BenchmarkRow Run()
    {
        Rdm[] models = [.. Enumerable.Range(0, Models).Select(m => Comparison.Rdm($"model{m}", null, m, Stimuli))];
        Rdm[] subjects = [.. Enumerable.Range(0, Subjects).Select(s => Comparison.Rdm("region", $"s{s}", 100 + s, Stimuli))];
        var options = new RsaComparisonOptions
        {
            Method = method,
            Bootstrap = factor,
            BootstrapCount = Draws,
            Inference = new InferenceOptions { PermutationCount = 0 },
        };
        double ours = double.PositiveInfinity;
        for (int round = 0; round < 3; round++)
        {
            long started = Stopwatch.GetTimestamp();
            RsaComparer.Compare(models, subjects, options, SilentObserver.Instance, CancellationToken.None);
            ours = Math.Min(ours, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        // The peer's draws cost the same one by one, so some of them tell the time of all.
        double? peer = PeerProcess.Python("bootstrap.py", get_num_threads(), method.Name, factor.ToString(), PeerDraws)?.GetProperty("seconds_per_draw").GetDouble() * Draws;
        return new BenchmarkRow(
            $"Bootstrap over {(factor == BootstrapFactor.Both ? "stimuli and subjects (two-factor)" : "stimuli")}, {Draws:N0} draws × {Models} models × {Subjects} subjects × {Stimuli} stimuli, with ceilings, {method}",
            $"{ours:F2} s",
            peer is { } seconds ? $"{seconds:F1} s (NumPy, copies; from {PeerDraws} draws)" : "–",
            peer is { } time ? $"{ours / time:G2}" : "–",
            $"< {bar} s",
            ours < bar);
    }
}
