namespace DnnBrain.Networks.Download;

/// <summary>The server could not be reached, or broke off: trying again may help.</summary>
internal sealed class LostConnectionException(Uri address, string reason, Exception? inner = null)
    : DnnBrainException(
        "DownloadFailed",
        ErrorKind.ReadFailed,
        $"{address}: {reason} {(IsNoRoute(inner) ? "Is there a network, or a proxy to be named with -Proxy?" : "What has arrived is kept; the same command goes on from there.")}",
        address,
        inner)
{
    /// <summary>Whether there was not even a connection, which at the first attempt means that there is no way to the server.</summary>
    public bool IsUnreachable => IsNoRoute(InnerException);

    private static bool IsNoRoute(Exception? inner) => inner is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
}
