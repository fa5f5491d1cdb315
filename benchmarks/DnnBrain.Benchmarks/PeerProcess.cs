using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DnnBrain.Benchmarks;

/// <summary>Runs a peer and reads the one line of JSON it prints last.</summary>
internal static class PeerProcess
{
    /// <summary>Python with the peers' packages: <c>DNNBRAIN_PYTHON</c>, else Debian's, which has them as packages.</summary>
    private static readonly string s_python = Environment.GetEnvironmentVariable("DNNBRAIN_PYTHON") ?? "/usr/bin/python3";

    /// <summary>Runs one of the scripts in <c>benchmarks/peers</c> on as many threads as we use.</summary>
    /// <returns>What it printed, or null where Python or its packages are missing.</returns>
    public static JsonElement? Python(string script, int threads, params object[] arguments) =>
        Run(s_python, threads, [Path.Combine(Workspace.Peers, script), .. arguments.Select(Text)]) is { } output ? Parse(output) : null;

    /// <summary>Runs a program.</summary>
    /// <returns>What it printed, or null where it is missing or failed; the reason goes to the error stream.</returns>
    public static string? Run(string program, int threads, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = Workspace.Repository };
        start.Environment["OMP_NUM_THREADS"] = Text(threads);
        try
        {
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return output;
            }

            Console.Error.WriteLine($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Console.Error.WriteLine($"{program} cannot be run: {e.Message}");
        }

        return null;
    }

    /// <summary>The JSON in the last line of an output; null where there is none.</summary>
    public static JsonElement? Parse(string output)
    {
        string? last = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        return last is null ? null : JsonDocument.Parse(last).RootElement;
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
