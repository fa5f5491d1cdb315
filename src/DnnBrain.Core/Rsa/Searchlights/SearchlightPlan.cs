using System.Globalization;

namespace DnnBrain.Rsa.Searchlights;

/// <summary>What a searchlight is going to do.</summary>
/// <param name="CenterCount">Number of centres.</param>
/// <param name="UnitCount">Number of units they are taken from.</param>
/// <param name="LargestCount">The most units around a centre.</param>
/// <param name="ConditionCount">Rows and columns of the local RDMs.</param>
/// <param name="ModelCount">Number of models.</param>
/// <param name="BlockCount">Number of blocks of centres; the patterns are read once for each.</param>
/// <param name="MemoryBytes">Bytes for the patterns of the largest block and what threads work with.</param>
/// <param name="Multiplications">About how many multiplications local RDMs take.</param>
public sealed record SearchlightPlan(
    int CenterCount, int UnitCount, int LargestCount, int ConditionCount, int ModelCount, int BlockCount, long MemoryBytes, double Multiplications)
{
    // On one core of a present-day processor, with rounding up: multiplications of small products, and ranks.
    private const double ProductsPerSecond = 4e9;
    private const double RanksPerSecond = 2e7;

    /// <summary>A rough estimate on all cores: products of patterns, and one sort a centre.</summary>
    public TimeSpan EstimatedTime => TimeSpan.FromSeconds(
        ((Multiplications / ProductsPerSecond) + (CenterCount * (ConditionCount * (ConditionCount - 1.0) / 2) / RanksPerSecond)) / Environment.ProcessorCount);

    /// <summary>The plan in one sentence.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{CenterCount:N0} centres of {UnitCount:N0} units, up to {LargestCount:N0} around each, {ConditionCount} × {ConditionCount} RDMs against {ModelCount} {(ModelCount == 1 ? "model" : "models")}; {(BlockCount == 1 ? "the patterns are" : $"{BlockCount} blocks of centres, the patterns are")} read {(BlockCount == 1 ? "once" : "once for each")}, {MemoryBytes / 1048576.0:N1} MB, about {Math.Max(0.1, EstimatedTime.TotalSeconds):N1} s");
}
