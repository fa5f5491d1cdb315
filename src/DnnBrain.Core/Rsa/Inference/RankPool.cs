using System.Numerics.Tensors;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Inference;

/// <summary>Ranks of sums of ranks: what subjects agree on, for similarities of ranks.</summary>
/// <remarks>Sums of ranks are whole numbers, so they are sorted by their digits: O(pairs) a pool.</remarks>
internal sealed class RankPool
{
    private const int DigitBits = 11;
    private const int DigitCount = 1 << DigitBits;

    private readonly int[] _count = new int[DigitCount];
    private ulong[] _key;
    private ulong[] _otherKey;
    private int[] _place;
    private int[] _otherPlace;

    /// <summary>Makes room for pools of up to so many pairs.</summary>
    public RankPool(int pairCount)
    {
        _key = new ulong[pairCount];
        _otherKey = new ulong[pairCount];
        _place = new int[pairCount];
        _otherPlace = new int[pairCount];
    }

    /// <summary>Bytes of one: two keys and two places of every pair, and a digit's counts.</summary>
    public static long Bytes(int stimulusCount) => (24 * CondensedIndex.LongCount(stimulusCount)) + (sizeof(int) * DigitCount);

    /// <summary>Ranks a pool within the sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="pool">Sums of doubled ranks, whole numbers; takes 2 r − (N + 1), with mid-ranks r.</param>
    /// <returns>False where all pairs tie.</returns>
    public bool Rank(PairSample sample, Span<double> pool)
    {
        double smallest = TensorPrimitives.Min<double>(pool);
        ulong largest = (ulong)(TensorPrimitives.Max<double>(pool) - smallest);
        for (int k = 0; k < pool.Length; k++)
        {
            _key[k] = (ulong)(pool[k] - smallest);
            _place[k] = k;
        }

        for (int shift = 0; shift < 64 && largest >> shift != 0; shift += DigitBits)
        {
            SortByDigit(pool.Length, shift);
        }

        return Assign(sample, pool);
    }

    private void SortByDigit(int length, int shift)
    {
        Array.Clear(_count);
        for (int k = 0; k < length; k++)
        {
            _count[(int)(_key[k] >> shift) & (DigitCount - 1)]++;
        }

        int before = 0;
        for (int digit = 0; digit < DigitCount; digit++)
        {
            (before, _count[digit]) = (before + _count[digit], before);
        }

        for (int k = 0; k < length; k++)
        {
            int at = _count[(int)(_key[k] >> shift) & (DigitCount - 1)]++;
            _otherKey[at] = _key[k];
            _otherPlace[at] = _place[k];
        }

        (_key, _otherKey) = (_otherKey, _key);
        (_place, _otherPlace) = (_otherPlace, _place);
    }

    private bool Assign(PairSample sample, Span<double> pool)
    {
        double before = 0;
        int start = 0;
        int ties = 0;
        while (start < pool.Length)
        {
            int end = start;
            double tied = 0;
            while (end < pool.Length && _key[end] == _key[start])
            {
                tied += sample.Weight[_place[end++]];
            }

            double rank = (2 * before) + tied - sample.Total;
            for (int k = start; k < end; k++)
            {
                pool[_place[k]] = rank;
            }

            before += tied;
            start = end;
            ties++;
        }

        return ties > 1;
    }
}
