namespace DnnBrain.Statistics.Clusters;

/// <summary>
/// Threshold-free cluster enhancement: ∫ e(h)^E h^H dh from 0 to a cell's t, where e(h) is the number of cells in the connected part above h
/// that the cell belongs to.
/// </summary>
/// <remarks>
/// Smith, Nichols 2009, https://doi.org/10.1016/j.neuroimage.2008.03.061. The integral is exact: between two neighbouring values of the map
/// e(h) does not change, and ∫ h^H dh is h^(H+1)/(H+1). Sums over steps dh, as other programs make them, tend to it as dh tends to 0. Cells
/// are added from the highest downwards and parts are joined where they meet; what a part has gained since it was joined last is kept at
/// its root, and handed down to its cells in the end. O(n) joins of nearly constant cost after one sort, whatever the number of different
/// heights.
/// </remarks>
internal sealed class ClusterEnhancement(NeighborGraph graph, double heightExponent, double extentExponent) : CellScore
{
    private const int NotYet = -1;

    private readonly int[] _above = new int[graph.Count];
    private readonly double[] _value = new double[graph.Count];
    private readonly int[] _order = new int[graph.Count];
    private readonly int[] _root = new int[graph.Count];
    private readonly int[] _size = new int[graph.Count];
    private readonly double[] _gain = new double[graph.Count];
    private readonly double[] _height = new double[graph.Count];
    private readonly int[] _joined = new int[graph.Count];
    private readonly int[] _joinedTo = new int[graph.Count];
    private int _joinCount;

    // The gain of a root since its last join, and the integral of h^H from 0 to the height of then.
    public override void Positive(ReadOnlySpan<double> values, Span<double> scores)
    {
        scores.Clear();
        Array.Fill(_root, NotYet);
        _joinCount = 0;

        // Half of a map without an effect lies below zero, and need not be sorted.
        int count = 0;
        for (int cell = 0; cell < values.Length; cell++)
        {
            if (values[cell] > 0)
            {
                _above[count] = cell;
                _value[count++] = values[cell];
            }
        }

        SortOrder.Ascending(_value.AsSpan(0, count), _order.AsSpan(0, count));
        for (int i = count - 1; i >= 0; i--)
        {
            Add(_above[_order[i]], _value[_order[i]]);
        }

        for (int i = 0; i < count; i++)
        {
            int cell = _above[i];
            if (_root[cell] == cell)
            {
                Settle(cell, 0);
                scores[cell] = _gain[cell];
            }
        }

        // A part was joined before the part that it was joined to was.
        for (int i = _joinCount - 1; i >= 0; i--)
        {
            int cell = _joined[i];
            scores[cell] = _gain[cell] + scores[_joinedTo[i]];
        }
    }

    private void Add(int cell, double value)
    {
        int[] parent = _root;
        double height = Integral(value);
        parent[cell] = cell;
        _size[cell] = 1;
        _gain[cell] = 0;
        _height[cell] = height;
        int root = cell;
        foreach (int neighbor in graph[cell])
        {
            // Most neighbours are not there yet or hang from the part already, and need no walk.
            int next = parent[neighbor];
            if (next == NotYet || next == root)
            {
                continue;
            }

            int other = Find(neighbor);
            if (other != root)
            {
                root = Join(root, other, height);
            }
        }
    }

    private int Join(int a, int b, double height)
    {
        Settle(a, height);
        Settle(b, height);
        (int large, int small) = _size[a] >= _size[b] ? (a, b) : (b, a);

        // The cells of the small part get what the large one gains from now on, and keep the difference of what both had.
        _gain[small] -= _gain[large];
        _root[small] = large;
        _size[large] += _size[small];
        _joined[_joinCount] = small;
        _joinedTo[_joinCount++] = large;
        return large;
    }

    private void Settle(int root, double height)
    {
        double extent = extentExponent == 0.5 ? Math.Sqrt(_size[root]) : Math.Pow(_size[root], extentExponent);
        _gain[root] += extent * (_height[root] - height);
        _height[root] = height;
    }

    private double Integral(double height) => heightExponent == 2 ? height * height * height / 3 : Math.Pow(height, heightExponent + 1) / (heightExponent + 1);

    private int Find(int cell)
    {
        int root = cell;
        while (_root[root] != root)
        {
            root = _root[root];
        }

        while (_root[cell] != root)
        {
            (_root[cell], cell) = (root, _root[cell]);
        }

        return root;
    }
}
