namespace DnnBrain.Statistics.Clusters;

/// <summary>Connected parts of a map.</summary>
internal static class ConnectedCells
{
    /// <summary>The parts whose cells lie side by side and have the same number.</summary>
    /// <param name="graph">The map's cells.</param>
    /// <param name="label">One number a cell; cells with 0 or NaN belong to no part.</param>
    /// <returns>The cells of each part, ascending, in the order of their first cells. O(cells + neighbours).</returns>
    public static IReadOnlyList<int[]> Find(NeighborGraph graph, ReadOnlySpan<double> label)
    {
        bool[] seen = new bool[graph.Count];
        var parts = new List<int[]>();
        for (int seed = 0; seed < graph.Count; seed++)
        {
            if (seen[seed] || label[seed] == 0 || double.IsNaN(label[seed]))
            {
                continue;
            }

            List<int> members = [seed];
            seen[seed] = true;
            for (int next = 0; next < members.Count; next++)
            {
                foreach (int neighbor in graph[members[next]])
                {
                    if (!seen[neighbor] && label[neighbor] == label[seed])
                    {
                        seen[neighbor] = true;
                        members.Add(neighbor);
                    }
                }
            }

            members.Sort();
            parts.Add([.. members]);
        }

        return parts;
    }
}
