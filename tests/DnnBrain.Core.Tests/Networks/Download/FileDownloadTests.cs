using System.Net;
using DnnBrain.Networks.Download;
using Xunit;

namespace DnnBrain.Core.Tests.Networks.Download;

public sealed class FileDownloadTests : DownloadTest
{
    [Fact]
    public void Save_OfAGoodServer_BringsTheFileItsHashAndNothingElse()
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Whole(s_file));

        DownloadedFile file = Save(server, s_hash[..8]);

        Assert.Equal((_folder.File("weights.bin"), s_file.Length, s_hash), (file.Path, file.Length, file.Sha256));
        Assert.Equal(s_file, File.ReadAllBytes(file.Path));
        Assert.Equal(["weights.bin", "weights.bin.sha256"], _folder.List());
        Assert.Equal($"{s_hash}  weights.bin\n", File.ReadAllText(file.Path + ".sha256"));
        Assert.Equal(new RunProgress("Downloading weights.bin", s_file.Length, s_file.Length, "bytes"), _observer.Latest);
        Assert.DoesNotContain("Cookie", Assert.Single(server.Requests).Headers.Keys);
    }

    [Fact]
    public void Save_OfAFileThatIsThere_AsksNobody()
    {
        File.WriteAllBytes(_folder.File("weights.bin"), s_file);
        using var server = new LoopbackServer(_ => LoopbackAnswer.Error(500));

        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
        Assert.Empty(server.Requests);
        Assert.Equal(["weights.bin"], _folder.List());
    }

    [Fact]
    public void Save_OfAnotherFileThatIsThere_RefusesAndLeavesIt()
    {
        File.WriteAllBytes(_folder.File("weights.bin"), s_other);
        using var server = new LoopbackServer(_ => LoopbackAnswer.Whole(s_file));

        Refused("HashMismatch", server, s_hash, "-Force");
        Assert.Equal(s_other, File.ReadAllBytes(_folder.File("weights.bin")));

        Save(server, s_hash, overwrite: true);
        Assert.Equal(s_file, File.ReadAllBytes(_folder.File("weights.bin")));
    }

    [Fact]
    public void Save_OfAWrongFile_LeavesNothing()
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Whole(s_other));

        Refused("HashMismatch", server, s_hash[..8], s_hash[..8]);
        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Save_OfMoreThanAnnounced_IsNotTheFile()
    {
        // HTTP ends where the announced length does: what follows is not looked at, and the hash finds it out.
        using var server = new LoopbackServer(_ => LoopbackAnswer.Broken(s_file, 1000, s_file.Length));

        Refused("HashMismatch", server, s_hash, s_hash);
        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Save_OfAnAnnouncedMonster_IsRefusedAtOnce()
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Broken(s_file, 1L << 40, 100));

        Refused("DownloadTooLarge", server, s_hash, "1,099,511,627,776");
        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Save_OfAMonsterWithoutALength_EndsAtTheBound()
    {
        using var server = new LoopbackServer(_ => new LoopbackAnswer(200, [], s_file));

        Refused("DownloadTooLarge", server, s_hash, "200,000", options => options with { MaximumBytes = 200_000 });
        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Save_WithoutALength_TakesWhatComes()
    {
        using var server = new LoopbackServer(_ => new LoopbackAnswer(200, [], s_file));
        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
    }

    [Fact]
    public void Save_OfMoreThanTheDiskHolds_SaysSoBeforehand()
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Broken(s_file, 1L << 60, 100));

        Refused("DiskFull", server, s_hash, "are free", options => options with { MaximumBytes = long.MaxValue });
        Assert.Empty(_folder.List());
    }

    [Theory]
    [InlineData(404, "DownloadNotFound")]
    [InlineData(403, "DownloadRefused")]
    [InlineData(407, "DownloadRefused")]
    [InlineData(206, "DownloadRefused")]
    public void Save_OfAFileThatIsNotGiven_LeavesNothing(int status, string errorId)
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Error(status));

        Refused(errorId, server, s_hash, $"{status}");
        Assert.Single(server.Requests);
        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Save_FromAServerThatIsOverloaded_TriesAgain()
    {
        int answers = 0;
        using var server = new LoopbackServer(_ => answers++ == 0 ? LoopbackAnswer.Error(503) : LoopbackAnswer.Whole(s_file));

        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
        Assert.Contains("503", Assert.Single(_observer.VerboseLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Save_OfAServerThatIsNotThere_DoesNotTryAgain()
    {
        var server = new LoopbackServer(_ => LoopbackAnswer.Whole(s_file));
        server.Dispose();

        Refused("DownloadFailed", server.Address(), s_hash, "-Proxy");
        Assert.Empty(_observer.VerboseLines);
        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Save_ThroughARedirection_Follows()
    {
        using var server = new LoopbackServer(request => request.Path == "/here" ? LoopbackAnswer.Whole(s_file) : LoopbackAnswer.Redirect("/here"));
        Assert.Equal(s_hash, Save(server, s_hash).Sha256);
    }

    [Theory]
    [InlineData("/weights.bin", "circle")]
    [InlineData("http://example.org/weights.bin", "not https")]
    [InlineData("ftp://127.0.0.1/weights.bin", "not https")]
    [InlineData("file:///etc/passwd", "not https")]
    public void Save_ThroughARedirectionThatLeadsNowhere_IsRefused(string location, string message)
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Redirect(location));

        Refused("DownloadAddressRefused", server, s_hash, message);
        Assert.Single(server.Requests);
        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Save_ThroughEndlessRedirections_IsRefused()
    {
        using var server = new LoopbackServer(request => LoopbackAnswer.Redirect(request.Path + "a"));

        Refused("DownloadAddressRefused", server, s_hash, "more than 10 times");
        Assert.Equal(11, server.Requests.Count);
    }

    [Theory]
    [InlineData("http://example.org/weights.bin")]
    [InlineData("ftp://example.org/weights.bin")]
    public void Save_OfAnAddressThatAnybodyCanListenTo_IsRefused(string address)
    {
        var error = Assert.Throws<DnnBrainException>(() =>
            FileDownload.Save(new Uri(address), _folder.File("weights.bin"), s_hash, false, new DownloadOptions(), _observer, CancellationToken.None));
        Assert.Equal("DownloadAddressRefused", error.ErrorId);
        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Save_ThroughAProxy_AsksTheProxy()
    {
        using var proxy = new LoopbackServer(_ => LoopbackAnswer.Whole(s_file));
        var options = new DownloadOptions { Proxy = new WebProxy(proxy.Address("/")) { BypassProxyOnLocal = false } };

        // Nobody listens on port 9 of this machine.
        FileDownload.Save(new Uri("http://127.0.0.1:9/weights.bin"), _folder.File("weights.bin"), s_hash, false, options, _observer, CancellationToken.None);

        Assert.Equal("http://127.0.0.1:9/weights.bin", Assert.Single(proxy.Requests).Path);
    }
}
