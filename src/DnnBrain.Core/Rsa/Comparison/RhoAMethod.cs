using System.Numerics.Tensors;
using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// ρ-a = 12 Σ (R(x) − R̄)(R(y) − R̄) / (P³ − P): the expectation of Spearman's ρ over all ways to break ties at random.
/// </summary>
/// <remarks>
/// Unlike ρ it does not favour models that predict ties. Schütt, Kipnis, Diedrichsen, Kriegeskorte 2023,
/// https://doi.org/10.7554/eLife.82566.
/// </remarks>
internal sealed class RhoAMethod() : RdmComparisonMethod("RhoA", "Spearman's ρ expected when ties are broken at random: fair to models that predict ties.")
{
    internal override PairForm Form { get; } = new(IsRanked: true, IsCentered: true, IsWhitened: false, IsNormalized: false);

    internal override BoundComparison Bind(ComparisonSpace space) => new Bound(space);

    private sealed class Bound(ComparisonSpace space) : ProductComparison(space)
    {
        public override PreparedRdm? Prepare(ReadOnlySpan<double> dissimilarity)
        {
            double[] vector = new double[dissimilarity.Length];
            return FillModel(dissimilarity, vector) ? new PreparedVectors(dissimilarity.ToArray(), vector, vector) : null;
        }

        protected override bool FillModel(ReadOnlySpan<double> dissimilarity, Span<double> vector)
        {
            Ranks.MidRanks(dissimilarity, vector);
            Standardization.Center(vector, vector);
            double count = vector.Length;
            TensorPrimitives.Multiply(vector, Math.Sqrt(12 / (count * ((count * count) - 1))), vector);
            return TensorPrimitives.Norm<double>(vector) > 0;
        }

        public override void ToPoolable(ReadOnlySpan<double> dissimilarity, Span<double> destination) =>
            Ranks.MidRanks(dissimilarity, destination);

        public override BoundComparison OnPairs(int[] pairs) => new Bound(SpaceOf(pairs));
    }
}
