using System.Numerics.Tensors;
using DnnBrain.Rsa.Inference;

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
            double length = TensorPrimitives.Norm(dissimilarity);

            // A division a value would cost as much as all else here; 1/length is infinite for lengths below 1e-308 alone.
            if (double.IsFinite(1 / length))
            {
                TensorPrimitives.Multiply(dissimilarity, 1 / length, vector);
            }
            else
            {
                TensorPrimitives.Divide(dissimilarity, length, vector);
            }

            return length > 0;
        }

        // The mean of vectors of length 1 has the highest mean cosine to all of them.
        public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) =>
            TensorPrimitives.Divide(dissimilarity, TensorPrimitives.Norm(dissimilarity), destination);

        public override BoundComparison OnPairs(int[] pairs) => new Bound(SpaceOf(pairs));
    }
}
