namespace DnnBrain.Activations.Clustering;

/// <summary>The cluster of every item.</summary>
/// <param name="Cluster">1-based, clusters in the order of their first items; 0 for noise and for items that are not finite.</param>
internal sealed record ClusterAssignment(int[] Cluster)
{
    /// <summary>The centres of k-means, in the order of the clusters.</summary>
    public double[][] Center { get; init; } = [];

    /// <summary>The sum of squared distances to the centres.</summary>
    public double Inertia { get; init; } = double.NaN;

    /// <summary>Iterations of the best start.</summary>
    public int IterationCount { get; init; }

    /// <summary>The joinings of a hierarchy.</summary>
    public ClusterMerge[] Linkage { get; init; } = [];

    /// <summary>Whether each item lies in a dense region.</summary>
    public bool[] IsCore { get; init; } = [];

    /// <summary>Numbers labels anew by their first items, from 1; negative ones become 0.</summary>
    /// <returns>The clusters, and for each new number less 1 the old label.</returns>
    public static (int[] Cluster, int[] Old) Number(int[] label)
    {
        var numbers = new Dictionary<int, int>();
        int[] cluster = new int[label.Length];
        for (int i = 0; i < label.Length; i++)
        {
            if (label[i] >= 0)
            {
                numbers.TryAdd(label[i], numbers.Count + 1);
                cluster[i] = numbers[label[i]];
            }
        }

        return (cluster, [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
    }
}
