namespace DnnBrain.Rsa.Metrics;

/// <summary>A dissimilarity that follows from the product of two prepared patterns and their squared lengths.</summary>
internal abstract class GramMetric(string name, string description) : RdmMetric(name, description)
{
    /// <summary>
    /// Below this share of what is subtracted from one another, so many digits cancel that a dissimilarity is taken from the
    /// patterns themselves. Above it, products of p units leave a relative error below 1e-12 √p.
    /// </summary>
    protected const double CancellationShare = 1e-4;

    /// <summary>Fewest units with which the dissimilarity says anything.</summary>
    public abstract int FewestUnits { get; }

    /// <summary>What a pattern without a dissimilarity is, for the warning: <c>constant</c>; null where there is none.</summary>
    public abstract string? UndefinedPattern { get; }

    /// <summary>Whether adding one and the same pattern to all leaves the dissimilarity as it is.</summary>
    public abstract bool IsTranslationInvariant { get; }

    /// <summary>Prepares a pattern in place.</summary>
    /// <returns>The squared length of the prepared pattern; NaN where the pattern has no dissimilarity to any other.</returns>
    public abstract double Prepare(Span<double> pattern);

    /// <summary>The dissimilarity from the product, or NaN where too many digits cancelled.</summary>
    public abstract double FromProduct(double product, double squaredLengthX, double squaredLengthY);

    /// <summary>The dissimilarity from two prepared patterns; exactly 0 for equal ones.</summary>
    public abstract double FromPatterns(ReadOnlySpan<double> x, ReadOnlySpan<double> y);
}
