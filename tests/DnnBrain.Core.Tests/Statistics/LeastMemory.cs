using System.Globalization;
using System.Text.RegularExpressions;
using DnnBrain.Statistics;

namespace DnnBrain.Core.Tests.Statistics;

/// <summary>The bytes that errors name until there is none.</summary>
internal static class LeastMemory
{
    /// <summary>Runs a job with what errors ask for, from 1 byte on.</summary>
    public static (long Bytes, T Result) Find<T>(Func<MemoryLimit, T> job)
    {
        long bytes = 1;
        while (true)
        {
            try
            {
                return (bytes, job(new MemoryLimit(bytes)));
            }
            catch (DnnBrainException e) when (e.ErrorId == "MemoryTooSmall")
            {
                long needed = Needed(e);
                bytes = needed > bytes ? needed : throw new InvalidOperationException($"{bytes:N0} are too few, and {needed:N0} are asked for.", e);
            }
        }
    }

    /// <summary>Whether the job refuses so many bytes.</summary>
    public static bool IsRefused<T>(Func<MemoryLimit, T> job, long bytes)
    {
        try
        {
            _ = job(new MemoryLimit(bytes));
            return false;
        }
        catch (DnnBrainException e) when (e.ErrorId == "MemoryTooSmall")
        {
            return true;
        }
    }

    private static long Needed(DnnBrainException error) =>
        long.Parse(Regex.Match(error.Message, "Allow ([0-9,]+) bytes").Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
