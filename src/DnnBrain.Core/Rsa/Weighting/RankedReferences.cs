using System.Collections.Concurrent;
using DnnBrain.Rsa.Inference;

namespace DnnBrain.Rsa.Weighting;

/// <summary>
/// Ranks of references under samples of stimuli that come again: under a permutation of labels models move, and references and folds stay
/// as they are.
/// </summary>
/// <remarks>Kept up to a number of bytes, for all threads; what is beyond is ranked each time, to the same bits.</remarks>
/// <param name="capacityBytes">The memory that ranks are kept in, <see cref="MostBytes"/> or less.</param>
internal sealed class RankedReferences(long capacityBytes = RankedReferences.MostBytes)
{
    /// <summary>The most memory that ranks are kept in.</summary>
    public const long MostBytes = 1L << 28;

    /// <summary>The memory that ranks are kept in.</summary>
    public long CapacityBytes => capacityBytes;

    private readonly ConcurrentDictionary<string, (double[] Rows, bool[] Varies)> _ranked = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>The number of samples whose ranks are kept.</summary>
    public int Count => _ranked.Count;

    /// <summary>The references' rows under the sample of a metric.</summary>
    /// <param name="stimulusWeights">The sample.</param>
    /// <param name="metric">Ranks, and has taken the sample.</param>
    /// <param name="references">The references.</param>
    /// <param name="rows">Takes reference × stride.</param>
    /// <param name="varies">Takes for each reference whether its values differ in the sample.</param>
    public void Fill(ReadOnlySpan<int> stimulusWeights, PairMetric metric, IReadOnlyList<PairVector> references, double[] rows, bool[] varies)
    {
        string key = string.Create(stimulusWeights.Length, stimulusWeights, (text, weights) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = (char)weights[i];
            }
        });
        int length = metric.Length;
        if (_ranked.TryGetValue(key, out (double[] Rows, bool[] Varies) kept))
        {
            for (int r = 0; r < references.Count; r++)
            {
                kept.Rows.AsSpan(r * length, length).CopyTo(rows.AsSpan(r * metric.Stride, length));
            }

            kept.Varies.CopyTo(varies, 0);
            return;
        }

        for (int r = 0; r < references.Count; r++)
        {
            varies[r] = metric.Fill(references[r], rows.AsSpan(r * metric.Stride, length));
        }

        long bytes = (long)sizeof(double) * references.Count * length;
        if (Interlocked.Add(ref _bytes, bytes) > capacityBytes)
        {
            Interlocked.Add(ref _bytes, -bytes);
            return;
        }

        double[] copy = new double[references.Count * length];
        for (int r = 0; r < references.Count; r++)
        {
            rows.AsSpan(r * metric.Stride, length).CopyTo(copy.AsSpan(r * length, length));
        }

        if (!_ranked.TryAdd(key, (copy, [.. varies])))
        {
            Interlocked.Add(ref _bytes, -bytes);
        }
    }
}
