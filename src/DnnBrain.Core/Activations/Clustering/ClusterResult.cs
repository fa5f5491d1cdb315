namespace DnnBrain.Activations.Clustering;

/// <summary>The groups of one layer's stimuli, channels or units. Immutable.</summary>
public sealed class ClusterResult
{
    private readonly string[] _ids;
    private readonly ClusterAssignment _assignment;

    internal ClusterResult(string model, string layer, ClusterOptions options, string[] ids, ClusterAssignment assignment, Provenance provenance)
    {
        Model = model;
        Layer = layer;
        Method = options.Method;
        Target = options.Target;
        _ids = ids;
        _assignment = assignment;
        Provenance = provenance;
        ClusterCount = assignment.Cluster.Max();
    }

    /// <summary>The network's name.</summary>
    public string Model { get; }

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <summary>How items were grouped.</summary>
    public ClusterMethod Method { get; }

    /// <summary>What was grouped.</summary>
    public ClusterTarget Target { get; }

    /// <summary>Number of clusters.</summary>
    public int ClusterCount { get; }

    /// <summary>Number of items.</summary>
    public int ItemCount => _ids.Length;

    /// <summary>Items without a cluster: noise of DBSCAN, and items that are not finite.</summary>
    public int NoiseCount => _assignment.Cluster.Count(cluster => cluster == 0);

    /// <summary>The ids of the stimuli, or the 1-based numbers of channels or units, in the layer's order.</summary>
    public IReadOnlyList<string> ItemId => Array.AsReadOnly(_ids);

    /// <summary>The cluster of each item: 1-based, in the order of their first items; 0 for none.</summary>
    public IReadOnlyList<int> Cluster => Array.AsReadOnly(_assignment.Cluster);

    /// <summary>Items of each cluster.</summary>
    public IReadOnlyList<int> Size => [.. Enumerable.Range(1, ClusterCount).Select(number => _assignment.Cluster.Count(cluster => cluster == number))];

    /// <summary>k-means: the sum of squared distances of the items to their centres; else not a number.</summary>
    public double Inertia => _assignment.Inertia;

    /// <summary>k-means: the iterations of the best start; else 0.</summary>
    public int IterationCount => _assignment.IterationCount;

    /// <summary>
    /// Hierarchy: the joinings by height, as SciPy's linkage matrix. Items are numbered from 0, those that are not finite left out.
    /// </summary>
    public IReadOnlyList<ClusterMerge> Linkage => Array.AsReadOnly(_assignment.Linkage);

    /// <summary>DBSCAN: whether each item lies in a dense region; else empty.</summary>
    public IReadOnlyList<bool> IsCore => Array.AsReadOnly(_assignment.IsCore);

    /// <summary>How it was made.</summary>
    public Provenance Provenance { get; }

    /// <summary>The items of a cluster.</summary>
    /// <param name="cluster">1-based; 0 for the items without one.</param>
    public string[] GetMember(int cluster) => [.. _ids.Where((_, i) => _assignment.Cluster[i] == cluster)];

    /// <summary>k-means: the mean of a cluster's items as a copy, one value a feature.</summary>
    /// <param name="cluster">1-based.</param>
    /// <exception cref="DnnBrainException">The method has no centres (<c>CenterMissing</c>).</exception>
    public double[] GetCenter(int cluster)
    {
        if (_assignment.Center.Length == 0)
        {
            throw new DnnBrainException("CenterMissing", ErrorKind.NotSupported, $"{Method} has no centres; k-means has.", Method);
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(cluster, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cluster, ClusterCount);
        return [.. _assignment.Center[cluster - 1]];
    }

    /// <summary>Layer, method and number of clusters.</summary>
    public override string ToString() => $"{Layer} {Method}: {ItemCount} items in {ClusterCount} clusters";
}
