namespace DnnBrain.Rsa;

/// <summary>
/// ONE representational dissimilarity matrix, stored as its strict upper triangle, row by row, as SciPy's condensed form:
/// (0,1), (0,2), …, (0,n−1), (1,2), …
/// </summary>
public sealed class Rdm
{
    private readonly double[] _dissimilarity;
    private string[] _stimulusId;
    private DissimilaritySummary? _summary;

    /// <summary>Makes an RDM; the array is taken over and must not be changed afterwards.</summary>
    /// <exception cref="DnnBrainException">
    /// There are fewer than two stimuli, or the number of values is not n(n−1)/2 (<c>ShapeMismatch</c>); an id occurs twice
    /// (<c>StimulusDuplicate</c>).
    /// </exception>
    public Rdm(string name, string metric, IEnumerable<string> stimulusId, double[] dissimilarity, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(dissimilarity);
        Name = name;
        Metric = metric;
        _stimulusId = [.. stimulusId];
        StimulusId = Array.AsReadOnly(_stimulusId);
        _dissimilarity = dissimilarity;
        Dissimilarity = Array.AsReadOnly(dissimilarity);
        Provenance = provenance;
        long n = StimulusId.Count;
        if (n < 2 || dissimilarity.Length != n * (n - 1) / 2)
        {
            throw new DnnBrainException(
                "ShapeMismatch",
                ErrorKind.InvalidData,
                $"RDM '{name}' has {n} stimuli and {dissimilarity.Length} values; n ≥ 2 stimuli need n(n−1)/2 = {n * (n - 1) / 2}.",
                name);
        }

        Stimuli.StimulusIds.Index(StimulusId, name);
    }

    /// <summary>What it describes: a layer's, a region's or a model's name.</summary>
    public string Name { get; }

    /// <summary>Where it comes from: a network's name, a file's name; empty where that is not known.</summary>
    public string Source { get; init; } = "";

    /// <summary>The subject; null for a network or a group.</summary>
    public string? Subject { get; init; }

    /// <summary>
    /// The time in seconds of an RDM that is one of a sequence over time; null otherwise. It stands in the name too, <c>MEG:0.105</c>,
    /// which is what tables and other programs keep of it.
    /// </summary>
    public double? Time { get; init; }

    /// <summary>The dissimilarity, for example <c>Correlation</c>.</summary>
    public string Metric { get; }

    /// <summary>The ids of rows and columns, in order.</summary>
    public IReadOnlyList<string> StimulusId { get; }

    /// <summary>Number of stimuli.</summary>
    public int StimulusCount => StimulusId.Count;

    /// <summary>The n(n−1)/2 dissimilarities of the upper triangle, row by row. NaN where a pair has none.</summary>
    public IReadOnlyList<double> Dissimilarity { get; }

    /// <summary>
    /// What each pair rests on, in the order of <see cref="Dissimilarity"/>: a number of trials or RDMs, or a sum of weights; null where
    /// all rest on the same. Files do not keep it.
    /// </summary>
    public IReadOnlyList<double>? Evidence { get; init; }

    /// <summary>How it was made.</summary>
    public Provenance Provenance { get; }

    /// <summary>What there is to know of the dissimilarities before they are compared; looked for when it is first asked for, O(pairs).</summary>
    internal DissimilaritySummary Summary => _summary ??= DissimilaritySummary.Of(_dissimilarity);

    /// <summary>The dissimilarity of two stimuli by 0-based position; 0 on the diagonal.</summary>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, StimulusCount);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, StimulusCount);
            return row == column ? 0 : _dissimilarity[PairIndex(row, column, StimulusCount)];
        }
    }

    /// <summary>The condensed values without a copy.</summary>
    public ReadOnlySpan<double> AsSpan() => _dissimilarity;

    /// <summary>The same, where a span cannot be held.</summary>
    internal ReadOnlyMemory<double> AsMemory() => _dissimilarity;

    /// <summary>Whether another RDM has the same stimuli in the same order.</summary>
    /// <remarks>O(n) when two RDMs meet; those that were found alike share their ids from then on, and are compared no more.</remarks>
    internal bool HasStimuliOf(Rdm other)
    {
        string[] ids = other._stimulusId;
        if (!ReferenceEquals(_stimulusId, ids))
        {
            if (!_stimulusId.AsSpan().SequenceEqual(ids))
            {
                return false;
            }

            _stimulusId = ids;
        }

        return true;
    }

    /// <summary>Position of a pair of different stimuli in the condensed form of an n × n matrix; O(1).</summary>
    public static int PairIndex(int row, int column, int n)
    {
        (int i, int j) = row < column ? (row, column) : (column, row);
        return checked((int)(((long)i * n) - ((long)i * (i + 1) / 2) + (j - i - 1)));
    }

    /// <summary>The full symmetric matrix as a copy, zeros on the diagonal.</summary>
    public double[,] ToSquare()
    {
        int n = StimulusCount;
        double[,] square = new double[n, n];
        int k = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++, k++)
            {
                square[i, j] = square[j, i] = _dissimilarity[k];
            }
        }

        return square;
    }

    /// <summary>The same RDM with its stimuli in another order.</summary>
    /// <param name="stimulusId">All its ids, in the order wanted.</param>
    /// <exception cref="DnnBrainException">The two sets of ids differ (<c>StimulusMismatch</c>).</exception>
    public Rdm Reorder(IReadOnlyList<string> stimulusId) => Reorder(stimulusId, "the order asked for");

    /// <summary>The same RDM with its stimuli in another order.</summary>
    /// <param name="stimulusId">All its ids, in the order wanted.</param>
    /// <param name="orderOf">Whose order it is, for the error.</param>
    internal Rdm Reorder(IReadOnlyList<string> stimulusId, string orderOf)
    {
        ArgumentNullException.ThrowIfNull(stimulusId);
        int[] position = Stimuli.StimulusIds.Align(stimulusId, StimulusId, orderOf, Name);
        int n = position.Length;
        double[] reordered = new double[_dissimilarity.Length];
        double[]? evidence = Evidence is null ? null : new double[reordered.Length];
        int k = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++, k++)
            {
                int from = PairIndex(position[i], position[j], n);
                reordered[k] = _dissimilarity[from];
                if (evidence is not null)
                {
                    evidence[k] = Evidence![from];
                }
            }
        }

        return new Rdm(Name, Metric, stimulusId, reordered, Provenance) { Source = Source, Subject = Subject, Time = Time, Evidence = evidence };
    }

    /// <summary>Name, subject, metric and size.</summary>
    public override string ToString() => $"{Name}{(Subject is null ? "" : $" {Subject}")} {Metric} {StimulusCount}×{StimulusCount}";
}
