using System.Buffers;

namespace DnnBrain.Statistics;

/// <summary>Ranks of a sample.</summary>
public static class Ranks
{
    /// <summary>The 1-based ranks in ascending order; tied values share the mean of their ranks.</summary>
    /// <param name="values">The sample.</param>
    /// <param name="destination">Takes one rank a value; may be <paramref name="values"/> itself.</param>
    /// <remarks>NaN has the rank NaN and does not count. −0 and 0 tie. O(n) time and memory by radix sort.</remarks>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void MidRanks(ReadOnlySpan<double> values, Span<double> destination)
    {
        if (values.Length != destination.Length)
        {
            throw new ArgumentException($"{values.Length} values need {values.Length} places for ranks, not {destination.Length}.", nameof(destination));
        }

        int[] order = ArrayPool<int>.Shared.Rent(values.Length);
        int numbers = SortOrder.Ascending(values, order);
        double[] ranks = ArrayPool<double>.Shared.Rent(values.Length);
        int start = 0;
        while (start < numbers)
        {
            int end = start + 1;
            while (end < numbers && values[order[end]] == values[order[start]])
            {
                end++;
            }

            // The mean of the ranks start+1 … end.
            double rank = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = rank;
            }

            start = end;
        }

        for (int i = numbers; i < values.Length; i++)
        {
            ranks[order[i]] = double.NaN;
        }

        ranks.AsSpan(0, values.Length).CopyTo(destination);
        ArrayPool<double>.Shared.Return(ranks);
        ArrayPool<int>.Shared.Return(order);
    }
}
