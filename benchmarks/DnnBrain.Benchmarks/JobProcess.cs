using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DnnBrain.Benchmarks;

/// <summary>Runs our own jobs in processes of their own.</summary>
internal static class JobProcess
{
    private static readonly IJob[] s_all = [new GramStreaming.Job(), new LayerFile.Job(), new RsaMemoryJob()];

    /// <summary>Starts this program again for one job.</summary>
    /// <returns>Seconds of the work itself, without the start of the process, and the most memory the process ever had.</returns>
    public static (double Seconds, long PeakBytes) Start(string name, params object[] arguments)
    {
        string[] texts = [.. arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)!)];
        string program = Environment.ProcessPath!;

        // Started as `dotnet DnnBrain.Benchmarks.dll`, the program is dotnet.
        string[] assembly = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        string output = PeerProcess.Run(program, Torch.torch.get_num_threads(), [.. assembly, "--job", name, .. texts])
            ?? throw new InvalidOperationException($"The job '{name}' failed.");
        JsonElement result = PeerProcess.Parse(output)!.Value;
        return (result.GetProperty("seconds").GetDouble(), result.GetProperty("peak_bytes").GetInt64());
    }

    /// <summary>Does one job in this process and prints what it took.</summary>
    public static int Serve(IReadOnlyList<string> arguments)
    {
        IJob job = s_all.Single(job => job.Name == arguments[0]);
        long started = Stopwatch.GetTimestamp();
        job.Run([.. arguments.Skip(1)]);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new { seconds, peak_bytes = self.PeakWorkingSet64 }));
        return 0;
    }
}
