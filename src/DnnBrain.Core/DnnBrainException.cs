namespace DnnBrain;

/// <summary>
/// Anything DnnBrain refuses or fails to do. The message says what was expected and what is available.
/// </summary>
public class DnnBrainException : Exception
{
    /// <summary>Makes an exception with a permanent id.</summary>
    /// <param name="errorId">Permanent PascalCase id, for example <c>LayerNotFound</c>.</param>
    /// <param name="kind">The kind of problem.</param>
    /// <param name="message">What was expected, what was found, what is available.</param>
    /// <param name="target">The offending thing: a path, a name, an object.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public DnnBrainException(string errorId, ErrorKind kind, string message, object? target = null, Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        Kind = kind;
        Target = target;
    }

    /// <summary>The permanent id of the error.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of problem.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The offending thing.</summary>
    public object? Target { get; }
}
