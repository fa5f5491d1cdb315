using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DnnBrain.Statistics;

/// <summary>Counts pairs that stand in descending order.</summary>
internal static class Inversions
{
    // Blocks of this length are sorted by insertion.
    private const int BlockLength = 8;

    /// <summary>The number of pairs i &lt; j with values[i] &gt; values[j].</summary>
    /// <param name="values">The numbers; sorted afterwards, or overwritten.</param>
    /// <param name="scratch">As long as <paramref name="values"/>.</param>
    /// <remarks>By merge sort, from short blocks up: O(n log n).</remarks>
    public static long Count(Span<int> values, Span<int> scratch)
    {
        int n = values.Length;
        long count = 0;
        for (int start = 0; start < n; start += BlockLength)
        {
            count += Insert(values[start..Math.Min(start + BlockLength, n)]);
        }

        Span<int> from = values;
        Span<int> to = scratch;
        for (int width = BlockLength; width < n; width *= 2)
        {
            for (int start = 0; start < n; start += 2 * width)
            {
                int middle = Math.Min(start + width, n);
                int end = Math.Min(middle + width, n);
                count += Merge(from[start..middle], from[middle..end], to[start..end]);
            }

            Span<int> swap = from;
            from = to;
            to = swap;
        }

        return count;
    }

    private static long Insert(Span<int> values)
    {
        int count = 0;
        for (int i = 1; i < values.Length; i++)
        {
            int value = values[i];
            int j = i;
            while (j > 0 && values[j - 1] > value)
            {
                values[j] = values[j - 1];
                j--;
            }

            values[j] = value;
            count += i - j;
        }

        return count;
    }

    // The comparison decides nothing but numbers: a branch on random data would be guessed wrong half of the time.
    private static long Merge(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> destination)
    {
        ref int a = ref MemoryMarshal.GetReference(left);
        ref int b = ref MemoryMarshal.GetReference(right);
        ref int to = ref MemoryMarshal.GetReference(destination);
        long count = 0;
        int i = 0;
        int j = 0;
        while (i < left.Length && j < right.Length)
        {
            int x = Unsafe.Add(ref a, i);
            int y = Unsafe.Add(ref b, j);
            int isLeft = x <= y ? 1 : 0;
            Unsafe.Add(ref to, i + j) = isLeft == 1 ? x : y;

            // A value of the right half overtakes all that are left on the left.
            count += (long)(left.Length - i) & (isLeft - 1);
            i += isLeft;
            j += 1 - isLeft;
        }

        left[i..].CopyTo(destination[(i + j)..]);
        right[j..].CopyTo(destination[(left.Length + j)..]);
        return count;
    }
}
