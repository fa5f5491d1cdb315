using System.Net.Http.Headers;
using DnnBrain.Networks.Download;
using Xunit;

namespace DnnBrain.Core.Tests.Networks.Download;

public sealed class PartialFileTests : DownloadTest
{
    private static readonly Uri s_address = new("https://example.org/weights.bin");

    private string Final => _folder.File("weights.bin");

    [Fact]
    public void Clear_LeavesNoNoteOfWhichVersionItWas()
    {
        // A session that is killed here must not leave the new bytes under the old version's tag.
        using var partial = new PartialFile(Final);
        Restart(partial, "\"v1\"");
        partial.Append(s_file);
        Assert.Contains("weights.bin.partial.json", _folder.List());

        partial.Clear();

        Assert.Equal(["weights.bin.lock", "weights.bin.partial"], _folder.List());
        Assert.Equal(0, partial.Length);
        Assert.Null(partial.Unchanged(s_address));
    }

    [Fact]
    public void Dispose_KeepsWhatArrivedAndOfWhichVersionItIs()
    {
        using (var first = new PartialFile(Final))
        {
            Restart(first, "\"v1\"");
            first.Append(s_file.AsSpan(0, 1000));
        }

        using var second = new PartialFile(Final);
        Assert.Equal(1000, second.Length);
        Assert.Equal("\"v1\"", second.Unchanged(s_address)!.EntityTag!.Tag);
        Assert.Null(second.Unchanged(new Uri("https://example.org/other.bin")));
        second.Append(s_file.AsSpan(1000));
        Assert.Equal(s_hash, second.Hash(CancellationToken.None));
        second.Complete();
        Assert.Equal(["weights.bin", "weights.bin.lock"], _folder.List());
    }

    [Fact]
    public void Save_FromAServerThatSendsTheRestInPieces_AsksForEachInTurn()
    {
        // RFC 9110, 14.2: a server may send fewer bytes than were asked for.
        const int Piece = 40_000;
        using var server = new LoopbackServer(request => request.From is not { } from
            ? LoopbackAnswer.Broken(s_file, s_file.Length, 200_000)
            : new LoopbackAnswer(
                206,
                [
                    ("Content-Range", FormattableString.Invariant($"bytes {from}-{Math.Min(from + Piece, s_file.Length) - 1}/{s_file.Length}")),
                    ("Content-Length", FormattableString.Invariant($"{Math.Min(Piece, s_file.Length - from)}")),
                    ("ETag", "\"v1\""),
                ],
                s_file[from..Math.Min(from + Piece, s_file.Length)]));

        DownloadedFile file = Save(server.Address(), hash: null, change: options => options with { Retries = 4 });

        Assert.Equal(s_hash, file.Sha256);
        Assert.Equal([null, 200_000, 240_000, 280_000], server.Requests.Select(r => r.From));
    }

    private static void Restart(PartialFile partial, string tag)
    {
        using var response = new HttpResponseMessage();
        response.Headers.ETag = new EntityTagHeaderValue(tag);
        partial.Restart(s_address, response);
    }
}
