using System.Management.Automation;

namespace DnnBrain.PowerShell.Errors;

/// <summary>Turns what the core throws into error records with a permanent id, a real category and the offending thing.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord ToErrorRecord(this Exception exception, object? fallbackTarget = null) => exception switch
    {
        DnnBrainException e => new ErrorRecord(e, e.ErrorId, Category(e.Kind), e.Target ?? fallbackTarget),

        // Drives and providers that a path names and the shell has not.
        SessionStateException e => new ErrorRecord(exception, e.ErrorRecord.FullyQualifiedErrorId, e.ErrorRecord.CategoryInfo.Category, fallbackTarget),
        FileNotFoundException or DirectoryNotFoundException => new ErrorRecord(exception, "FileNotFound", ErrorCategory.ObjectNotFound, fallbackTarget),
        UnauthorizedAccessException => new ErrorRecord(exception, "AccessDenied", ErrorCategory.PermissionDenied, fallbackTarget),
        IOException => new ErrorRecord(exception, "FileAccessFailed", ErrorCategory.ResourceUnavailable, fallbackTarget),
        OutOfMemoryException => new ErrorRecord(exception, "OutOfMemory", ErrorCategory.ResourceUnavailable, fallbackTarget),
        ArgumentException => new ErrorRecord(exception, "ArgumentInvalid", ErrorCategory.InvalidArgument, fallbackTarget),
        _ => new ErrorRecord(exception, "UnexpectedFailure", ErrorCategory.InvalidOperation, fallbackTarget),
    };

    private static ErrorCategory Category(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        ErrorKind.InvalidData => ErrorCategory.InvalidData,
        ErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        ErrorKind.AlreadyExists => ErrorCategory.ResourceExists,
        ErrorKind.ReadFailed => ErrorCategory.ReadError,
        ErrorKind.WriteFailed => ErrorCategory.WriteError,
        ErrorKind.NotSupported => ErrorCategory.NotImplemented,
        ErrorKind.ResourceUnavailable => ErrorCategory.ResourceUnavailable,
        ErrorKind.NoResult => ErrorCategory.InvalidResult,
        _ => ErrorCategory.InvalidOperation,
    };
}
