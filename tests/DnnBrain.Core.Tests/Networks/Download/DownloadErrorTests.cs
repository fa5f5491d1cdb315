using DnnBrain.Networks.Download;
using Xunit;

namespace DnnBrain.Core.Tests.Networks.Download;

public sealed class DownloadErrorTests
{
    [Fact]
    public void WriteFailed_OnAFullDisk_SaysThatAndHowToGoOn()
    {
        // ENOSPC; ERROR_DISK_FULL with the high half that .NET puts before Windows' codes.
        int full = OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;
        DnnBrainException error = DownloadError.WriteFailed("weights.bin", new IOException("no room", full));
        Assert.Equal(("DiskFull", ErrorKind.WriteFailed), (error.ErrorId, error.Kind));
        Assert.Contains("run the same command again", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(unchecked((int)0x80131620))]
    public void WriteFailed_ForAnotherReason_RepeatsIt(int code)
    {
        DnnBrainException error = DownloadError.WriteFailed("weights.bin", new IOException("the cable is out", code));
        Assert.Equal("FileAccessFailed", error.ErrorId);
        Assert.Contains("the cable is out", error.Message, StringComparison.Ordinal);
    }
}
