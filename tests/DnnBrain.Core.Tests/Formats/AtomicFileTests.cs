using DnnBrain.Formats;
using Xunit;

namespace DnnBrain.Core.Tests.Formats;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_NewFile_LeavesThatFileAlone()
    {
        AtomicFile.Write(_folder.File("a.bin"), overwrite: false, stream => stream.WriteByte(7));

        Assert.Equal(["a.bin"], _folder.List());
        Assert.Equal([7], File.ReadAllBytes(_folder.File("a.bin")));
    }

    [Fact]
    public void Write_BeforeCompletion_FinalNameDoesNotExist()
    {
        string path = _folder.File("a.bin");
        using var file = new AtomicFile(path, overwrite: false);
        using (file.CreateStream())
        {
            Assert.False(File.Exists(path));
            Assert.Equal(_folder.Path, Path.GetDirectoryName(file.TemporaryPath));
        }

        file.Complete();
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void Write_CallbackThrows_FolderStaysEmpty()
    {
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(
            _folder.File("a.bin"), overwrite: false, _ => throw new InvalidOperationException()));

        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Write_CallbackThrows_OldContentStays()
    {
        string path = _folder.File("a.bin");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, overwrite: true, stream =>
        {
            stream.WriteByte(7);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["a.bin"], _folder.List());
    }

    [Fact]
    public void Create_ExistingFileWithoutOverwrite_IsRefusedAndKept()
    {
        string path = _folder.File("a.bin");
        File.WriteAllText(path, "old");

        var e = Assert.Throws<DataFileException>(() => AtomicFile.Write(path, overwrite: false, _ => { }));

        Assert.Equal("FileExists", e.ErrorId);
        Assert.Equal(ErrorKind.AlreadyExists, e.Kind);
        Assert.Equal(path, e.Target);
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void Complete_FileAppearedMeanwhile_IsRefusedAndKept()
    {
        string path = _folder.File("a.bin");
        using (var file = new AtomicFile(path, overwrite: false))
        {
            file.CreateStream().Dispose();
            File.WriteAllText(path, "other");
            Assert.Equal("FileExists", Assert.Throws<DataFileException>(file.Complete).ErrorId);
        }

        Assert.Equal("other", File.ReadAllText(path));
        Assert.Equal(["a.bin"], _folder.List());
    }

    [Fact]
    public void Write_Overwrite_ReplacesContent()
    {
        string path = _folder.File("a.bin");
        File.WriteAllText(path, "a longer old text");

        AtomicFile.Write(path, overwrite: true, stream => stream.WriteByte(7));

        Assert.Equal([7], File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Complete_TemporaryFileGone_SaysSoAndNotThatTheTargetIsInTheWay(bool overwrite)
    {
        string path = _folder.File("a.bin");
        if (overwrite)
        {
            File.WriteAllText(path, "old");
        }

        using var file = new AtomicFile(path, overwrite);
        file.CreateStream().Dispose();
        File.Delete(file.TemporaryPath);

        Assert.Throws<FileNotFoundException>(file.Complete);
        Assert.Equal(overwrite ? ["a.bin"] : [], _folder.List());
    }

    [Fact]
    public void Create_PathIsFolder_IsRefused() => Assert.Equal(
        "PathIsFolder", Assert.Throws<DataFileException>(() => new AtomicFile(_folder.Path, overwrite: true)).ErrorId);

    [Fact]
    public void Create_FolderMissing_IsRefused() => Assert.Equal(
        "FolderNotFound", Assert.Throws<DataFileException>(() => new AtomicFile(_folder.File("no/a.bin"), overwrite: true)).ErrorId);

    [Fact]
    public void Open_FileMissing_IsNotFound()
    {
        var e = Assert.Throws<DataFileException>(() => InputStream.Open(_folder.File("no.bin")));

        Assert.Equal("FileNotFound", e.ErrorId);
        Assert.Equal(ErrorKind.NotFound, e.Kind);
        Assert.Contains("no.bin", e.Message, StringComparison.Ordinal);
    }
}
