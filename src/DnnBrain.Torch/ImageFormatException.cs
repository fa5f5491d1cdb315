namespace DnnBrain.Torch;

/// <summary>The bytes are not an image that can be read: of another format, truncated, damaged or too large.</summary>
public sealed class ImageFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ImageFormatException()
    {
    }

    /// <summary>Creates the exception with its message.</summary>
    /// <param name="message">What is wrong with the bytes.</param>
    public ImageFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    /// <param name="message">What is wrong with the bytes.</param>
    /// <param name="innerException">The cause.</param>
    public ImageFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
