namespace DnnBrain.Statistics.Clusters;

/// <summary>What a test of a map takes as the score of a cell. The largest score over all cells under the same sign flip adjusts p.</summary>
public enum MapStatistic
{
    /// <summary>Threshold-free cluster enhancement of t: how much support a cell has from its surroundings at all heights up to its own.</summary>
    Tfce,

    /// <summary>The sum of t over the cluster that the cell belongs to; 0 outside clusters.</summary>
    ClusterMass,

    /// <summary>t itself, each cell by itself.</summary>
    TValue,
}
