namespace DnnBrain.Rsa.Metrics;

/// <summary>Σ(xᵢ − yᵢ)², in the squared unit of the patterns; not divided by the number of units.</summary>
internal sealed class SquaredEuclideanMetric() : SquaredLengthMetric(
    "SquaredEuclidean",
    "The sum over units of squared differences."), IGramDerived
{
    public override double Normalize(double dissimilarity, int present, int units) => dissimilarity * ((double)units / present);
}
