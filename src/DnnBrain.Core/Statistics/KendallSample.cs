namespace DnnBrain.Statistics;

/// <summary>A sample sorted once, for Kendall's tau with any number of others.</summary>
internal sealed class KendallSample
{
    private readonly int[] _order;
    private readonly int[] _rank;

    // Where runs of equal values begin and end in the order; only runs of two and more.
    private readonly (int Start, int End)[] _ties;

    private KendallSample(int[] order, int[] rank, (int Start, int End)[] ties)
    {
        (_order, _rank, _ties) = (order, rank, ties);
        TiedPairCount = ties.Sum(tie => Pairs(tie.End - tie.Start));
    }

    /// <summary>Number of values.</summary>
    public int Count => _order.Length;

    /// <summary>Number of pairs of equal values.</summary>
    public long TiedPairCount { get; }

    /// <summary>Dense 0-based ranks, one a value: equal values have the same, the next larger value the next.</summary>
    public ReadOnlySpan<int> Rank => _rank;

    /// <summary>Sorts a sample.</summary>
    /// <returns>Null where it holds a NaN.</returns>
    public static KendallSample? Create(ReadOnlySpan<double> values)
    {
        int[] order = new int[values.Length];
        if (SortOrder.Ascending(values, order) < values.Length)
        {
            return null;
        }

        int[] rank = new int[values.Length];
        var ties = new List<(int, int)>();
        int dense = 0;
        int start = 0;
        while (start < order.Length)
        {
            int end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                rank[order[end++]] = dense;
            }

            if (end - start > 1)
            {
                ties.Add((start, end));
            }

            dense++;
            start = end;
        }

        return new KendallSample(order, rank, [.. ties]);
    }

    /// <summary>Concordant minus discordant pairs of values, of this sample and one given by its dense ranks; exact.</summary>
    /// <param name="otherRank">Dense ranks of the other sample, in the order of this sample's values.</param>
    /// <param name="otherTiedPairCount">Its number of tied pairs.</param>
    /// <param name="work">Two arrays at least as long as the sample; they are overwritten.</param>
    /// <remarks>Knight 1966, https://doi.org/10.1080/01621459.1966.10480879: O(n log n).</remarks>
    public long Concordance(ReadOnlySpan<int> otherRank, long otherTiedPairCount, (int[] First, int[] Second) work)
    {
        Span<int> ranks = work.First.AsSpan(0, Count);
        for (int i = 0; i < ranks.Length; i++)
        {
            ranks[i] = otherRank[_order[i]];
        }

        // Among equal values of this sample nothing is discordant: ascending ranks have no inversion.
        long tiedInBoth = 0;
        foreach ((int start, int end) in _ties)
        {
            Span<int> tied = ranks[start..end];
            tied.Sort();
            tiedInBoth += EqualPairs(tied);
        }

        long discordant = Inversions.Count(ranks, work.Second.AsSpan(0, Count));
        return Pairs(Count) - TiedPairCount - otherTiedPairCount + tiedInBoth - (2 * discordant);
    }

    /// <summary>The number of pairs of n things.</summary>
    public static long Pairs(long n) => n * (n - 1) / 2;

    private static long EqualPairs(ReadOnlySpan<int> sorted)
    {
        long pairs = 0;
        int run = 0;
        for (int i = 1; i < sorted.Length; i++)
        {
            run = sorted[i] == sorted[i - 1] ? run + 1 : 0;
            pairs += run;
        }

        return pairs;
    }
}
