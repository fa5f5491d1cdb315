namespace DnnBrain.Activations.Clustering;

/// <summary>How items are grouped.</summary>
public enum ClusterMethod
{
    /// <summary>The centres with the least sum of squared distances that Lloyd's iterations find from several starts.</summary>
    KMeans,

    /// <summary>Joining the two nearest clusters, again and again.</summary>
    Hierarchical,

    /// <summary>Dense regions, and what is close to none as noise (Ester et al. 1996).</summary>
    Dbscan,
}
