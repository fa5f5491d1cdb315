using System.Globalization;

namespace DnnBrain.Statistics;

/// <summary>The bytes that a computation may take beside the data it was given, and what it holds of them already.</summary>
/// <remarks>
/// What has to be there as a whole is held first; what is left decides how many threads work at a time. So a limit changes the time that a
/// computation takes and never its numbers.
/// </remarks>
public sealed record MemoryLimit
{
    // What patterns take where there is no limit.
    private const long UsualBytes = 1L << 30;

    /// <summary>A limit of so many bytes.</summary>
    /// <exception cref="DnnBrainException">The number is not positive (<c>MemoryInvalid</c>).</exception>
    public MemoryLimit(long bytes)
    {
        Bytes = bytes > 0 ? bytes : throw new DnnBrainException(
            "MemoryInvalid", ErrorKind.InvalidArgument, $"The memory is {bytes} bytes; it is a positive number.", bytes);
    }

    /// <summary>As much as there is.</summary>
    public static MemoryLimit None { get; } = new(long.MaxValue);

    /// <summary>The limit.</summary>
    public long Bytes { get; }

    /// <summary>What is held of it.</summary>
    public long HeldBytes { get; private init; }

    /// <summary>The limit with more of it held.</summary>
    /// <param name="bytes">What is needed as a whole, 0 or more.</param>
    /// <exception cref="DnnBrainException">It does not fit (<c>MemoryTooSmall</c>; the message says what is needed).</exception>
    public MemoryLimit Hold(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        long held = checked(HeldBytes + bytes);
        return held <= Bytes ? this with { HeldBytes = held } : throw TooSmall(held, $"{Size(HeldBytes)} are taken, and {Size(bytes)} are needed on top at least");
    }

    /// <summary>What is left for what is worked on block by block: the more, the fewer times it is read.</summary>
    /// <param name="usual">Bytes where there is no limit.</param>
    public long Room(long usual = UsualBytes) => Bytes == None.Bytes ? usual : Bytes - HeldBytes;

    /// <summary>The number of threads whose work fits into what is left.</summary>
    /// <param name="threadBytes">What each of them takes.</param>
    /// <param name="maxThreads">No more threads than these, 1 or more.</param>
    /// <exception cref="DnnBrainException">Not even one fits (<c>MemoryTooSmall</c>; the message says what is needed).</exception>
    public int Threads(long threadBytes, int maxThreads)
    {
        long fits = (Bytes - HeldBytes) / Math.Max(1, threadBytes);
        return fits >= 1 ? (int)Math.Min(fits, maxThreads) : throw TooSmall(
            checked(HeldBytes + threadBytes), $"{Size(HeldBytes)} are taken, and one thread works with {Size(threadBytes)}");
    }

    private DnnBrainException TooSmall(long needed, string reason) => new(
        "MemoryTooSmall",
        ErrorKind.ResourceUnavailable,
        $"{Size(Bytes)} of memory are not enough: {reason}. Allow {needed:N0} bytes or more (-MaxMemory), or compute with fewer stimuli, models or draws at a time.",
        Bytes);

    private static string Size(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N1} MB");
}
