namespace DnnBrain.Rsa.Metrics;

/// <summary>Σ(xᵢ − yᵢ)² / p over p units: what rsatoolbox calls euclidean.</summary>
internal sealed class MeanSquaredEuclideanMetric() : SquaredLengthMetric(
    "MeanSquaredEuclidean",
    "The mean over units of squared differences, which rsatoolbox calls euclidean."), IGramDerived
{
    public override double Normalize(double dissimilarity, int present, int units) => dissimilarity / present;
}
