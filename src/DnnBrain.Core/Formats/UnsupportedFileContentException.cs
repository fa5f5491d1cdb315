namespace DnnBrain.Formats;

/// <summary>
/// A file is valid but holds something that is not read here (<c>FileUnsupported</c>); the message says what, and
/// what can be done.
/// </summary>
public class UnsupportedFileContentException : DataFileException
{
    /// <summary>Creates the exception for a file.</summary>
    /// <param name="filePath">The file, or a name for a stream that has no path.</param>
    /// <param name="reason">What is not read, as a sentence without the file's name.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public UnsupportedFileContentException(string filePath, string reason, Exception? inner = null)
        : base("FileUnsupported", ErrorKind.NotSupported, filePath, reason, inner)
    {
    }
}
