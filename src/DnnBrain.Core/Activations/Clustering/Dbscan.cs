namespace DnnBrain.Activations.Clustering;

/// <summary>Density-based clustering (Ester, Kriegel, Sander, Xu 1996) from a matrix of distances.</summary>
/// <remarks>An item that two clusters could claim goes to the one that is found first, in the order of the items. O(n²).</remarks>
internal static class Dbscan
{
    /// <summary>Groups.</summary>
    /// <param name="distance">The distance of two items by their numbers.</param>
    /// <param name="n">Number of items.</param>
    /// <param name="radius">Neighbours are at most so far apart.</param>
    /// <param name="minimumNeighborCount">Neighbours of an item in a dense region, itself among them.</param>
    /// <param name="token">Stops between two items.</param>
    /// <returns>0-based labels, −1 for noise, and which items are in dense regions.</returns>
    public static (int[] Label, bool[] IsCore) Run(Func<int, int, double> distance, int n, double radius, int minimumNeighborCount, CancellationToken token)
    {
        bool[] isCore = new bool[n];
        Parallel.For(0, n, new ParallelOptions { CancellationToken = token }, i =>
        {
            int count = 1;
            for (int j = 0; j < n; j++)
            {
                count += j != i && distance(i, j) <= radius ? 1 : 0;
            }

            isCore[i] = count >= minimumNeighborCount;
        });
        int[] label = new int[n];
        Array.Fill(label, -1);
        int clusters = 0;
        var open = new Queue<int>();
        for (int seed = 0; seed < n; seed++)
        {
            if (label[seed] >= 0 || !isCore[seed])
            {
                continue;
            }

            label[seed] = clusters;
            open.Enqueue(seed);
            while (open.TryDequeue(out int item))
            {
                token.ThrowIfCancellationRequested();
                for (int other = 0; isCore[item] && other < n; other++)
                {
                    if (label[other] < 0 && distance(item, other) <= radius)
                    {
                        label[other] = clusters;
                        open.Enqueue(other);
                    }
                }
            }

            clusters++;
        }

        return (label, isCore);
    }
}
