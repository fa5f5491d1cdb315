using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Pearson's r of the dissimilarities.</summary>
internal sealed class PearsonComparison() : RdmComparisonMethod("Pearson", "Pearson's r of the dissimilarities: a linear relation, on an interval scale.")
{
    public override bool Standardize(ReadOnlySpan<double> dissimilarity, Span<double> destination) =>
        Standardization.ToUnitVector(dissimilarity, destination);

    // The mean of z-scores has the highest mean r to all subjects (Nili et al. 2014).
    public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) =>
        Standardization.ToZScores(dissimilarity, destination);
}
