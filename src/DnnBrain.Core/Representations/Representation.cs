using System.Numerics.Tensors;
using DnnBrain.Activations;
using DnnBrain.Statistics;
using DnnBrain.Stimuli;

namespace DnnBrain.Representations;

/// <summary>
/// ONE layer's or region's patterns as the products of every two of them: what kernels, subspaces and shapes are compared by, in
/// O(n²) memory whatever the number of units.
/// </summary>
public sealed class Representation
{
    private const int ListedIds = 5;

    // Mean, sum of squares, difference, the pattern that is read.
    private const int UnitArrays = 4;

    private readonly double[] _gram;
    private readonly int[] _rows;

    private Representation(string name, string source, string? subject, IReadOnlyList<string> stimulusId, double[] gram, int[] rows, Provenance provenance)
    {
        Name = name;
        Source = source;
        Subject = subject;
        StimulusId = stimulusId;
        Provenance = provenance;
        _gram = gram;
        _rows = rows;
    }

    /// <summary>The layer's or the region's name.</summary>
    public string Name { get; }

    /// <summary>The network's or the file's name.</summary>
    public string Source { get; }

    /// <summary>The subject, for measured patterns; null for a network.</summary>
    public string? Subject { get; }

    /// <summary>The ids of the stimuli, in order.</summary>
    public IReadOnlyList<string> StimulusId { get; }

    /// <summary>How it was made.</summary>
    public Provenance Provenance { get; }

    /// <summary>Number n of stimuli.</summary>
    public int StimulusCount => StimulusId.Count;

    /// <summary>Bytes that it holds.</summary>
    public long HeldBytes => BytesOf(StimulusCount);

    /// <summary>Products of patterns from which each unit's mean over stimuli was taken, n × n, row-major: H X Xᵀ H.</summary>
    internal ReadOnlySpan<double> Gram => _gram;

    /// <summary>The patterns themselves; null for a Gram matrix that was all there was.</summary>
    internal IPatternSet? Patterns { get; private init; }

    /// <summary>The row of the patterns that holds each stimulus.</summary>
    internal ReadOnlySpan<int> Rows => _rows;

    /// <summary>Takes products of patterns, in tiles.</summary>
    /// <param name="patterns">One pattern a stimulus, in memory or in a file.</param>
    /// <param name="memory">
    /// What the products, means of units and blocks of patterns may take; without a limit patterns take 1 GB. The same bits for any.
    /// </param>
    /// <param name="observer">Told how many pairs are done.</param>
    /// <param name="token">Stops the computation.</param>
    /// <exception cref="DnnBrainException">
    /// A pattern holds a NaN or an infinity (<c>PatternNotFinite</c>), or the memory is too small (<c>MemoryTooSmall</c>).
    /// </exception>
    /// <remarks>n² p / 2 multiplications in float64. Units are centred before the products, so that an offset costs no digits.</remarks>
    public static Representation FromPatterns(IPatternSet patterns, MemoryLimit memory, IRunObserver observer, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(memory);
        int n = patterns.StimulusId.Count;
        long unitCount = patterns.UnitCount;
        memory = memory.Hold(
            BytesOf(n) + (sizeof(double) * unitCount * (UnitArrays + Environment.ProcessorCount)) + Math.Min(UnitStatistics.BytesAtATime, sizeof(double) * unitCount * n));
        UnitStatistics units = UnitStatistics.Compute(patterns, observer, token);
        double[] gram = new double[checked(n * n)];
        bool[] isBad = new bool[n];
        GramTiles.Visit(
            patterns,
            (stimulus, pattern) =>
            {
                isBad[stimulus] = !double.IsFinite(TensorPrimitives.Sum<double>(pattern));
                TensorPrimitives.Subtract<double>(pattern, units.Mean, pattern);
            },
            memory,
            tile => Store(tile, gram, n),
            observer,
            token);
        ThrowIfBad(patterns.StimulusId, isBad, patterns.Name);
        Center(gram, n);
        return new Representation(patterns.Name, patterns.Source, patterns.Subject, patterns.StimulusId, gram, [.. Enumerable.Range(0, n)], patterns.Provenance) { Patterns = patterns };
    }

    /// <summary>Takes a Gram matrix.</summary>
    /// <param name="gram">Products of answers.</param>
    /// <param name="memory">What the products may take.</param>
    /// <exception cref="DnnBrainException">
    /// A pattern held a NaN or an infinity (<c>PatternNotFinite</c>), or the memory is too small (<c>MemoryTooSmall</c>).
    /// </exception>
    public static Representation FromGram(ActivationGram gram, MemoryLimit memory)
    {
        ArgumentNullException.ThrowIfNull(gram);
        ArgumentNullException.ThrowIfNull(memory);
        int n = gram.StimulusCount;
        _ = memory.Hold(BytesOf(n));
        double[] products = new double[checked(n * n)];
        double offset = gram.PatternMean.Average();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                // What all patterns have in common is taken away before it could cost digits.
                products[(i * n) + j] = gram.CentredProduct(i, j) + (gram.Shape.UnitCount * ((gram.PatternMean[i] - offset) * (gram.PatternMean[j] - offset)));
            }
        }

        ThrowIfBad(gram.StimulusId, [.. gram.PatternMean.Select(mean => !double.IsFinite(mean))], gram.Layer);
        Center(products, n);
        return new Representation(gram.Layer, gram.Model, gram.Subject, gram.StimulusId, products, [.. Enumerable.Range(0, n)], gram.Provenance);
    }

    /// <summary>Name, subject and number of stimuli.</summary>
    public override string ToString() => $"{Name}{(Subject is null ? "" : $" {Subject}")} ({StimulusCount} stimuli)";

    /// <summary>The same with its stimuli in another one's order.</summary>
    /// <exception cref="DnnBrainException">The sets differ (<c>StimulusMismatch</c>).</exception>
    internal Representation AlignTo(Representation other)
    {
        if (StimulusId.SequenceEqual(other.StimulusId))
        {
            return this;
        }

        int[] position = StimulusIds.Align(other.StimulusId, StimulusId, other.Name, Name);
        int n = position.Length;
        double[] gram = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                gram[(i * n) + j] = _gram[(position[i] * n) + position[j]];
            }
        }

        return new Representation(Name, Source, Subject, other.StimulusId, gram, [.. position.Select(row => _rows[row])], Provenance) { Patterns = Patterns };
    }

    // Products, rows, and means over them.
    private static long BytesOf(int n) => (sizeof(double) * (n + 2L) * n) + (sizeof(int) * (long)n);

    /// <summary>H K H in place.</summary>
    internal static void Center(double[] square, int n)
    {
        double[] mean = new double[n];
        for (int i = 0; i < n; i++)
        {
            mean[i] = TensorPrimitives.Sum<double>(square.AsSpan(i * n, n)) / n;
        }

        double grandMean = TensorPrimitives.Sum<double>(mean) / n;
        for (int i = 0; i < n; i++)
        {
            Span<double> row = square.AsSpan(i * n, n);
            TensorPrimitives.Subtract(row, mean, row);
            TensorPrimitives.Add(row, grandMean - mean[i], row);
        }
    }

    private static void Store(GramTile tile, double[] gram, int n)
    {
        for (int row = 0; row < tile.Rows.Count; row++)
        {
            for (int column = 0; column < tile.Columns.Count; column++)
            {
                (int i, int j) = (tile.Rows.First + row, tile.Columns.First + column);
                gram[(i * n) + j] = gram[(j * n) + i] = tile[row, column];
            }
        }
    }

    private static void ThrowIfBad(IReadOnlyList<string> ids, bool[] isBad, string name)
    {
        string[] bad = [.. ids.Where((_, i) => isBad[i])];
        if (bad.Length > 0)
        {
            throw new DnnBrainException(
                "PatternNotFinite",
                ErrorKind.InvalidData,
                $"{bad.Length} of {ids.Count} patterns of '{name}' hold a NaN or an infinity ({string.Join(", ", bad.Take(ListedIds))}{(bad.Length > ListedIds ? ", ..." : "")}). Leave these stimuli or units out.",
                name);
        }
    }
}
