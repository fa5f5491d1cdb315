namespace DnnBrain.Formats.Hdf5;

/// <summary>
/// No usable HDF5 library was found (<c>Hdf5LibraryNotFound</c>). The message lists every name that was tried and why it
/// was not taken.
/// </summary>
public class Hdf5LibraryException : DnnBrainException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="attempts">Every library name tried, each with the reason it was not taken.</param>
    public Hdf5LibraryException(IReadOnlyList<string> attempts)
        : base(
            "Hdf5LibraryNotFound",
            ErrorKind.ResourceUnavailable,
            "No usable HDF5 library (1.10.3 or later) was found. Install it (Debian: libhdf5-103-1, Homebrew: hdf5), or set "
            + $"{Hdf5Library.OverrideVariable} to the full path of the library. Tried:{Environment.NewLine}  "
            + string.Join($"{Environment.NewLine}  ", attempts))
    {
        Attempts = attempts;
    }

    /// <summary>Every library name tried, each with the reason it was not taken.</summary>
    public IReadOnlyList<string> Attempts { get; }
}
