using System.Numerics.Tensors;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>Σ x y / √(Σ x² Σ y²) of the dissimilarities: proportional RDMs, on a ratio scale.</summary>
internal sealed class CosineMethod() : RdmComparisonMethod("Cosine", "The cosine of dissimilarities: proportional RDMs, 0 has a meaning; made for cross-validated distances.")
{
    public override bool IsSigned => false;

    internal override bool NeedsVariation => false;

    internal override PairForm Form { get; } = new(IsRanked: false, IsCentered: false, IsWhitened: false, IsNormalized: true);

    internal override BoundComparison Bind(ComparisonSpace space) => new Bound(space);

    private sealed class Bound(ComparisonSpace space) : ProductComparison(space)
    {
        public override PreparedRdm? Prepare(ReadOnlySpan<double> dissimilarity)
        {
            double[] vector = new double[dissimilarity.Length];
            return FillModel(dissimilarity, vector) ? new PreparedVectors(vector, vector, vector) : null;
        }

        protected override bool FillModel(ReadOnlySpan<double> dissimilarity, Span<double> vector)
        {
            double length = SampleScale.Of(dissimilarity).LengthFromZero(dissimilarity.Length);
            new SampleScale(0, 0, length).Standardize(dissimilarity, vector);
            return length > 0;
        }

        // The mean of vectors of length 1 has the highest mean cosine to all of them.
        public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) =>
            TensorPrimitives.Divide(dissimilarity, TensorPrimitives.Norm(dissimilarity), destination);

        public override long RowBytes => Space.PresentPair is null ? 0 : base.RowBytes;

        public override ProductRow? Row(AlignedRdms aligned, int index, bool isModel)
        {
            (ReadOnlyMemory<double> values, SampleScale scale) = aligned.Scaled(index);
            return scale.LengthFromZero(values.Length) is var length and > 0 ? new ProductRow(values, new SampleScale(0, 0, length)) : null;
        }

        public override BoundComparison OnPairs(int[] pairs) => new Bound(SpaceOf(pairs));
    }
}
