using System.Net;

namespace DnnBrain.Networks.Download;

/// <summary>How a file is fetched.</summary>
public sealed record DownloadOptions
{
    /// <summary>The proxy; null for the system's (on Linux and macOS what <c>https_proxy</c> and its like say).</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>How long a server may say nothing before the connection counts as lost.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a lost connection is made anew; each goes on where the last one ended.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>The pause before the first new connection; it doubles with each.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most redirections that are followed.</summary>
    public int MaximumRedirects { get; init; } = 10;

    /// <summary>Bytes above which a file is refused: no weights of a vision network come near 16 GiB.</summary>
    public long MaximumBytes { get; init; } = 16L << 30;
}
