using System.Diagnostics;
using Xunit;

namespace DnnBrain.Architecture;

/// <summary>The story in C#. Those in PowerShell are run by tests/module/Examples.Tests.ps1.</summary>
public sealed class QuickStartTests : IDisposable
{
    private readonly string _output = Directory.CreateTempSubdirectory("quickstart").FullName;

    public void Dispose() => Directory.Delete(_output, recursive: true);

    [Fact]
    public async Task QuickStart_OnTheShippedData_ShowsBothRegions()
    {
        var start = new ProcessStartInfo("dotnet", [AssemblyUnderTest.QuickStart, Path.Combine(AssemblyUnderTest.RepositoryRoot, "examples", "data"), _output])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, await errors);
        Assert.Contains("early", text, StringComparison.Ordinal);
        Assert.Contains("late", text, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(_output, "*.act.h5"));
    }
}
