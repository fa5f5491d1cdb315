namespace DnnBrain.Activations.Clustering;

/// <summary>Agglomerative clustering from a matrix of distances.</summary>
/// <remarks>
/// Lance and Williams 1967 update the distances, along chains of nearest neighbours (Murtagh 1983; Müllner 2011,
/// https://arxiv.org/abs/1109.2378): O(n²) time, in the n(n − 1)/2 distances given. All four linkages are reducible, so the joinings are
/// those of the greedy algorithm, sorted by height. Ties go to the cluster with the smaller number.
/// </remarks>
internal static class Hierarchy
{
    /// <summary>Joins all items.</summary>
    /// <param name="distance">The condensed upper triangle, row-major; used up.</param>
    /// <param name="n">Number of items.</param>
    /// <param name="linkage">The distance of two clusters.</param>
    /// <param name="token">Stops between two joinings.</param>
    public static ClusterMerge[] Join(double[] distance, int n, ClusterLinkage linkage, CancellationToken token)
    {
        int[] size = new int[n];
        Array.Fill(size, 1);
        var chain = new List<int>(n);
        var joined = new List<(int First, int Second, double Height)>(n);
        int firstAlive = 0;
        while (joined.Count < n - 1)
        {
            token.ThrowIfCancellationRequested();
            if (chain.Count == 0)
            {
                while (size[firstAlive] == 0)
                {
                    firstAlive++;
                }

                chain.Add(firstAlive);
            }

            int x = chain[^1];

            // The one before in the chain wins ties: or the chain might go in circles.
            int y = chain.Count > 1 ? chain[^2] : -1;
            double nearest = y >= 0 ? distance[Index(x, y, n)] : double.PositiveInfinity;
            for (int i = 0; i < n; i++)
            {
                if (size[i] > 0 && i != x && distance[Index(x, i, n)] < nearest)
                {
                    (y, nearest) = (i, distance[Index(x, i, n)]);
                }
            }

            if (chain.Count > 1 && y == chain[^2])
            {
                chain.RemoveRange(chain.Count - 2, 2);
                joined.Add((Math.Min(x, y), Math.Max(x, y), nearest));
                Update(distance, size, Math.Min(x, y), Math.Max(x, y), nearest, linkage);
            }
            else
            {
                chain.Add(y);
            }
        }

        return Number(joined, n);
    }

    /// <summary>The clusters left when only joinings up to a height are made, or all but the last.</summary>
    /// <param name="linkage">The joinings.</param>
    /// <param name="n">Number of items.</param>
    /// <param name="clusterCount">Number of clusters; null to cut by height.</param>
    /// <param name="height">The largest height of a joining.</param>
    public static int[] Cut(IReadOnlyList<ClusterMerge> linkage, int n, int? clusterCount, double height)
    {
        int count = clusterCount is { } clusters ? n - clusters : linkage.Count(merge => merge.Height <= height);
        int[] parent = [.. Enumerable.Range(0, n + count)];
        for (int i = 0; i < count; i++)
        {
            parent[linkage[i].First] = parent[linkage[i].Second] = n + i;
        }

        // Parents come later than their parts.
        for (int i = parent.Length - 1; i >= 0; i--)
        {
            parent[i] = parent[parent[i]];
        }

        return parent[..n];
    }

    private static void Update(double[] distance, int[] size, int x, int y, double height, ClusterLinkage linkage)
    {
        int n = size.Length;
        for (int i = 0; i < n; i++)
        {
            if (size[i] == 0 || i == x || i == y)
            {
                continue;
            }

            double dx = distance[Index(i, x, n)];
            double dy = distance[Index(i, y, n)];
            distance[Index(i, y, n)] = linkage switch
            {
                ClusterLinkage.Single => Math.Min(dx, dy),
                ClusterLinkage.Complete => Math.Max(dx, dy),
                ClusterLinkage.Average => ((size[x] * dx) + (size[y] * dy)) / (size[x] + size[y]),
                _ => Math.Sqrt(Math.Max(0, (((size[i] + size[x]) * dx * dx) + ((size[i] + size[y]) * dy * dy) - (size[i] * height * height)) / (size[i] + size[x] + size[y]))),
            };
        }

        size[y] += size[x];
        size[x] = 0;
    }

    /// <summary>Sorts by height, and names clusters as SciPy does.</summary>
    private static ClusterMerge[] Number(List<(int First, int Second, double Height)> joined, int n)
    {
        int[] root = [.. Enumerable.Range(0, (2 * n) - 1)];
        int[] size = new int[(2 * n) - 1];
        Array.Fill(size, 1, 0, n);
        var merges = new ClusterMerge[joined.Count];
        int next = 0;
        foreach ((int first, int second, double height) in joined.OrderBy(merge => merge.Height))
        {
            (int a, int b) = (Find(root, first), Find(root, second));
            int cluster = n + next;
            root[a] = root[b] = cluster;
            size[cluster] = size[a] + size[b];
            merges[next++] = new ClusterMerge(Math.Min(a, b), Math.Max(a, b), height, size[cluster]);
        }

        return merges;
    }

    private static int Find(int[] root, int item)
    {
        while (root[item] != item)
        {
            root[item] = root[root[item]];
            item = root[item];
        }

        return item;
    }

    /// <summary>Where the distance of two items stands.</summary>
    public static long Index(int i, int j, int n)
    {
        (long low, long high) = i < j ? (i, j) : (j, i);
        return (low * ((2L * n) - low - 1) / 2) + high - low - 1;
    }
}
