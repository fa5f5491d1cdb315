using System.Net;
using System.Net.Http.Headers;

namespace DnnBrain.Networks.Download;

/// <summary>
/// Fetches one file so that it appears under its name only when it is whole and its hash is right. A transfer that ends early
/// leaves <c>name.partial</c>, and the next one goes on from there, if the server still has the same version.
/// </summary>
public sealed class FileDownload
{
    private readonly Uri _address;
    private readonly string _path;
    private readonly string? _sha256;
    private readonly DownloadOptions _options;
    private readonly IRunObserver _observer;
    private readonly CancellationToken _token;

    private FileDownload(Uri address, string path, string? sha256, DownloadOptions options, IRunObserver observer, CancellationToken token)
    {
        (_address, _path, _sha256, _options, _observer, _token) = (address, path, sha256, options, observer, token);
    }

    /// <summary>Fetches a file, or leaves it where it is there already and its hash is right.</summary>
    /// <param name="address">An https address; http only of this machine.</param>
    /// <param name="path">The file to write; its folder exists. Beside it <c>.sha256</c> is written, as sha256sum writes it.</param>
    /// <param name="sha256">SHA-256 as hexadecimal digits, or the first of them; null where the publisher gives none.</param>
    /// <param name="overwrite">Whether a file that is there is fetched anew.</param>
    /// <param name="options">Proxy, patience and bounds.</param>
    /// <param name="observer">Is told the bytes of this session, of those that it has to fetch.</param>
    /// <param name="token">Ends the transfer at once; what has arrived is kept.</param>
    /// <exception cref="DnnBrainException">
    /// The address is not https or leads elsewhere (<c>DownloadAddressRefused</c>); the server has no such file
    /// (<c>DownloadNotFound</c>), refuses it (<c>DownloadRefused</c>) or broke off too often (<c>DownloadFailed</c>); the file is
    /// too large (<c>DownloadTooLarge</c>), not of the announced length (<c>DownloadInvalid</c>) or another one
    /// (<c>HashMismatch</c>); the disk is full (<c>DiskFull</c>); another session downloads it (<c>DownloadBusy</c>).
    /// </exception>
    public static DownloadedFile Save(
        Uri address, string path, string? sha256, bool overwrite, DownloadOptions options, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        string full = Path.GetFullPath(path);
        var download = new FileDownload(address, full, sha256, options, observer, token);
        using var partial = new PartialFile(full);

        // Asked behind the lock: another session may have brought it while this one waited to be let in.
        return !overwrite && File.Exists(full)
            ? download.Verify()
            : download.FetchAsync(partial).GetAwaiter().GetResult();
    }

    private DownloadedFile Verify()
    {
        using FileStream stream = File.OpenRead(_path);
        string found = FileHash.Sha256(stream, _token);
        string? expected = FileHash.Fits(found, _sha256) ? FileHash.NotedBeside(_path) : _sha256;
        return FileHash.Fits(found, expected)
            ? new DownloadedFile(_path, stream.Length, found)
            : throw DownloadError.HashMismatch($"'{_path}'", expected!, found, "The file that is there is another one; use -Force to replace it.");
    }

    private async Task<DownloadedFile> FetchAsync(PartialFile partial)
    {
        using var connection = new DownloadConnection(_options);
        bool resumed = await TransferAsync(connection, partial).ConfigureAwait(false);
        string found = partial.Hash(_token);
        if (resumed && !FileHash.Fits(found, _sha256))
        {
            _observer.Verbose($"{Path.GetFileName(_path)}: what came before does not fit what came now (SHA-256 {found}); fetching all of it anew.");
            partial.Clear();
            await TransferAsync(connection, partial).ConfigureAwait(false);
            found = partial.Hash(_token);
        }

        if (!FileHash.Fits(found, _sha256))
        {
            partial.Clear();
            throw DownloadError.HashMismatch(_address.ToString(), _sha256!, found, "The file was thrown away.");
        }

        long length = partial.Length;
        // The note of the file before would say of this one that it was changed.
        File.Delete(FileHash.NotePath(_path));
        partial.Complete();
        await File.WriteAllTextAsync(FileHash.NotePath(_path), $"{found}  {Path.GetFileName(_path)}\n", CancellationToken.None).ConfigureAwait(false);
        return new DownloadedFile(_path, length, found);
    }

    /// <summary>Brings the whole file, over as many connections as that takes.</summary>
    /// <returns>Whether something was there before.</returns>
    private async Task<bool> TransferAsync(DownloadConnection connection, PartialFile partial)
    {
        bool resumed = false;
        TimeSpan delay = _options.RetryDelay;
        for (int retry = 0; ; retry++)
        {
            try
            {
                return await ConnectAsync(connection, partial).ConfigureAwait(false) || resumed;
            }
            catch (LostConnectionException e) when (retry < _options.Retries && !(e.IsUnreachable && retry == 0))
            {
                _observer.Verbose($"{e.Message} Connecting anew ({retry + 1} of {_options.Retries}).");
                resumed = partial.Length > 0;
            }

            await Task.Delay(delay, _token).ConfigureAwait(false);
            delay *= 2;
        }
    }

    private async Task<bool> ConnectAsync(DownloadConnection connection, PartialFile partial)
    {
        while (true)
        {
            RangeConditionHeaderValue? unchanged = partial.Unchanged(_address);
            long position = unchanged is null ? 0 : partial.Length;
            using HttpResponseMessage response = await connection.OpenAsync(_address, position, unchanged, _token).ConfigureAwait(false);
            if (position > 0 && IsUseless(response, position, partial))
            {
                partial.Clear();
                continue;
            }

            Require(response);
            bool resumed = position > 0 && response.StatusCode == HttpStatusCode.PartialContent;
            if (!resumed)
            {
                partial.Restart(_address, response);
            }

            long? total = resumed ? response.Content.Headers.ContentRange!.Length : response.Content.Headers.ContentLength;
            await CopyAsync(connection, response, partial, total).ConfigureAwait(false);
            return resumed;
        }
    }

    /// <summary>Whether the answer to a request for the rest is no rest of what is there.</summary>
    private static bool IsUseless(HttpResponseMessage response, long position, PartialFile partial) =>
        response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable
        || (response.StatusCode == HttpStatusCode.PartialContent
            && (response.Content.Headers.ContentRange is not { Unit: "bytes", HasLength: true } range || range.From != position || !partial.IsOf(response)));

    private void Require(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        if (status is 408 or 429 or >= 500)
        {
            throw new LostConnectionException(_address, $"the server answered {status} {response.ReasonPhrase}.");
        }

        if (status is not (200 or 206) || (status == 206 && response.RequestMessage?.Headers.Range is null))
        {
            throw DownloadError.Refused(_address, status, response.ReasonPhrase ?? "");
        }

        if (response.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            throw DownloadError.Invalid(_address, "the server packed the file, which it was asked not to do.");
        }
    }

    private async Task CopyAsync(DownloadConnection connection, HttpResponseMessage response, PartialFile partial, long? total)
    {
        RequireRoom(total, partial.Length);
        long start = partial.Length;
        string activity = start > 0 ? $"Downloading the rest of {Path.GetFileName(_path)}" : $"Downloading {Path.GetFileName(_path)}";
        byte[] block = new byte[1 << 17];
        using Stream content = await connection.PatientlyAsync(_address, response.Content.ReadAsStreamAsync, progress: null, _token).ConfigureAwait(false);
        string Progress() => total is null ? $"{partial.Length:N0} bytes arrived; " : $"{partial.Length:N0} of {total:N0} bytes arrived; ";
        while (await connection.PatientlyAsync(_address, patience => content.ReadAsync(block, patience).AsTask(), Progress, _token).ConfigureAwait(false)
            is > 0 and int count)
        {
            if (partial.Length + count > (total ?? _options.MaximumBytes))
            {
                bool tooLarge = total is null;
                partial.Clear();
                throw tooLarge
                    ? DownloadError.TooLarge(_address, _options.MaximumBytes, _options.MaximumBytes)
                    : DownloadError.Invalid(_address, $"more than the announced {total:N0} bytes arrived.");
            }

            partial.Append(block.AsSpan(0, count));
            _observer.Report(new RunProgress(activity, partial.Length - start, (total ?? start) - start, "bytes"));
            _token.ThrowIfCancellationRequested();
        }

        if (total is not null && partial.Length < total)
        {
            throw new LostConnectionException(_address, Progress() + "the server sent no more.");
        }
    }

    private void RequireRoom(long? total, long present)
    {
        if (total > _options.MaximumBytes)
        {
            throw DownloadError.TooLarge(_address, total.Value, _options.MaximumBytes);
        }

        long free = new DriveInfo(Path.GetDirectoryName(_path)!).AvailableFreeSpace;
        if (total - present > free)
        {
            throw DownloadError.DiskFull(_path, $"{total - present:N0} bytes are to come, and {free:N0} are free.");
        }
    }
}
