using System.Diagnostics;
using Xunit;

namespace DnnBrain.Core.Tests;

/// <summary>
/// A fact that asks Python programs what they read in a file of ours. Where there is no /usr/bin/python3 with h5py, nibabel
/// and SciPy the runner shows the test as skipped, with that reason; Debian: <c>apt-get install python3-h5py python3-nibabel python3-scipy</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> s_present = new(() =>
        File.Exists(Python) && Start(["-c", "import h5py, nibabel, numpy, scipy"]).ExitCode == 0);

    public PythonFactAttribute()
    {
        if (!s_present.Value)
        {
            Skip = "There is no /usr/bin/python3 with h5py, nibabel and SciPy to read the file with.";
        }
    }

    /// <summary>Runs tests/data/generate/check_written_files.py; its findings are the failure message.</summary>
    public static void CheckWrittenFile(params string[] arguments)
    {
        (int exitCode, string output) = Start([Path.Combine(TestData.Path("generate"), "check_written_files.py"), .. arguments]);
        Assert.True(exitCode == 0, output);
    }

    private static (int ExitCode, string Output) Start(string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Python, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
