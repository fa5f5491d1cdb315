namespace DnnBrain.Formats;

/// <summary>A data file could not be read or written. The base of what the format readers and writers throw.</summary>
public class DataFileException : DnnBrainException
{
    /// <summary>Creates the exception for a file.</summary>
    /// <param name="errorId">Permanent PascalCase id.</param>
    /// <param name="kind">The kind of problem.</param>
    /// <param name="filePath">The file, or a name for a stream that has no path.</param>
    /// <param name="reason">What is wrong, as a sentence without the file's name.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public DataFileException(string errorId, ErrorKind kind, string filePath, string reason, Exception? inner = null)
        : base(errorId, kind, $"'{filePath}': {reason}", filePath, inner)
    {
        FilePath = filePath;
    }

    /// <summary>The file, or the name given for a stream.</summary>
    public string FilePath { get; }
}
