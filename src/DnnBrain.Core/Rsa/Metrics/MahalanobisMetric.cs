namespace DnnBrain.Rsa.Metrics;

/// <summary>(x − y)ᵀ N (x − y) / p with a noise precision N over p units: squared, and divided by p, as crossnobis is.</summary>
/// <remarks>Patterns come whitened: with N = L Lᵀ the rows x L have the Euclidean distances that this asks for.</remarks>
internal sealed class MahalanobisMetric() : SquaredLengthMetric(
    "Mahalanobis",
    "The squared distance in units of the noise, divided by the number of units; needs a noise covariance. Biased upwards by noise.")
{
    public override NoiseUse Noise => NoiseUse.Required;

    public override double Normalize(double dissimilarity, int present, int units) => dissimilarity / present;
}
