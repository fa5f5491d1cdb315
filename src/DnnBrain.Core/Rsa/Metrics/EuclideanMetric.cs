namespace DnnBrain.Rsa.Metrics;

/// <summary>√Σ(xᵢ − yᵢ)², in the unit of the patterns; not squared, not divided by the number of units.</summary>
internal sealed class EuclideanMetric() : DistanceMetric(
    "Euclidean",
    "The root of the sum over units of squared differences: differences in shape, mean and spread alike."), IGramDerived;
