namespace DnnBrain.Statistics.Clusters;

/// <summary>The sum of t over the connected cells above a threshold that a cell belongs to.</summary>
/// <remarks>Maris, Oostenveld 2007, https://doi.org/10.1016/j.jneumeth.2007.03.024. O(cells + neighbours).</remarks>
internal sealed class ClusterMass(NeighborGraph graph, double threshold) : CellScore
{
    private readonly int[] _members = new int[graph.Count];
    private readonly bool[] _seen = new bool[graph.Count];

    public override void Positive(ReadOnlySpan<double> values, Span<double> scores)
    {
        Array.Clear(_seen);
        scores.Clear();
        for (int seed = 0; seed < values.Length; seed++)
        {
            if (_seen[seed] || !(values[seed] > threshold))
            {
                continue;
            }

            ReadOnlySpan<int> cluster = Grow(seed, values);
            double mass = 0;
            foreach (int cell in cluster)
            {
                mass += values[cell];
            }

            foreach (int cell in cluster)
            {
                scores[cell] = mass;
            }
        }
    }

    // The members found so far are the queue as well.
    private ReadOnlySpan<int> Grow(int seed, ReadOnlySpan<double> values)
    {
        int count = 0;
        _members[count++] = seed;
        _seen[seed] = true;
        for (int next = 0; next < count; next++)
        {
            foreach (int neighbor in graph[_members[next]])
            {
                if (!_seen[neighbor] && values[neighbor] > threshold)
                {
                    _seen[neighbor] = true;
                    _members[count++] = neighbor;
                }
            }
        }

        return _members.AsSpan(0, count);
    }
}
