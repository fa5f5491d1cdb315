namespace DnnBrain.Rsa.Metrics;

/// <summary>A dissimilarity that follows from the product of two prepared patterns and their squared lengths.</summary>
internal abstract class GramMetric(string name, string description) : PatternMetric(name, description)
{
    /// <summary>
    /// Below this share of what is subtracted from one another, so many digits cancel that a dissimilarity is taken from the
    /// patterns themselves. Above it, products of p units leave a relative error below 1e-12 √p.
    /// </summary>
    protected const double CancellationShare = 1e-4;

    /// <summary>The dissimilarity from the product, before <see cref="PatternMetric.Normalize"/>, or NaN where too many digits cancelled.</summary>
    public abstract double FromProduct(double product, double squaredLengthX, double squaredLengthY);
}
