using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Spearman's ρ of the dissimilarities; tied ones share the mean of their ranks.</summary>
internal sealed class SpearmanComparison() : RdmComparisonMethod("Spearman", "Spearman's ρ of the dissimilarities: a monotonic relation; ties share their mean rank.")
{
    public override bool Standardize(ReadOnlySpan<double> dissimilarity, Span<double> destination)
    {
        Ranks.MidRanks(dissimilarity, destination);
        return Standardization.ToUnitVector(destination, destination);
    }

    public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) =>
        Ranks.MidRanks(dissimilarity, destination);
}
