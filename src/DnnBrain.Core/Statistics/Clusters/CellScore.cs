namespace DnnBrain.Statistics.Clusters;

/// <summary>Turns the t-values of cells into scores of one sign. One instance a thread.</summary>
internal abstract class CellScore
{
    /// <summary>The scores of the positive side.</summary>
    /// <param name="values">One t a cell; NaN for a cell without one, which parts its neighbours as if it lay below all thresholds.</param>
    /// <param name="scores">Takes one score a cell, at least 0; 0 where t is NaN.</param>
    public abstract void Positive(ReadOnlySpan<double> values, Span<double> scores);

    /// <summary>Makes what a map asks for.</summary>
    /// <param name="graph">The map's cells.</param>
    /// <param name="options">The statistic.</param>
    /// <param name="threshold">The t above which a cell belongs to a cluster.</param>
    public static CellScore Create(NeighborGraph graph, MapStatisticOptions options, double threshold) => options.Statistic switch
    {
        MapStatistic.Tfce => new ClusterEnhancement(graph, options.HeightExponent, options.ExtentExponent),
        MapStatistic.ClusterMass => new ClusterMass(graph, threshold),
        _ => new OwnValue(),
    };

    private sealed class OwnValue : CellScore
    {
        public override void Positive(ReadOnlySpan<double> values, Span<double> scores)
        {
            for (int i = 0; i < values.Length; i++)
            {
                scores[i] = values[i] > 0 ? values[i] : 0;
            }
        }
    }
}
