namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// A similarity of two RDMs that is the product of two vectors once each RDM is standardized by itself. The methods on offer are
/// listed here and nowhere else; parameter checks, completion and help read <see cref="All"/>.
/// </summary>
public abstract class RdmComparisonMethod
{
    private protected RdmComparisonMethod(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>Rank correlation.</summary>
    public static RdmComparisonMethod Spearman { get; } = new SpearmanComparison();

    /// <summary>Linear correlation.</summary>
    public static RdmComparisonMethod Pearson { get; } = new PearsonComparison();

    /// <summary>All methods.</summary>
    public static IReadOnlyList<RdmComparisonMethod> All { get; } = Array.AsReadOnly([Spearman, Pearson]);

    /// <summary>The name that people type.</summary>
    public string Name { get; }

    /// <summary>What it is, on one line.</summary>
    public string Description { get; }

    /// <summary>The method of that name, in any case.</summary>
    /// <exception cref="DnnBrainException">There is none (<c>ComparisonMethodNotFound</c>; the message lists those there are).</exception>
    public static RdmComparisonMethod Parse(string name) =>
        All.FirstOrDefault(method => string.Equals(method.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DnnBrainException(
            "ComparisonMethodNotFound",
            ErrorKind.NotFound,
            $"RDMs cannot be compared by '{name}'. There are: {string.Join(", ", All.Select(method => method.Name))}.",
            name);

    /// <summary>Brings an RDM into the form in which similarity is the product of two vectors.</summary>
    /// <param name="dissimilarity">Condensed dissimilarities without NaN.</param>
    /// <param name="destination">As long as <paramref name="dissimilarity"/>, which it may be; sum 0 and length 1.</param>
    /// <returns>False where the dissimilarities are constant; <paramref name="destination"/> is then NaN.</returns>
    public abstract bool Standardize(ReadOnlySpan<double> dissimilarity, Span<double> destination);

    /// <summary>Brings a subject's RDM into the form whose mean over subjects is most similar to all of them.</summary>
    /// <inheritdoc cref="Standardize"/>
    public abstract void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
