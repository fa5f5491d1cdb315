using DnnBrain.Activations;

namespace DnnBrain.Rsa.Distribution;

/// <summary>Counts of a set's values in shared bins, for each stimulus and each part (all units, or a channel).</summary>
/// <remarks>Rows are read in blocks, twice: for the range and for the counts. Memory is stimuli × parts × bins.</remarks>
internal sealed class BinnedPatterns
{
    private const int BlockBytes = 16 << 20;

    private readonly IPatternSet _patterns;

    /// <summary>Takes patterns and how many parts their units are cut into, in order.</summary>
    public BinnedPatterns(IPatternSet patterns, int partCount)
    {
        (_patterns, PartCount) = (patterns, partCount);
        Low = new double[partCount];
        High = new double[partCount];
        Array.Fill(Low, double.PositiveInfinity);
        Array.Fill(High, double.NegativeInfinity);
    }

    public int PartCount { get; }

    public int StimulusCount => _patterns.StimulusId.Count;

    /// <summary>The smallest value of each part.</summary>
    public double[] Low { get; }

    /// <summary>The largest value of each part.</summary>
    public double[] High { get; }

    /// <summary>Number of values that are no numbers or infinite; they are in no bin.</summary>
    public long MissingCount { get; private set; }

    /// <summary>Stimulus × part × bin, after <see cref="Count"/>.</summary>
    public double[] Counts { get; private set; } = [];

    /// <summary>Finds the ranges.</summary>
    public void Measure(CancellationToken token) => Walk((_, part, values) =>
    {
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                Low[part] = Math.Min(Low[part], value);
                High[part] = Math.Max(High[part], value);
            }
            else
            {
                MissingCount++;
            }
        }
    }, token);

    /// <summary>Counts values in bins of each part's range.</summary>
    /// <exception cref="DnnBrainException">There are more counts than an array holds (<c>BinCountTooLarge</c>).</exception>
    public void Count(double[] low, double[] high, int binCount, CancellationToken token)
    {
        double size = (double)StimulusCount * PartCount * binCount;
        if (size > Array.MaxLength)
        {
            throw new DnnBrainException(
                "BinCountTooLarge",
                ErrorKind.ResourceUnavailable,
                $"'{_patterns.Name}' has {StimulusCount:N0} stimuli × {PartCount:N0} channels × {binCount:N0} bins = {size:N0} counts; no more than {Array.MaxLength:N0} can be kept. Take fewer bins.",
                binCount);
        }

        Counts = new double[(int)size];
        double[] edges = new double[binCount + 1];
        int last = -1;
        Walk((stimulus, part, values) =>
        {
            if (part != last)
            {
                SharedBins.Edges(low[part], high[part], edges);
                last = part;
            }

            Span<double> counts = Counts.AsSpan(((stimulus * PartCount) + part) * binCount, binCount);
            foreach (double value in values)
            {
                if (double.IsFinite(value))
                {
                    counts[SharedBins.Find(value, edges)]++;
                }
            }
        }, token);
    }

    private void Walk(PartAction action, CancellationToken token)
    {
        int units = _patterns.UnitCount;
        int size = units / PartCount;
        int rows = (int)Math.Max(1, BlockBytes / Math.Max(1L, (long)units * sizeof(double)));
        double[] block = new double[checked(Math.Min(rows, StimulusCount) * units)];
        for (int first = 0; first < StimulusCount; first += rows)
        {
            token.ThrowIfCancellationRequested();
            int count = Math.Min(rows, StimulusCount - first);
            _patterns.Read(first, count, block.AsSpan(0, count * units));

            // Part by part, so that bins are made once a part and block.
            for (int part = 0; part < PartCount; part++)
            {
                for (int i = 0; i < count; i++)
                {
                    action(first + i, part, block.AsSpan((i * units) + (part * size), size));
                }
            }
        }
    }

    private delegate void PartAction(int stimulus, int part, ReadOnlySpan<double> values);
}
