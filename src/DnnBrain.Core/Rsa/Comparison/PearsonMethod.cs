using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Pearson's r of the dissimilarities.</summary>
internal sealed class PearsonMethod() : RdmComparisonMethod("Pearson", "Pearson's r of the dissimilarities: a linear relation, on an interval scale.")
{
    internal override bool TakesNuisances => true;

    internal override PairForm Form { get; } = new(IsRanked: false, IsCentered: true, IsWhitened: false, IsNormalized: true);

    internal override BoundComparison Bind(ComparisonSpace space) => new Bound(space);

    private sealed class Bound(ComparisonSpace space) : CorrelationComparison(space)
    {
        protected override void ToScores(ReadOnlySpan<double> dissimilarity, Span<double> scores) => dissimilarity.CopyTo(scores);

        // The mean of z-scores has the highest mean r to all subjects (Nili et al. 2014).
        public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) =>
            Standardization.ToZScores(dissimilarity, destination);

        public override long RowBytes => Space.PresentPair is null ? 0 : base.RowBytes;

        public override ProductRow? Row(AlignedRdms aligned, int index, bool isModel)
        {
            (ReadOnlyMemory<double> values, SampleScale scale) = aligned.Scaled(index);
            return scale.Varies(values.Length) ? new ProductRow(values, scale) : null;
        }

        public override BoundComparison OnPairs(int[] pairs) => new Bound(SpaceOf(pairs));
    }
}
