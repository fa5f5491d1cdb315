namespace DnnBrain.Formats;

/// <summary>
/// A file that appears under its name only when it is whole. The writer fills <see cref="TemporaryPath"/>, in the same
/// folder so that the final rename cannot cross a volume; <see cref="Complete"/> renames it, <see cref="Dispose"/> without
/// a completion deletes it. A reader of the final name never sees half a file, and a failed run leaves nothing behind.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly bool _overwrite;
    private bool _finished;

    /// <summary>Reserves the temporary name; nothing is created yet.</summary>
    /// <exception cref="DataFileException">
    /// The file exists and <paramref name="overwrite"/> is false (<c>FileExists</c>), the folder is missing
    /// (<c>FolderNotFound</c>) or the path is itself a folder (<c>PathIsFolder</c>).
    /// </exception>
    public AtomicFile(string path, bool overwrite)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FinalPath = Path.GetFullPath(path);
        _overwrite = overwrite;

        string? folder = Path.GetDirectoryName(FinalPath);
        if (Directory.Exists(FinalPath))
        {
            throw new DataFileException("PathIsFolder", ErrorKind.InvalidArgument, path, "this is a folder; a file name was expected.");
        }

        if (folder is null || !Directory.Exists(folder))
        {
            throw new DataFileException("FolderNotFound", ErrorKind.NotFound, path, $"there is no folder '{folder}' to write it to.");
        }

        if (!overwrite && File.Exists(FinalPath))
        {
            throw Exists(null);
        }

        // Two writers of one target must not share a temporary file, and one left by a crash must not block the next run.
        TemporaryPath = $"{FinalPath}.{Guid.NewGuid().ToString("N")[..8]}.partial";
    }

    /// <summary>The name the file gets when it is complete, as a full path.</summary>
    public string FinalPath { get; }

    /// <summary>The name to write to.</summary>
    public string TemporaryPath { get; }

    /// <summary>Writes a whole file through one stream: the file is complete when <paramref name="write"/> returns.</summary>
    public static void Write(string path, bool overwrite, Action<FileStream> write)
    {
        using var file = new AtomicFile(path, overwrite);
        using (FileStream stream = file.CreateStream())
        {
            write(stream);
        }

        file.Complete();
    }

    /// <summary>Creates the temporary file. The caller closes the stream before <see cref="Complete"/>.</summary>
    public FileStream CreateStream() => new(TemporaryPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1 << 16);

    /// <summary>Renames the temporary file to its final name.</summary>
    /// <exception cref="DataFileException">
    /// A file of that name appeared meanwhile and must not be overwritten (<c>FileExists</c>).
    /// </exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        try
        {
            File.Move(TemporaryPath, FinalPath, _overwrite);
        }
        catch (IOException e) when (!_overwrite && File.Exists(FinalPath))
        {
            throw Exists(e);
        }

        _finished = true;
    }

    /// <summary>Deletes the temporary file if it was not completed.</summary>
    public void Dispose()
    {
        if (!_finished)
        {
            _finished = true;
            File.Delete(TemporaryPath);
        }
    }

    private DataFileException Exists(Exception? inner) => new(
        "FileExists", ErrorKind.AlreadyExists, FinalPath, "a file of this name is there already and was not to be replaced.", inner);
}
