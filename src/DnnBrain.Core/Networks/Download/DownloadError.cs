namespace DnnBrain.Networks.Download;

/// <summary>What can be wrong with a download, with permanent ids.</summary>
internal static class DownloadError
{
    // ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows; ENOSPC everywhere, EDQUOT of Linux and of macOS.
    private static readonly int[] s_diskFull = OperatingSystem.IsWindows() ? [39, 112] : OperatingSystem.IsMacOS() ? [28, 69] : [28, 122];

    public static DnnBrainException AddressRefused(Uri address, string reason) =>
        new("DownloadAddressRefused", ErrorKind.InvalidArgument, $"{address}: {reason}", address);

    public static DnnBrainException Refused(Uri address, int status, string reason) => status is 404 or 410
        ? new DnnBrainException("DownloadNotFound", ErrorKind.NotFound, $"{address}: there is no such file on the server ({status} {reason}).", address)
        : new DnnBrainException(
            "DownloadRefused",
            ErrorKind.ReadFailed,
            $"{address}: the server answered {status} {reason}{(status == 407 ? "; give the proxy's name and password with -ProxyCredential" : "")}.",
            address);

    public static DnnBrainException Invalid(Uri address, string reason) =>
        new("DownloadInvalid", ErrorKind.InvalidData, $"{address}: {reason}", address);

    public static DnnBrainException TooLarge(Uri address, long bytes, long maximum) =>
        new("DownloadTooLarge", ErrorKind.InvalidData, $"{address}: the file would have {bytes:N0} bytes or more; at most {maximum:N0} are taken.", address);

    public static DnnBrainException HashMismatch(string source, string expected, string found, string remedy) =>
        new("HashMismatch", ErrorKind.InvalidData, $"{source}: SHA-256 is {found}, but {(expected.Length < 64 ? $"one that begins with {expected}" : expected)} was expected. {remedy}", source);

    public static DnnBrainException DiskFull(string path, string detail, Exception? inner = null) =>
        new("DiskFull", ErrorKind.WriteFailed, $"'{path}': the disk is full; {detail}", path, inner);

    public static DnnBrainException Busy(string path, Exception inner) =>
        new("DownloadBusy", ErrorKind.ResourceUnavailable, $"'{path}' is being downloaded by another session; wait until it has ended.", path, inner);

    /// <summary>What a failed write means.</summary>
    public static DnnBrainException WriteFailed(string path, IOException inner) => s_diskFull.Contains(inner.HResult & 0xFFFF)
        ? DiskFull(path, "make room and run the same command again: what has arrived is kept.", inner)
        : new DnnBrainException("FileAccessFailed", ErrorKind.WriteFailed, $"'{path}' cannot be written: {inner.Message}", path, inner);
}
