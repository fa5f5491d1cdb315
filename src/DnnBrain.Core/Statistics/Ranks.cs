namespace DnnBrain.Statistics;

/// <summary>Ranks of a sample.</summary>
public static class Ranks
{
    /// <summary>The 1-based ranks in ascending order; tied values share the mean of their ranks.</summary>
    /// <param name="values">The sample.</param>
    /// <param name="destination">Takes one rank a value; may be <paramref name="values"/> itself.</param>
    /// <remarks>NaN has the rank NaN and does not count. −0 and 0 tie. O(n log n) time, O(n) memory.</remarks>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void MidRanks(ReadOnlySpan<double> values, Span<double> destination)
    {
        if (values.Length != destination.Length)
        {
            throw new ArgumentException($"{values.Length} values need {values.Length} places for ranks, not {destination.Length}.", nameof(destination));
        }

        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);

        // Array.Sort puts NaN first.
        int first = 0;
        while (first < sorted.Length && double.IsNaN(sorted[first]))
        {
            destination[order[first++]] = double.NaN;
        }

        int start = first;
        while (start < sorted.Length)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            // The mean of the ranks start+1 … end, counted from the first number.
            double rank = ((start - first + 1) + (end - first)) / 2.0;
            for (int i = start; i < end; i++)
            {
                destination[order[i]] = rank;
            }

            start = end;
        }
    }
}
