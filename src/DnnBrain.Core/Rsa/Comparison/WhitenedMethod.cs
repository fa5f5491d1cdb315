using DnnBrain.Rsa.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>
/// x'V⁻¹y / √(x'V⁻¹x · y'V⁻¹y), where V is how errors of dissimilarities covary because each stimulus is part of many pairs; the
/// correlation subtracts each RDM's mean first.
/// </summary>
/// <remarks>
/// Diedrichsen, Berlot, Mur, Schütt, Shahbazi, Kriegeskorte 2021, Comparing representational geometries using whitened
/// unbiased-distance-matrix similarity, https://arxiv.org/abs/2007.02789. For squared Euclidean distances, cross-validated ones above all.
/// </remarks>
internal sealed class WhitenedMethod(bool subtractsMean) : RdmComparisonMethod(
    subtractsMean ? "CorrelationCov" : "CosineCov",
    subtractsMean
        ? "Whitened correlation: takes into account that distances which share a stimulus share errors; an offset does not count."
        : "Whitened cosine: takes into account that distances which share a stimulus share errors; for squared, cross-validated distances.")
{
    // A correlation has its zero at no relation; the cosine of positive distances has not.
    public override bool IsSigned => subtractsMean;

    internal override bool NeedsVariation => subtractsMean;

    internal override bool TakesStimulusCovariance => true;

    internal override PairForm Form { get; } = new(IsRanked: false, IsCentered: subtractsMean, IsWhitened: true, IsNormalized: true);

    internal override BoundComparison Bind(ComparisonSpace space) => new WhitenedComparison(space, subtractsMean);
}
