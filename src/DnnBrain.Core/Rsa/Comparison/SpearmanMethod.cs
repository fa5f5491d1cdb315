using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Spearman's ρ of the dissimilarities; tied ones share the mean of their ranks.</summary>
internal sealed class SpearmanMethod() : RdmComparisonMethod("Spearman", "Spearman's ρ of the dissimilarities: a monotonic relation; ties share their mean rank.")
{
    internal override bool TakesNuisances => true;

    internal override PairForm Form { get; } = new(IsRanked: true, IsCentered: true, IsWhitened: false, IsNormalized: true);

    internal override BoundComparison Bind(ComparisonSpace space) => new Bound(space);

    private sealed class Bound(ComparisonSpace space) : CorrelationComparison(space)
    {
        protected override void ToScores(ReadOnlySpan<double> dissimilarity, Span<double> scores) => Ranks.MidRanks(dissimilarity, scores);

        public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) =>
            Ranks.MidRanks(dissimilarity, destination);

        public override BoundComparison OnPairs(int[] pairs) => new Bound(SpaceOf(pairs));
    }
}
