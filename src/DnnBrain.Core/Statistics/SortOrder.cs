using System.Buffers;
using System.Numerics;

namespace DnnBrain.Statistics;

/// <summary>The order of a sample, by radix sort: ranks are the costly part of rank correlations of RDMs.</summary>
internal static class SortOrder
{
    private const int DigitBits = 11;
    private const int DigitCount = 1 << DigitBits;
    private const int LeadingPasses = 3;

    // Below this the histograms cost more than comparisons.
    private const int FewestForRadix = 512;

    /// <summary>Sorts ascending; NaN come last, −0 and 0 are equal. Equal values keep their order.</summary>
    /// <param name="values">The sample.</param>
    /// <param name="order">Takes the positions of the values in ascending order.</param>
    /// <returns>The number of values that are not NaN: as many stand at the front.</returns>
    /// <remarks>O(n), and O(n log n) for a few hundred values.</remarks>
    public static int Ascending(ReadOnlySpan<double> values, Span<int> order)
    {
        int n = values.Length;
        ulong[] keys = ArrayPool<ulong>.Shared.Rent(n);
        int numbers = 0;
        for (int i = 0; i < n; i++)
        {
            keys[i] = Key(values[i]);
            order[i] = i;
            numbers += double.IsNaN(values[i]) ? 0 : 1;
        }

        if (n < FewestForRadix)
        {
            LibrarySort(keys.AsSpan(0, n), order[..n]);
        }
        else
        {
            RadixSort(keys, order[..n]);
        }

        ArrayPool<ulong>.Shared.Return(keys);
        return numbers;
    }

    // Unsigned numbers in the order of the doubles: negative ones have all bits turned, positive ones the sign bit.
    private static ulong Key(double value)
    {
        if (double.IsNaN(value))
        {
            return ulong.MaxValue;
        }

        // −0 + 0 is 0.
        ulong bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        return bits ^ ((ulong)((long)bits >> 63) | 0x8000000000000000UL);
    }

    private static void LibrarySort(Span<ulong> keys, Span<int> order)
    {
        keys.Sort(order);

        // The library's sort is not stable.
        int start = 0;
        while (start < keys.Length)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                order[start..end].Sort();
            }

            start = end;
        }
    }

    // Three passes over the leading bits of what tells the keys apart put nearly all in order; insertion does the rest. Where it would have
    // to move too much, as with values that differ in their last bits only, all bits are sorted.
    private static void RadixSort(ulong[] keys, Span<int> order)
    {
        int n = order.Length;
        (ulong smallest, ulong largest) = (keys[0], keys[0]);
        foreach (ulong key in keys.AsSpan(0, n))
        {
            smallest = Math.Min(smallest, key);
            largest = Math.Max(largest, key);
        }

        int bits = 64 - BitOperations.LeadingZeroCount(largest - smallest);
        int shift = Math.Max(0, bits - (LeadingPasses * DigitBits));
        RadixSort(keys, order, smallest, shift, (bits - shift + DigitBits - 1) / DigitBits);
        if (shift > 0 && !Insert(keys.AsSpan(0, n), order))
        {
            RadixSort(keys, order, smallest, 0, (bits + DigitBits - 1) / DigitBits);
        }
    }

    private static void RadixSort(ulong[] keys, Span<int> order, ulong smallest, int shift, int passes)
    {
        int n = order.Length;
        int[] histogram = new int[passes * DigitCount];
        for (int i = 0; i < n; i++)
        {
            ulong key = (keys[i] - smallest) >> shift;
            for (int pass = 0; pass < passes; pass++)
            {
                histogram[(pass * DigitCount) + Digit(key, pass)]++;
            }
        }

        ulong[] otherKeys = ArrayPool<ulong>.Shared.Rent(n);
        int[] otherOrder = ArrayPool<int>.Shared.Rent(n);
        Span<ulong> fromKeys = keys.AsSpan(0, n);
        Span<ulong> toKeys = otherKeys.AsSpan(0, n);
        Span<int> fromOrder = order;
        Span<int> toOrder = otherOrder.AsSpan(0, n);
        for (int pass = 0; pass < passes; pass++)
        {
            Span<int> next = histogram.AsSpan(pass * DigitCount, DigitCount);
            int sum = 0;
            for (int digit = 0; digit < next.Length; digit++)
            {
                (next[digit], sum) = (sum, sum + next[digit]);
            }

            for (int i = 0; i < n; i++)
            {
                int place = next[Digit((fromKeys[i] - smallest) >> shift, pass)]++;
                toKeys[place] = fromKeys[i];
                toOrder[place] = fromOrder[i];
            }

            Span<ulong> keySwap = fromKeys;
            fromKeys = toKeys;
            toKeys = keySwap;
            Span<int> orderSwap = fromOrder;
            fromOrder = toOrder;
            toOrder = orderSwap;
        }

        if (passes % 2 == 1)
        {
            fromKeys.CopyTo(keys);
            fromOrder.CopyTo(order);
        }

        ArrayPool<ulong>.Shared.Return(otherKeys);
        ArrayPool<int>.Shared.Return(otherOrder);
    }

    // Stable; false where it gave up halfway.
    private static bool Insert(Span<ulong> keys, Span<int> order)
    {
        long moves = 4L * keys.Length;
        for (int i = 1; i < keys.Length; i++)
        {
            (ulong key, int position) = (keys[i], order[i]);
            int j = i;
            while (j > 0 && keys[j - 1] > key)
            {
                keys[j] = keys[j - 1];
                order[j] = order[j - 1];
                j--;
            }

            (keys[j], order[j]) = (key, position);
            moves -= i - j;
            if (moves < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Digit(ulong key, int pass) => (int)(key >> (pass * DigitBits)) & (DigitCount - 1);
}
