namespace DnnBrain.Formats.Hdf5;

/// <summary>
/// The HDF5 library refused an operation (<c>Hdf5Failed</c>): the file is corrupt, an object is missing or the disk is full.
/// </summary>
public class Hdf5Exception : DataFileException
{
    /// <summary>Creates the exception for a file.</summary>
    /// <param name="kind"><see cref="ErrorKind.ReadFailed"/> or <see cref="ErrorKind.WriteFailed"/>.</param>
    /// <param name="filePath">The HDF5 file.</param>
    /// <param name="reason">What was tried and failed.</param>
    /// <param name="errorStack">HDF5's own error stack, outermost call first, one line each; empty if there is none.</param>
    public Hdf5Exception(ErrorKind kind, string filePath, string reason, string errorStack = "")
        : base("Hdf5Failed", kind, filePath, errorStack.Length == 0 ? reason : $"{reason}{Environment.NewLine}{errorStack}")
    {
        ErrorStack = errorStack;
    }

    /// <summary>HDF5's own error stack, outermost call first, one line each; empty if there is none.</summary>
    public string ErrorStack { get; }
}
