namespace DnnBrain.Statistics.Clusters;

/// <summary>Which cells lie side by side: voxels, points in time, pairs of points in time.</summary>
internal sealed class NeighborGraph
{
    private readonly int[] _start;
    private readonly int[] _neighbor;

    /// <param name="start">Where each cell's neighbours begin, and behind the last where they end.</param>
    /// <param name="neighbor">The neighbours of all cells, one cell after another; a neighbour of a cell has the cell as its neighbour.</param>
    public NeighborGraph(int[] start, int[] neighbor)
    {
        _start = start;
        _neighbor = neighbor;
    }

    /// <summary>Number of cells.</summary>
    public int Count => _start.Length - 1;

    /// <summary>The neighbours of a cell.</summary>
    public ReadOnlySpan<int> this[int cell] => _neighbor.AsSpan(_start[cell].._start[cell + 1]);

    /// <summary>Cells in a row, as points in time.</summary>
    public static NeighborGraph Chain(int count) => Grid(1, count);

    /// <summary>Cells of a table, row by row; neighbours share an edge.</summary>
    public static NeighborGraph Grid(int rows, int columns)
    {
        int[] start = new int[(rows * columns) + 1];
        List<int> neighbor = [];
        for (int cell = 0; cell < rows * columns; cell++)
        {
            (int row, int column) = Math.DivRem(cell, columns);
            AddIf(row > 0, cell - columns);
            AddIf(column > 0, cell - 1);
            AddIf(column + 1 < columns, cell + 1);
            AddIf(row + 1 < rows, cell + columns);
            start[cell + 1] = neighbor.Count;
        }

        return new NeighborGraph(start, [.. neighbor]);

        void AddIf(bool exists, int other)
        {
            if (exists)
            {
                neighbor.Add(other);
            }
        }
    }
}
