namespace DnnBrain.Torch;

/// <summary>
/// LibTorch refused a call. The message of an operator's failure begins with the operator and its arguments, each
/// tensor as dtype and shape: <c>aten::mm(self=Float[2, 3], mat2=Float[2, 3]): mat1 and mat2 shapes cannot …</c>.
/// </summary>
public sealed class TorchException : Exception
{
    /// <summary>Creates the exception.</summary>
    public TorchException()
    {
    }

    /// <summary>Creates the exception with its message.</summary>
    /// <param name="message">LibTorch's text.</param>
    public TorchException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    /// <param name="message">LibTorch's text.</param>
    /// <param name="innerException">The cause.</param>
    public TorchException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal TorchException(string message, string? operatorName)
        : base(message) => Operator = operatorName;

    /// <summary>Name of the operator that failed, such as <c>aten::conv2d</c>; null where no operator was involved.</summary>
    public string? Operator { get; }
}
