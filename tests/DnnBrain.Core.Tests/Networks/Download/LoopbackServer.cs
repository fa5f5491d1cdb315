using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DnnBrain.Core.Tests.Networks.Download;

/// <summary>
/// A web server on a free port of this machine that says, byte by byte, what a test wants it to say: right or wrong. Every
/// request is a connection of its own.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<LoopbackRequest, LoopbackAnswer> _answer;
    private readonly TaskCompletionSource _closing = new();
    private readonly Task _loop;

    public LoopbackServer(Func<LoopbackRequest, LoopbackAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = Task.Run(ServeAsync);
    }

    public ConcurrentQueue<LoopbackRequest> Requests { get; } = new();

    public Uri Address(string path = "/weights.bin") => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}");

    public void Dispose()
    {
        _closing.SetResult();
        _listener.Stop();
        _loop.GetAwaiter().GetResult();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await _listener.AcceptTcpClientAsync()));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                LoopbackRequest request = await ReadAsync(stream);
                Requests.Enqueue(request);
                LoopbackAnswer answer = _answer(request);
                string head = $"HTTP/1.1 {answer.Status} Said\r\nConnection: close\r\n"
                    + string.Concat(answer.Headers.Select(h => $"{h.Name}: {h.Value}\r\n")) + "\r\n";
                await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(head));
                await stream.WriteAsync(answer.Body);
                if (answer.ThenSilence)
                {
                    await _closing.Task;
                }
            }
            catch (IOException)
            {
                // The client hung up, as it may.
            }
        }
    }

    private static async Task<LoopbackRequest> ReadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        string path = (await reader.ReadLineAsync() ?? "").Split(' ').ElementAtOrDefault(1) ?? "";
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        }

        return new LoopbackRequest(path, headers);
    }
}

internal sealed record LoopbackRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The first byte asked for; null where the whole file is.</summary>
    public int? From => Headers.GetValueOrDefault("Range") is { } range
        ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture)
        : null;
}

internal sealed record LoopbackAnswer(int Status, (string Name, string Value)[] Headers, byte[] Body)
{
    public bool ThenSilence { get; init; }

    /// <summary>The whole file.</summary>
    public static LoopbackAnswer Whole(byte[] file, string etag = "\"v1\"") => Broken(file, file.Length, file.Length, etag);

    /// <summary>The whole file is announced with a length and breaks off, or not.</summary>
    public static LoopbackAnswer Broken(byte[] file, long announced, int sent, string etag = "\"v1\"") =>
        new(200, [("Content-Length", announced.ToString(CultureInfo.InvariantCulture)), ("ETag", etag)], file[..sent]);

    /// <summary>What follows a byte.</summary>
    public static LoopbackAnswer Rest(byte[] file, int from, string etag = "\"v1\"") =>
        new(206, [("Content-Length", $"{file.Length - from}"), ("Content-Range", $"bytes {from}-{file.Length - 1}/{file.Length}"), ("ETag", etag)], file[from..]);

    public static LoopbackAnswer Error(int status) => new(status, [("Content-Length", "0")], []);

    public static LoopbackAnswer Redirect(string location) => new(302, [("Location", location), ("Content-Length", "0")], []);
}
