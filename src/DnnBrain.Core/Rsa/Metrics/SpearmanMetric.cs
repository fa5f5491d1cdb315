using DnnBrain.Statistics;

namespace DnnBrain.Rsa.Metrics;

/// <summary>1 − Pearson's r of the ranks over units; tied units share the mean of their ranks.</summary>
internal sealed class SpearmanMetric() : UnitVectorMetric(
    "Spearman",
    "1 − Spearman's ρ over units: differences in the order of units.")
{
    public override int FewestUnits => 2;

    public override string UndefinedPattern => "constant";

    protected override bool ToUnitVector(Span<double> pattern)
    {
        Ranks.MidRanks(pattern, pattern);
        return Standardization.ToUnitVector(pattern, pattern);
    }
}
