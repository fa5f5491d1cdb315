using System.Buffers;

namespace DnnBrain.Statistics;

/// <summary>The order of a sample, by radix sort: ranks are the costly part of rank correlations of RDMs.</summary>
internal static class SortOrder
{
    private const int DigitBits = 11;
    private const int DigitCount = 1 << DigitBits;
    private const int PassCount = (64 + DigitBits - 1) / DigitBits;

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

    private static void RadixSort(ulong[] keys, Span<int> order)
    {
        int n = order.Length;
        int[] histogram = new int[PassCount * DigitCount];
        for (int i = 0; i < n; i++)
        {
            ulong key = keys[i];
            for (int pass = 0; pass < PassCount; pass++)
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
        for (int pass = 0; pass < PassCount; pass++)
        {
            Span<int> next = histogram.AsSpan(pass * DigitCount, DigitCount);
            if (next[Digit(fromKeys[0], pass)] == n)
            {
                continue;
            }

            int sum = 0;
            for (int digit = 0; digit < next.Length; digit++)
            {
                (next[digit], sum) = (sum, sum + next[digit]);
            }

            for (int i = 0; i < n; i++)
            {
                int place = next[Digit(fromKeys[i], pass)]++;
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

        if (fromOrder != order)
        {
            fromOrder.CopyTo(order);
        }

        ArrayPool<ulong>.Shared.Return(otherKeys);
        ArrayPool<int>.Shared.Return(otherOrder);
    }

    private static int Digit(ulong key, int pass) => (int)(key >> (pass * DigitBits)) & (DigitCount - 1);
}
