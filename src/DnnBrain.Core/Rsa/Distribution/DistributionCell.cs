using System.Numerics.Tensors;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Distribution;

/// <summary>Distances of the parts of one layer between two sets, under any exchange of stimuli.</summary>
internal sealed class DistributionCell
{
    private readonly BinnedPatterns _first;
    private readonly BinnedPatterns _second;
    private readonly DistributionMethod _method;
    private readonly int _bins;
    private readonly double[] _width;

    /// <summary>Takes counts in the same bins.</summary>
    public DistributionCell(BinnedPatterns first, BinnedPatterns second, double[] low, double[] high, DistributionMethod method, int bins)
    {
        (_first, _second, _method, _bins) = (first, second, method, bins);
        _width = [.. low.Select((value, part) => (high[part] == value ? 1 : high[part] - value) / bins)];
        All = new double[first.PartCount * bins];
        Sum(_first, All, null);
        double[] others = new double[All.Length];
        Sum(_second, others, null);
        TensorPrimitives.Add<double>(All, others, All);
        Scale = [.. Enumerable.Range(0, PartCount).Select(part => 1 / Spread(All.AsSpan(part * bins, bins), _width[part]))];
    }

    public int PartCount => _first.PartCount;

    /// <summary>Counts of both sets, part × bin.</summary>
    public double[] All { get; }

    /// <summary>What makes distances of parts in different units comparable: one over the spread of both sets; 1 for Jensen-Shannon.</summary>
    public double[] Scale { get; }

    /// <summary>The distances, where some stimuli count for the other set.</summary>
    /// <param name="isSecond">For each stimulus of the first set, then for each of the second, whether it counts for the second.</param>
    /// <param name="counts">Room for part × bin.</param>
    /// <param name="distances">Takes one a part.</param>
    public void Evaluate(ReadOnlySpan<bool> isSecond, double[] counts, Span<double> distances)
    {
        Array.Clear(counts);
        Sum(_first, counts, isSecond[.._first.StimulusCount]);
        Sum(_second, counts, isSecond[_first.StimulusCount..]);
        double[] others = new double[_bins];
        for (int part = 0; part < distances.Length; part++)
        {
            ReadOnlySpan<double> own = counts.AsSpan(part * _bins, _bins);
            TensorPrimitives.Subtract(All.AsSpan(part * _bins, _bins), own, others);
            distances[part] = _method == DistributionMethod.Wasserstein
                ? HistogramDistance.Wasserstein(own, others, _width[part])
                : HistogramDistance.JensenShannon(own, others);
        }
    }

    // Counts are whole numbers, so sums are exact whatever their order.
    private static void Sum(BinnedPatterns patterns, double[] sum, ReadOnlySpan<bool> leftOut)
    {
        for (int i = 0; i < patterns.StimulusCount; i++)
        {
            if (leftOut.IsEmpty || !leftOut[i])
            {
                TensorPrimitives.Add(sum, patterns.Counts.AsSpan(i * sum.Length, sum.Length), sum);
            }
        }
    }

    private double Spread(ReadOnlySpan<double> counts, double width)
    {
        if (_method == DistributionMethod.JensenShannon)
        {
            return 1;
        }

        double total = 0;
        double mean = 0;
        double square = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            mean += counts[i] * i;
            square += counts[i] * i * i;
        }

        mean /= total;
        double spread = Math.Sqrt((square / total) - (mean * mean)) * width;
        return spread > 0 ? spread : 1;
    }
}
