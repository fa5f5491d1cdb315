using System.Diagnostics;

namespace DnnBrain.Benchmarks;

/// <summary>The whole main job as a new user starts it, with everything built.</summary>
internal sealed class Demo : IBenchmark
{
    private const double BarSeconds = 30;

    public string Name => "demo";

    public BenchmarkRow Run()
    {
        long started = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo("bash", ["build.sh", "demo"]) { WorkingDirectory = Workspace.Repository, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        bool succeeded = process.ExitCode == 0;
        return new BenchmarkRow("./build.sh demo with everything built", succeeded ? $"{seconds:F1} s" : $"failed ({process.ExitCode})", "–", "–", $"< {BarSeconds} s", succeeded && seconds < BarSeconds);
    }
}
