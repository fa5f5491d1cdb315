using DnnBrain.Statistics;

namespace DnnBrain.Activations;

/// <summary>Makes Gram matrices from patterns that are there already.</summary>
public static class ActivationGramBuilder
{
    /// <summary>The products of every two patterns.</summary>
    /// <param name="patterns">One pattern a stimulus, in memory or in a file.</param>
    /// <param name="maxMemory">Bytes for patterns at a time; a larger set is read several times. Two blocks are held in any case.</param>
    /// <param name="observer">Told how many pairs are done.</param>
    /// <param name="token">Stops the computation.</param>
    /// <exception cref="DnnBrainException">
    /// There are more stimuli than one matrix holds (<c>GramTooLarge</c>), or the memory is not positive (<c>MemoryInvalid</c>).
    /// </exception>
    /// <remarks>n² p / 2 multiplications in float64, 4 n² bytes for the result.</remarks>
    public static ActivationGram Build(IPatternSet patterns, long maxMemory, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(observer);
        if (maxMemory <= 0)
        {
            throw new DnnBrainException("MemoryInvalid", ErrorKind.InvalidArgument, $"The memory is {maxMemory} bytes; it is a positive number.", maxMemory);
        }

        int n = patterns.StimulusId.Count;
        ActivationGramSink.RequirePairs(n, patterns.Name);
        UnitStatistics units = UnitStatistics.Compute(patterns, observer, token);
        double[] mean = new double[n];
        double[] centred = new double[(long)n * (n + 1) / 2];
        GramTiles.Visit(patterns, Center, GramTiles.LimitOf(maxMemory, n, patterns.UnitCount), tile => Store(tile, centred, n), observer, token);
        var provenance = new Provenance { Operation = "Gram", Sources = [patterns.Provenance] };
        return new ActivationGram(patterns.Source, patterns.Name, patterns.StimulusId, ShapeOf(patterns), new GramValues(mean, units.Mean, centred), provenance)
        {
            Subject = patterns.Subject,
        };

        void Center(int stimulus, Span<double> pattern)
        {
            double value = Standardization.Center(pattern, pattern);
            mean[stimulus] = double.IsFinite(value) ? value : double.NaN;
            if (!double.IsFinite(value))
            {
                pattern.Clear();
            }
        }
    }

    private static ActivationShape ShapeOf(IPatternSet patterns) =>
        patterns is Activation activation ? activation.Shape : new ActivationShape(patterns.StimulusId.Count, patterns.UnitCount, 1, 1);

    private static void Store(GramTile tile, double[] centred, int n)
    {
        for (int row = 0; row < tile.Rows.Count; row++)
        {
            int first = tile.Rows == tile.Columns ? row : 0;
            int position = GramValues.Index(tile.Rows.First + row, tile.Columns.First + first, n);
            tile.Products.AsSpan((row * tile.Columns.Count) + first, tile.Columns.Count - first).CopyTo(centred.AsSpan(position));
        }
    }
}
