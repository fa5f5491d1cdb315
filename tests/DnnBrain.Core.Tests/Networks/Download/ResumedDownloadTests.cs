using DnnBrain.Networks.Download;
using Xunit;

namespace DnnBrain.Core.Tests.Networks.Download;

public sealed class ResumedDownloadTests : DownloadTest
{
    [Fact]
    public void Save_OverAConnectionThatBreaks_GoesOnWhereItEnded()
    {
        using var server = new LoopbackServer(request => request.From is { } from
            ? LoopbackAnswer.Rest(s_file, from)
            : LoopbackAnswer.Broken(s_file, s_file.Length, 200_000));

        Assert.Equal(s_hash, Save(server, s_hash).Sha256);

        Assert.Equal([null, 200_000], server.Requests.Select(r => r.From));
        Assert.Equal("\"v1\"", server.Requests.Last().Headers["If-Range"]);
        Assert.Equal(new RunProgress("Downloading the rest of weights.bin", 100_001, 100_001, "bytes"), _observer.Latest);
    }

    [Fact]
    public void Save_InALaterSession_GoesOnWhereTheFirstEnded()
    {
        bool isLater = false;
        using var server = new LoopbackServer(request =>
            !isLater ? LoopbackAnswer.Broken(s_file, s_file.Length, 200_000)
            : request.From is { } from ? LoopbackAnswer.Rest(s_file, from)
            : LoopbackAnswer.Error(400));
        Refused("DownloadFailed", server, s_hash, "200,000 of 300,001 bytes arrived", options => options with { Retries = 0 });
        Assert.Equal(["weights.bin.partial", "weights.bin.partial.json"], _folder.List());

        isLater = true;
        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
        Assert.Equal([null, 200_000], server.Requests.Select(r => r.From));
    }

    [Fact]
    public void Save_AfterASessionThatWasKilled_IsNotHeldUp()
    {
        File.WriteAllText(_folder.File("weights.bin.lock"), "");
        File.WriteAllBytes(_folder.File("weights.bin.partial"), s_other);
        File.WriteAllText(_folder.File("weights.bin.partial.json"), "{\"Addr");
        using var server = new LoopbackServer(_ => LoopbackAnswer.Whole(s_file));

        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
        Assert.Equal(["weights.bin", "weights.bin.sha256"], _folder.List());
    }

    [Fact]
    public void Save_OfAnotherAddress_DoesNotGoOnWithWhatIsThere()
    {
        using (var breaking = new LoopbackServer(_ => LoopbackAnswer.Broken(s_other, s_other.Length, 200_000)))
        {
            Refused("DownloadFailed", breaking, s_hash, "bytes arrived");
        }

        using var server = new LoopbackServer(_ => LoopbackAnswer.Whole(s_file));
        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
        Assert.Null(Assert.Single(server.Requests).From);
    }

    [Fact]
    public void Save_FromAServerThatIgnoresRanges_TakesTheWhole()
    {
        int answers = 0;
        using var server = new LoopbackServer(_ => LoopbackAnswer.Broken(s_file, s_file.Length, answers++ == 0 ? 200_000 : s_file.Length));

        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
        Assert.Equal([null, 200_000], server.Requests.Select(r => r.From));
    }

    [Fact]
    public void Save_OfAFileThatChangedMeanwhile_TakesTheNewOne()
    {
        // A server that knows If-Range sends the whole of the new version.
        using var server = new LoopbackServer(request => request.From is null
            ? LoopbackAnswer.Broken(s_other, s_other.Length, 200_000, "\"old\"")
            : LoopbackAnswer.Whole(s_file, "\"new\""));

        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
    }

    [Theory]
    [InlineData("\"new\"", "\"new\"", false)] // the tag says that the rest is of another version
    [InlineData("\"v1\"", "\"v1\"", true)] // it lies, and the hash says it
    public void Save_OfTheRestOfAnotherVersion_FetchesAllAnew(string etagOfRest, string etagOfWhole, bool isPinned)
    {
        int wholes = 0;
        using var server = new LoopbackServer(request =>
            request.From is { } from ? LoopbackAnswer.Rest(s_file, from, etagOfRest)
            : wholes++ == 0 ? LoopbackAnswer.Broken(s_other, s_other.Length, 200_000)
            : LoopbackAnswer.Whole(s_file, etagOfWhole));

        Assert.Equal(s_hash, Save(server, isPinned ? s_hash : null).Sha256);
        Assert.Equal([null, 200_000, null], server.Requests.Select(r => r.From));
    }

    [Fact]
    public void Save_OfARangeThatWasNotAskedFor_FetchesAllAnew()
    {
        int wholes = 0;
        using var server = new LoopbackServer(request =>
            request.From is not null ? LoopbackAnswer.Rest(s_file, 100)
            : LoopbackAnswer.Broken(s_file, s_file.Length, wholes++ == 0 ? 200_000 : s_file.Length));

        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public void Save_WhereNoRestIsLeft_FetchesAllAnew()
    {
        int wholes = 0;
        using var server = new LoopbackServer(request =>
            request.From is not null ? LoopbackAnswer.Error(416)
            : LoopbackAnswer.Broken(s_file, s_file.Length, wholes++ == 0 ? 200_000 : s_file.Length));

        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
    }

    [Fact]
    public void Save_WithAWeakTagAlone_StartsOver()
    {
        int wholes = 0;
        using var server = new LoopbackServer(_ => LoopbackAnswer.Broken(s_file, s_file.Length, wholes++ == 0 ? 200_000 : s_file.Length, "W/\"v1\""));

        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
        Assert.Equal([null, null], server.Requests.Select(r => r.From));
    }

    [Fact]
    public void Save_OfARestLongerThanTheFile_IsRefused()
    {
        using var server = new LoopbackServer(request => request.From is null
            ? LoopbackAnswer.Broken(s_file, s_file.Length, 200_000)
            : new LoopbackAnswer(206, [("Content-Range", "bytes 200000-200009/200010"), ("ETag", "\"v1\""), ("Content-Length", "500")], new byte[500]));

        Refused("DownloadInvalid", server, s_hash, "200,010");
        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Save_OfASilentServer_EndsInTime()
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Broken(s_file, s_file.Length, 1000) with { ThenSilence = true });

        // Long enough for a busy machine to connect and to send the first bytes, which must not count as silence.
        Refused("DownloadFailed", server, s_hash, "said nothing for 2 s", options => options with { StallTimeout = TimeSpan.FromSeconds(2), Retries = 0 });
        Assert.Contains("weights.bin.partial", _folder.List());
    }

    [Fact]
    public void Save_ThatIsCancelled_EndsAndKeepsWhatArrived()
    {
        using var stop = new CancellationTokenSource();
        using var server = new LoopbackServer(_ => LoopbackAnswer.Broken(s_file, s_file.Length, 1000) with { ThenSilence = true });

        Assert.ThrowsAny<OperationCanceledException>(() => FileDownload.Save(
            server.Address(), _folder.File("weights.bin"), s_hash, false, new DownloadOptions(), new InterruptingObserver(stop.Cancel), stop.Token));

        Assert.Equal(["weights.bin.partial", "weights.bin.partial.json"], _folder.List());
        Assert.Equal(s_file[..1000], File.ReadAllBytes(_folder.File("weights.bin.partial")));
    }

    [Fact]
    public void Save_OfAFileThatAnotherSessionFetches_IsRefused()
    {
        using var stop = new CancellationTokenSource();
        using var server = new LoopbackServer(_ => LoopbackAnswer.Broken(s_file, s_file.Length, 1000) with { ThenSilence = true });
        Exception? second = null;
        var interruption = new InterruptingObserver(() =>
        {
            second = Record.Exception(() => Save(server, s_hash));
            stop.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => FileDownload.Save(
            server.Address(), _folder.File("weights.bin"), s_hash, false, new DownloadOptions(), interruption, stop.Token));

        Assert.Equal("DownloadBusy", Assert.IsType<DnnBrainException>(second).ErrorId);
    }
}
