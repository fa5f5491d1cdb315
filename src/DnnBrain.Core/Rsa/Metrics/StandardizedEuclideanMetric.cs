namespace DnnBrain.Rsa.Metrics;

/// <summary>
/// √Σ(xᵢ − yᵢ)² / sᵢ², where sᵢ² is the variance of unit i over the stimuli, ddof 1, as SciPy's seuclidean. A unit that is the same to all stimuli
/// adds nothing; SciPy gives NaN.
/// </summary>
internal sealed class StandardizedEuclideanMetric() : DistanceMetric(
    "StandardizedEuclidean",
    "The Euclidean distance of units divided by their standard deviation over stimuli (ddof 1).")
{
    public override bool StandardizesUnits => true;
}
