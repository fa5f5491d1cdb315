using System.Diagnostics;
using System.Globalization;
using DnnBrain.Rsa;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Benchmarks;

/// <summary>What the benchmarks of comparisons share: data, clocks, rows of seconds.</summary>
internal static class Comparison
{
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(1);

    /// <summary>Normal numbers; the same for the same index.</summary>
    public static double[] Normal(long index, int count)
    {
        var random = new RandomStream(1, RandomPurpose.Simulation, index);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
    }

    /// <summary>An RDM of numbers that share a part with all others.</summary>
    public static Rdm Rdm(string name, string? subject, int index, int stimulusCount)
    {
        int pairs = stimulusCount * (stimulusCount - 1) / 2;
        double[] values = [.. Normal(0, pairs).Zip(Normal(index + 1, pairs), (shared, own) => Math.Abs(shared + own))];
        return new Rdm(name, "Euclidean", Enumerable.Range(0, stimulusCount).Select(i => $"s{i}"), values, new Provenance { Operation = "benchmark" }) { Subject = subject };
    }

    /// <summary>The shorter of two times.</summary>
    public static double Best(double seconds, Action work)
    {
        long started = Stopwatch.GetTimestamp();
        work();
        return Math.Min(seconds, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>The shortest time of rounds that follow one another for a while: the first ones run code that is not yet optimised.</summary>
    /// <param name="seconds">The shortest so far.</param>
    /// <param name="prepare">What a round is given; not timed.</param>
    /// <param name="work">The round.</param>
    public static double Best<T>(double seconds, Func<T> prepare, Action<T> work)
    {
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < s_turn;)
        {
            T input = prepare();
            seconds = Best(seconds, () => work(input));
        }

        return seconds;
    }

    /// <summary>Seconds of a job of <c>comparison.py</c>; not a number where Python is missing.</summary>
    public static double Peer(string job, int size, int count) =>
        PeerProcess.Python("comparison.py", get_num_threads(), job, size, count)?.GetProperty("seconds").GetDouble() ?? double.NaN;

    /// <summary>A row whose bar is a share of the peer's time.</summary>
    public static BenchmarkRow Row(string job, double ours, double peer, string peerName, double bar)
    {
        bool compared = double.IsFinite(peer);
        return new BenchmarkRow(
            job,
            Text(ours),
            compared ? $"{Text(peer)} ({peerName})" : "–",
            compared ? $"{ours / peer:G2}" : "–",
            $"≤ {bar.ToString(CultureInfo.InvariantCulture)}",
            compared ? ours / peer <= bar : null);
    }

    private static string Text(double seconds) => seconds < 1 ? $"{seconds * 1000:G3} ms" : $"{seconds:F2} s";
}
