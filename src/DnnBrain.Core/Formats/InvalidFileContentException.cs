namespace DnnBrain.Formats;

/// <summary>
/// The bytes of a file break the rules of its format: it is truncated, corrupt or of another format (<c>FileInvalid</c>).
/// </summary>
public class InvalidFileContentException : DataFileException
{
    /// <summary>Creates the exception for a file.</summary>
    /// <param name="filePath">The file, or a name for a stream that has no path.</param>
    /// <param name="reason">What is wrong, as a sentence without the file's name.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public InvalidFileContentException(string filePath, string reason, Exception? inner = null)
        : base("FileInvalid", ErrorKind.InvalidData, filePath, reason, inner)
    {
    }
}
