using System.Diagnostics;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Benchmarks;

/// <summary>One operator on one element: what a call from C# costs beyond LibTorch's own, measured in C++.</summary>
internal sealed class OperatorCall : IBenchmark
{
    private const int Calls = 200_000;
    private const int Rounds = 5;
    private const double BarNanoseconds = 2_000;

    public string Name => "operator";

    public BenchmarkRow Run()
    {
        string? peer = Build();
        double ours = double.MaxValue;
        double theirs = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            ours = Math.Min(ours, Measure());
            if (peer is not null && PeerProcess.Run(peer, 1, $"{Calls}") is { } output && PeerProcess.Parse(output) is { } result)
            {
                theirs = Math.Min(theirs, result.GetProperty("nanoseconds").GetDouble());
            }
        }

        bool compared = theirs < double.MaxValue;
        return new BenchmarkRow(
            "one operator call (add, one element), with its tensor made and disposed",
            $"{ours:F0} ns",
            compared ? $"{theirs:F0} ns (LibTorch from C++)" : "–",
            compared ? $"+{ours - theirs:F0} ns" : "–",
            "≤ +2 µs",
            compared ? ours - theirs <= BarNanoseconds : null);
    }

    private static double Measure()
    {
        using var guard = no_grad();
        using var left = tensor<float>([1]);
        using var right = tensor<float>([2]);
        for (int i = 0; i < Calls / 10; i++)
        {
            left.add(right).Dispose();
        }

        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < Calls; i++)
        {
            left.add(right).Dispose();
        }

        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / Calls;
    }

    private static string? Build()
    {
        string source = Path.Combine(Workspace.Peers, "operator_call");
        string build = Workspace.Scratch("operator_call");
        return PeerProcess.Run("cmake", 1, "-S", source, "-B", build, "-DCMAKE_BUILD_TYPE=Release") is not null
            && PeerProcess.Run("cmake", 1, "--build", build) is not null
            ? Path.Combine(build, "operator_call")
            : null;
    }
}
