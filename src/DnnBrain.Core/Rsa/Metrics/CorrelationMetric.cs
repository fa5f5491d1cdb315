using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Metrics;

/// <summary>1 − Σ(xᵢ−x̄)(yᵢ−ȳ) / √(Σ(xᵢ−x̄)² Σ(yᵢ−ȳ)²), from 0 to 2.</summary>
internal sealed class CorrelationMetric() : UnitVectorMetric(
    "Correlation",
    "1 − Pearson's r over units: differences in the shape of patterns, not in their mean and spread."), IGramDerived
{
    public override int FewestUnits => 2;

    public override string UndefinedPattern => "constant";

    public double FromGram(in GramPair pair) => GramPair.Dissimilarity(pair.Correlation);

    protected override bool ToUnitVector(Span<double> pattern) => Standardization.ToUnitVector(pattern, pattern);
}
