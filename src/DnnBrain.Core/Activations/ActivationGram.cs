namespace DnnBrain.Activations;

/// <summary>
/// The products of ONE layer's answers to every two stimuli: what correlation, cosine and Euclidean RDMs, linear CKA, kernels and
/// principal components are made from, in O(n²) memory whatever the layer's size.
/// </summary>
/// <remarks>
/// Held are the products of patterns that were centred over their units, and the patterns' means. X Xᵀ and all that follows from
/// it comes from these by addition, so that patterns with a common offset keep their digits; the other way round they would not.
/// A pattern that holds a NaN or an infinity has NaN for all its products.
/// </remarks>
public sealed class ActivationGram
{
    private readonly GramValues _values;

    internal ActivationGram(string model, string layer, IReadOnlyList<string> stimulusId, ActivationShape shape, GramValues values, Provenance provenance)
    {
        Model = model;
        Layer = layer;
        StimulusId = Array.AsReadOnly(stimulusId.ToArray());
        Shape = shape;
        _values = values;
        Provenance = provenance;
        PatternMean = Array.AsReadOnly(values.PatternMean);
        UnitMean = Array.AsReadOnly(values.UnitMean);
        PatternNorm = Array.AsReadOnly([.. Enumerable.Range(0, StimulusCount).Select(i => Math.Sqrt(this[i, i]))]);
        foreach (int i in Enumerable.Range(0, StimulusCount).Where(i => double.IsNaN(PatternMean[i])))
        {
            for (int j = 0; j < StimulusCount; j++)
            {
                values.Centred[Index(i, j)] = double.NaN;
            }
        }
    }

    /// <summary>The network's name; for measured patterns the file they come from.</summary>
    public string Model { get; }

    /// <summary>The layer's name; for measured patterns the region's.</summary>
    public string Layer { get; }

    /// <summary>The subject, for measured patterns; null for a network.</summary>
    public string? Subject { get; init; }

    /// <summary>The ids of rows and columns, in order.</summary>
    public IReadOnlyList<string> StimulusId { get; }

    /// <summary>Number of stimuli.</summary>
    public int StimulusCount => StimulusId.Count;

    /// <summary>The shape of the answers that were multiplied: stimulus × channel × row × column.</summary>
    public ActivationShape Shape { get; }

    /// <summary>The mean of each pattern over its units.</summary>
    public IReadOnlyList<double> PatternMean { get; }

    /// <summary>The length √Σx² of each pattern.</summary>
    public IReadOnlyList<double> PatternNorm { get; }

    /// <summary>The mean of each unit over the stimuli whose pattern is finite.</summary>
    public IReadOnlyList<double> UnitMean { get; }

    /// <summary>How it was made.</summary>
    public Provenance Provenance { get; }

    /// <summary>Σxy over units, not divided by anything: one element of X Xᵀ, by 0-based positions.</summary>
    public double this[int row, int column] =>
        CentredProduct(row, column) + (Shape.UnitCount * (PatternMean[row] * PatternMean[column]));

    /// <summary>Σ(x − x̄)(y − ȳ) over units, not divided by anything, by 0-based positions.</summary>
    public double CentredProduct(int row, int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, StimulusCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, StimulusCount);
        return _values.Centred[Index(row, column)];
    }

    /// <summary>X Xᵀ as a full matrix, a copy.</summary>
    public double[,] ToSquare()
    {
        int n = StimulusCount;
        double[,] square = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < n; j++)
            {
                square[i, j] = square[j, i] = this[i, j];
            }
        }

        return square;
    }

    /// <summary>Model, layer and shape.</summary>
    public override string ToString() => $"{Model} {Layer} {Shape} Gram";

    private int Index(int row, int column) => GramValues.Index(Math.Min(row, column), Math.Max(row, column), StimulusCount);
}
