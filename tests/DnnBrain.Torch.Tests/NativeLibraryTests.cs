using DnnBrain.Torch.Interop;
using Xunit;

namespace DnnBrain.Torch.Tests;

public sealed class NativeLibraryTests
{
    [Fact]
    public void Load_WhereNothingIs_TracesEveryAttempt()
    {
        string notALibrary = typeof(NativeLibraryTests).Assembly.Location;
        var error = Assert.Throws<NativeLibraryException>(
            () => NativeLibraryLoader.Load(["/no/such/libDnnBrainNative.so", notALibrary, "libNoSuchThing.so"]));
        Assert.Contains("/no/such/libDnnBrainNative.so: not there", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{notALibrary}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("libNoSuchThing.so: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("libtorch-dev", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfALibraryWithoutOurInterface_SaysWhichVersionIsNeeded()
    {
        var error = Assert.Throws<NativeLibraryException>(() => NativeLibraryLoader.Load(["libm.so.6"]));
        Assert.Contains("version 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Candidates_WithVariable_BeginWithIt()
    {
        string folder = Path.GetTempPath();
        string? former = Environment.GetEnvironmentVariable(NativeLibraryLoader.PathVariable);
        try
        {
            Environment.SetEnvironmentVariable(NativeLibraryLoader.PathVariable, "/some/where.so");
            Assert.Equal("/some/where.so", Candidates()[0]);
            Environment.SetEnvironmentVariable(NativeLibraryLoader.PathVariable, folder);
            Assert.Equal(folder, Path.GetDirectoryName(Candidates()[0]) + Path.DirectorySeparatorChar);
            Environment.SetEnvironmentVariable(NativeLibraryLoader.PathVariable, null);
            string here = Path.GetDirectoryName(typeof(torch).Assembly.Location)!;
            Assert.StartsWith(here, Candidates()[0], StringComparison.Ordinal);
            Assert.Contains(Candidates(), File.Exists);
            Assert.False(Path.IsPathRooted(Candidates()[^1]));
        }
        finally
        {
            Environment.SetEnvironmentVariable(NativeLibraryLoader.PathVariable, former);
        }

        static string[] Candidates() => [.. NativeLibraryLoader.Candidates(typeof(torch).Assembly)];
    }

    [Fact]
    public void Version_OfLibTorch_IsANumber() => Assert.True(Version.TryParse(torch.version, out _), torch.version);
}
