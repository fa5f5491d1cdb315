using System.Globalization;
using System.Text.RegularExpressions;
using DnnBrain.Statistics;
using Xunit;

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

    /// <summary>Sees that the least memory a job names is enough, to the same bits as any, and that one byte less is not.</summary>
    /// <returns>The least.</returns>
    public static long AssertIsEnough(Func<MemoryLimit, string> job)
    {
        string free = job(MemoryLimit.None);
        (long bytes, string limited) = Find(job);
        Assert.Equal(free, limited);
        Assert.Equal(free, job(new MemoryLimit(bytes + (bytes / 3))));
        Assert.Equal(free, job(new MemoryLimit(2 * bytes)));
        Assert.True(IsRefused(job, bytes - 1));
        return bytes;
    }

    /// <summary>Whether the job refuses so many bytes.</summary>
    private static bool IsRefused<T>(Func<MemoryLimit, T> job, long bytes)
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
