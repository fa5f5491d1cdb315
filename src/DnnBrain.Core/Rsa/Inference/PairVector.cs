using System.Numerics.Tensors;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Inference;

/// <summary>One RDM's dissimilarities, ready to be taken under any weighted sample.</summary>
internal sealed class PairVector
{
    private readonly double[] _values;

    // For ranks: pairs in ascending order, and whether each is the last of those that share its value.
    private readonly int[] _order = [];
    private readonly bool[] _endsTie = [];

    /// <summary>Takes condensed dissimilarities; a pair that has no value is never looked at.</summary>
    public PairVector(double[] values, bool isRanked)
    {
        _values = values;
        if (!isRanked)
        {
            return;
        }

        double[] sorted = [.. values];
        _order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(sorted, _order);
        _endsTie = new bool[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            _endsTie[i] = i + 1 == sorted.Length || sorted[i + 1] != sorted[i];
        }
    }

    /// <summary>The condensed dissimilarities.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Bytes of one: values, and for ranks their order and ties.</summary>
    public static long Bytes(int stimulusCount, bool isRanked) =>
        CondensedIndex.LongCount(stimulusCount) * (sizeof(double) + (isRanked ? sizeof(int) + sizeof(bool) : 0));

    /// <summary>The values under a sample, as the form wants them before they are multiplied.</summary>
    /// <returns>False where the values of the sample are all alike.</returns>
    public bool Take(PairSample sample, PairForm form, Span<double> row)
    {
        if (form.IsRanked)
        {
            return TakeRanks(sample, row);
        }

        Gather(sample, row);
        return Complete(sample, form, row);
    }

    /// <summary>Ranks or centres values of a sample's pairs, as the form wants them.</summary>
    /// <returns>False where they are all alike.</returns>
    public static bool Complete(PairSample sample, PairForm form, Span<double> row)
    {
        if (form.IsRanked)
        {
            return RankValues(sample, row);
        }

        double scale = Math.Abs(TensorPrimitives.MaxMagnitude<double>(row));
        if (form.IsCentered)
        {
            // Twice, so that an offset costs no digits.
            ReadOnlySpan<double> weight = sample.Weight.AsSpan(0, sample.Count);
            TensorPrimitives.Subtract(row, TensorPrimitives.Dot(row, weight) / sample.Total, row);
            TensorPrimitives.Subtract(row, TensorPrimitives.Dot(row, weight) / sample.Total, row);
        }

        // What is below this share of the values is rounding, as in Standardization.
        return Math.Abs(TensorPrimitives.MaxMagnitude<double>(row)) > 1e-13 * scale;
    }

    private static bool RankValues(PairSample sample, Span<double> row)
    {
        double[] sorted = row.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        double before = 0;
        int ties = 0;
        int start = 0;
        while (start < order.Length)
        {
            int end = start;
            double tied = 0;
            while (end < order.Length && sorted[end] == sorted[start])
            {
                tied += sample.Weight[order[end++]];
            }

            for (int k = start; k < end; k++)
            {
                row[order[k]] = (2 * before) + tied - sample.Total;
            }

            before += tied;
            start = end;
            ties++;
        }

        return ties > 1;
    }

    /// <summary>The values of a sample's pairs as they are.</summary>
    public void Gather(PairSample sample, Span<double> row)
    {
        ReadOnlySpan<int> pairs = sample.Pair.AsSpan(0, sample.Count);
        double[] values = _values;
        for (int k = 0; k < pairs.Length; k++)
        {
            row[k] = values[pairs[k]];
        }
    }

    // Twice the distance of the mid-rank to the mean rank, 2 r − (N + 1): a whole number, so sums of products are exact.
    private bool TakeRanks(PairSample sample, Span<double> row)
    {
        PairSlot[] slot = sample.Slot;
        int[] order = _order;
        bool[] endsTie = _endsTie;
        long before = 0;
        int ties = 0;
        int start = 0;
        while (start < order.Length)
        {
            int end = start;
            long tied = slot[order[start]].Weight;
            while (!endsTie[end])
            {
                tied += slot[order[++end]].Weight;
            }

            if (tied > 0)
            {
                double rank = (2 * before) + tied - sample.Total;
                for (int k = start; k <= end; k++)
                {
                    PairSlot place = slot[order[k]];
                    if (place.Weight > 0)
                    {
                        row[place.Position] = rank;
                    }
                }

                before += tied;
                ties++;
            }

            start = end + 1;
        }

        return ties > 1;
    }
}
