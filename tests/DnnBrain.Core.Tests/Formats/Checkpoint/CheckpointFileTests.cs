using System.Security.Cryptography;
using DnnBrain.Formats;
using DnnBrain.Formats.Checkpoint;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Checkpoint;

public sealed class CheckpointFileTests : IDisposable
{
    private const int DigestLength = 32;

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("run.ckpt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_InALaterSession_GivesWhatWasSavedLast()
    {
        var first = new CheckpointFile(File);
        first.Save("Bootstrap", [1, 2, 3]);
        first.Save("Permutation", []);
        first.Save("Bootstrap", [4, 5]);

        var second = new CheckpointFile(File);

        Assert.Equal([4, 5], second.Load("Bootstrap")!);
        Assert.Equal([], second.Load("Permutation")!);
        Assert.Null(second.Load("bootstrap"));
        Assert.Equal(["run.ckpt"], _folder.List());
    }

    [Fact]
    public void Constructor_OnAnotherFileWithARightChecksum_SaysThatItIsNoCheckpoint()
    {
        // The digest is that of the content, so the first bytes alone tell it.
        Refused("it does not begin as a checkpoint", Sealed([.. "DNBCKPT2"u8, .. Body()[8..]]));
        Refused("it does not begin as a checkpoint", []);
    }

    [Fact]
    public void Constructor_OnEveryTruncation_IsRefused()
    {
        byte[] whole = Whole();
        for (int length = 0; length < whole.Length; length++)
        {
            Refused("", whole[..length]);
        }
    }

    [Fact]
    public void Constructor_OnPartsThatDoNotFit_SaysWhich()
    {
        byte[] body = Body();
        for (int extra = 1; extra < 12; extra++)
        {
            Refused("a part has no name", Sealed([.. body, .. new byte[extra]]));
        }

        // Name length 1, 'x', a content of more bytes than follow, or fewer than none.
        Refused("its part 'x' is cut off", Sealed([.. body, 1, 0, 0, 0, (byte)'x', 2, 0, 0, 0, 0, 0, 0, 0, 7]));
        Refused("its part 'x' is cut off", Sealed([.. body, 1, 0, 0, 0, (byte)'x', 255, 255, 255, 255, 255, 255, 255, 255, 7]));
        Refused("a part has no name", Sealed([.. body, 255, 255, 255, 255, (byte)'x', 0, 0, 0, 0, 0, 0, 0, 0]));
        Refused("a part has no name", Sealed([.. body, 255, 255, 255, 127, (byte)'x', 0, 0, 0, 0, 0, 0, 0, 0]));
    }

    private static byte[] Sealed(byte[] body) => [.. body, .. SHA256.HashData(body)];

    private byte[] Whole()
    {
        System.IO.File.Delete(File);
        new CheckpointFile(File).Save("a", [9, 8, 7]);
        return System.IO.File.ReadAllBytes(File);
    }

    private byte[] Body() => Whole()[..^DigestLength];

    private void Refused(string reason, byte[] content)
    {
        System.IO.File.WriteAllBytes(File, content);
        DataFileException error = Assert.Throws<DataFileException>(() => new CheckpointFile(File));
        Assert.Equal("CheckpointInvalid", error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(content, System.IO.File.ReadAllBytes(File));
    }
}
