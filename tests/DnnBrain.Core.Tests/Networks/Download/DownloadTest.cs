using System.Security.Cryptography;
using DnnBrain.Networks.Download;
using Xunit;

namespace DnnBrain.Core.Tests.Networks.Download;

/// <summary>A test that fetches a file from a server of its own.</summary>
public abstract class DownloadTest : IDisposable
{
    // More than one block of the transfer, and not a multiple of one.
    private protected static readonly byte[] s_file = MakeFile(7, 300_001);
    private protected static readonly byte[] s_other = MakeFile(8, 300_001);
    private protected static readonly string s_hash = Convert.ToHexStringLower(SHA256.HashData(s_file));

    private protected readonly TemporaryFolder _folder = new();
    private protected readonly RecordingObserver _observer = new();

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _folder.Dispose();
    }

    private static byte[] MakeFile(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private protected DownloadedFile Save(Uri address, string? hash, bool overwrite = false, Func<DownloadOptions, DownloadOptions>? change = null)
    {
        var options = new DownloadOptions { RetryDelay = TimeSpan.Zero, Retries = 1 };
        return FileDownload.Save(address, _folder.File("weights.bin"), hash, overwrite, change?.Invoke(options) ?? options, _observer, CancellationToken.None);
    }

    private protected DownloadedFile Save(LoopbackServer server, string? hash, bool overwrite = false) => Save(server.Address(), hash, overwrite);

    private protected void Refused(string errorId, LoopbackServer server, string hash, string message, Func<DownloadOptions, DownloadOptions>? change = null) =>
        Refused(errorId, server.Address(), hash, message, change);

    private protected void Refused(string errorId, Uri address, string hash, string message, Func<DownloadOptions, DownloadOptions>? change = null)
    {
        var error = Assert.ThrowsAny<DnnBrainException>(() => Save(address, hash, change: change));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("weights.bin.lock")));
    }
}
