namespace DnnBrain.Activations.Clustering;

/// <summary>The distance of two clusters from the distances of their items.</summary>
public enum ClusterLinkage
{
    /// <summary>By how much joining increases the sum of squares; Euclidean distances only.</summary>
    Ward,

    /// <summary>The mean distance (UPGMA).</summary>
    Average,

    /// <summary>The largest distance.</summary>
    Complete,

    /// <summary>The smallest distance.</summary>
    Single,
}
