namespace DnnBrain.Torch;

/// <summary>
/// The native library could not be loaded, or is of another version than this assembly. The message lists every
/// place that was tried and what the loader said there.
/// </summary>
public sealed class NativeLibraryException : Exception
{
    /// <summary>Creates the exception.</summary>
    public NativeLibraryException()
    {
    }

    /// <summary>Creates the exception with its message.</summary>
    /// <param name="message">What was tried and why it failed.</param>
    public NativeLibraryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    /// <param name="message">What was tried and why it failed.</param>
    /// <param name="innerException">The loader's own exception.</param>
    public NativeLibraryException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
