using System.Net;
using System.Net.Http.Headers;

namespace DnnBrain.Networks.Download;

/// <summary>Asks servers for a file, following redirections that lead nowhere worse.</summary>
/// <remarks>
/// https only, and plain http to this machine itself, where nobody can listen in. Nothing about the user is sent: no cookies, no
/// credentials but the proxy's.
/// </remarks>
internal sealed class DownloadConnection : IDisposable
{
    private readonly DownloadOptions _options;
    private readonly HttpClient _client;

    public DownloadConnection(DownloadOptions options)
    {
        _options = options;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.StallTimeout,
        };
        if (options.Proxy is not null)
        {
            handler.Proxy = options.Proxy;
        }

        // The time of a whole download has no bound; silence has (Patience).
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("DnnBrain", Provenance.CurrentVersion));
        _client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    /// <summary>Sends the request and reads the head of the answer.</summary>
    /// <param name="address">The file.</param>
    /// <param name="position">The first byte wanted.</param>
    /// <param name="unchanged">The part is wanted only of the version that this names; otherwise the whole is.</param>
    /// <param name="token">Ends it at once.</param>
    public async Task<HttpResponseMessage> OpenAsync(Uri address, long position, RangeConditionHeaderValue? unchanged, CancellationToken token)
    {
        var visited = new HashSet<Uri>();
        Uri current = address;
        while (true)
        {
            Require(address, current);
            if (!visited.Add(current) || visited.Count > _options.MaximumRedirects + 1)
            {
                throw DownloadError.AddressRefused(address, $"the server sends in a circle, or on more than {_options.MaximumRedirects} times (last to {current}).");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, current);
            if (position > 0)
            {
                request.Headers.Range = new RangeHeaderValue(position, null);
                request.Headers.IfRange = unchanged;
            }

            HttpResponseMessage response = await SendAsync(address, request, token).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return response;
            }

            Uri? next = response.Headers.Location;
            response.Dispose();
            current = next is null
                ? throw DownloadError.Invalid(address, "the server sends on, but does not say where to.")
                : new Uri(current, next);
        }
    }

    /// <summary>Runs something that waits for the server; silence of <see cref="DownloadOptions.StallTimeout"/> ends it.</summary>
    /// <param name="address">The file, for the error.</param>
    /// <param name="wait">What waits.</param>
    /// <param name="progress">How far things are, for the error; null before the first byte.</param>
    /// <param name="token">Ends it at once.</param>
    /// <exception cref="LostConnectionException">The server is silent, cannot be reached or broke off.</exception>
    public async Task<T> PatientlyAsync<T>(Uri address, Func<CancellationToken, Task<T>> wait, Func<string>? progress, CancellationToken token)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(_options.StallTimeout);
        try
        {
            return await wait(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested)
        {
            throw new LostConnectionException(address, $"{progress?.Invoke()}the server said nothing for {_options.StallTimeout.TotalSeconds:0.#} s.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !token.IsCancellationRequested)
        {
            throw new LostConnectionException(address, $"{progress?.Invoke()}the connection failed: {e.Message.TrimEnd('.')}.", e);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Throws unless an address may be asked, coming from another one.</summary>
    private static void Require(Uri first, Uri address)
    {
        if (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && first.Scheme == Uri.UriSchemeHttp))
        {
            return;
        }

        throw DownloadError.AddressRefused(first, address == first
            ? "files are fetched over https."
            : $"the server sends on to {address}, which is not https.");
    }

    private Task<HttpResponseMessage> SendAsync(Uri address, HttpRequestMessage request, CancellationToken token) =>
        PatientlyAsync(address, patience => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience), progress: null, token);
}
