using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace DnnBrain.Torch.Interop;

/// <summary>Turns a <c>dnb_status</c> into the exception it stands for.</summary>
internal static unsafe class Status
{
    private const int InvalidArgument = 2;
    private const int OutOfMemory = 3;
    private const int ImageInvalid = 5;

    internal static void Check(int status)
    {
        if (status != 0)
            Throw(status, null);
    }

    internal static void CheckImage(int status)
    {
        if (status == InvalidArgument)
            throw new ArgumentException(LastError());
        Check(status);
    }

    [DoesNotReturn]
    internal static void Throw(int status, string? operatorName)
    {
        string message = LastError();
        throw status switch
        {
            OutOfMemory => new InsufficientMemoryException(message),
            ImageInvalid => new ImageFormatException(message),
            _ => new TorchException(message, operatorName),
        };
    }

    internal static string LastError() => Text(NativeMethods.dnb_last_error());

    internal static string Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8) ?? string.Empty;
}
