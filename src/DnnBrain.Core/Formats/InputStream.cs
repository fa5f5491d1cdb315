namespace DnnBrain.Formats;

/// <summary>Opens files for the readers.</summary>
internal static class InputStream
{
    /// <summary>Opens a file for reading; others may read it too.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bufferSize">Bytes that are read ahead; 0 where the caller reads in blocks of its own.</param>
    /// <exception cref="DataFileException">
    /// There is no such file (<c>FileNotFound</c>), it is a folder (<c>PathIsFolder</c>) or it may not be read (<c>FileAccessFailed</c>).
    /// </exception>
    public static FileStream Open(string path, int bufferSize = 4096)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException("FileNotFound", ErrorKind.NotFound, path, "there is no such file.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Directory.Exists(path)
                ? new DataFileException("PathIsFolder", ErrorKind.InvalidArgument, path, "this is a folder; a file was expected.", e)
                : new DataFileException("FileAccessFailed", ErrorKind.ReadFailed, path, $"the file cannot be opened: {e.Message}", e);
        }
    }
}
