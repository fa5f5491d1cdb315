using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DnnBrain.Statistics;

/// <summary>Counts pairs that stand in descending order.</summary>
internal static class Inversions
{
    // As many numbers as one register holds.
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
            count += n - start >= BlockLength ? SortBlock(values.Slice(start, BlockLength)) : Insert(values[start..]);
        }

        Span<int> from = values;
        Span<int> to = scratch;
        for (int width = BlockLength; width < n; width *= 2)
        {
            for (int start = 0; start < n; start += 2 * width)
            {
                int middle = Math.Min(start + width, n);
                int end = Math.Min(middle + width, n);
                count += end - middle == width
                    ? MergeEqual(from[start..middle], from[middle..end], to[start..end])
                    : Merge(from[start..middle], from[middle..end], to[start..end]);
            }

            Span<int> swap = from;
            from = to;
            to = swap;
        }

        return count;
    }

    // Each value is compared with all eight at once: those that are greater and stand before it are its inversions, the others give its place.
    private static long SortBlock(Span<int> values)
    {
        Span<int> sorted = stackalloc int[BlockLength];
        Vector256<int> all = Vector256.Create<int>(values);
        int count = 0;
        for (int k = 0; k < BlockLength; k++)
        {
            int value = values[k];
            Vector256<int> one = Vector256.Create(value);
            uint greater = Vector256.GreaterThan(all, one).ExtractMostSignificantBits();
            uint equal = Vector256.Equals(all, one).ExtractMostSignificantBits();
            uint before = (1u << k) - 1;
            count += BitOperations.PopCount(greater & before);
            sorted[BlockLength - BitOperations.PopCount(greater) - BitOperations.PopCount(equal & ~before)] = value;
        }

        sorted.CopyTo(values);
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

    // Two runs of one length, from both ends at once: neither end can run out, and the two chains of comparisons do not wait for each other. The
    // comparison decides nothing but numbers: a branch on random data would be guessed wrong half of the time.
    private static long MergeEqual(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> destination)
    {
        ref int a = ref MemoryMarshal.GetReference(left);
        ref int b = ref MemoryMarshal.GetReference(right);
        ref int to = ref MemoryMarshal.GetReference(destination);
        int length = left.Length;
        int last = (2 * length) - 1;
        (int i, int j, int p, int q) = (0, 0, length - 1, length - 1);
        long count = 0;
        for (int k = 0; k < length; k++)
        {
            // A value of the right run overtakes all that are left on the left.
            int x = Unsafe.Add(ref a, i);
            int y = Unsafe.Add(ref b, j);
            int isLeft = x <= y ? 1 : 0;
            Unsafe.Add(ref to, k) = Math.Min(x, y);
            count += (length - i) & (isLeft - 1);
            i += isLeft;
            j += 1 - isLeft;

            // Seen from behind, all that were taken from the left are greater.
            int u = Unsafe.Add(ref a, p);
            int v = Unsafe.Add(ref b, q);
            int isGreater = u > v ? 1 : 0;
            Unsafe.Add(ref to, last - k) = Math.Max(u, v);
            count += (length - 1 - p) & (isGreater - 1);
            p -= isGreater;
            q -= 1 - isGreater;
        }

        return count;
    }

    private static long Merge(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> destination)
    {
        long count = 0;
        int i = 0;
        int j = 0;
        while (i < left.Length && j < right.Length)
        {
            if (left[i] <= right[j])
            {
                destination[i + j] = left[i];
                i++;
            }
            else
            {
                destination[i + j] = right[j];
                count += left.Length - i;
                j++;
            }
        }

        left[i..].CopyTo(destination[(i + j)..]);
        right[j..].CopyTo(destination[(left.Length + j)..]);
        return count;
    }
}
