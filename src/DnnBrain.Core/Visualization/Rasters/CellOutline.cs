using DnnBrain.Visualization.Svg;

namespace DnnBrain.Visualization.Rasters;

/// <summary>The border between the marked cells of a table and the others, along the cells' edges.</summary>
internal static class CellOutline
{
    /// <summary>Draws every piece of border once; edges in one line are one stroke.</summary>
    /// <param name="marked">Row × column.</param>
    /// <param name="x">From edges between columns, 0 … columns, to points.</param>
    /// <param name="y">From edges between rows, 0 … rows, to points.</param>
    public static PathData Trace(bool[,] marked, Func<int, double> x, Func<int, double> y)
    {
        (int rows, int columns) = (marked.GetLength(0), marked.GetLength(1));
        var path = new PathData();
        for (int edge = 0; edge <= rows; edge++)
        {
            Runs(columns, j => At(edge - 1, j) != At(edge, j), (from, to) => path.Move(x(from), y(edge)).Line(x(to), y(edge)));
        }

        for (int edge = 0; edge <= columns; edge++)
        {
            Runs(rows, i => At(i, edge - 1) != At(i, edge), (from, to) => path.Move(x(edge), y(from)).Line(x(edge), y(to)));
        }

        return path;

        bool At(int i, int j) => i >= 0 && i < rows && j >= 0 && j < columns && marked[i, j];
    }

    /// <summary>Whether any cell is marked.</summary>
    public static bool Any(bool[,] marked) => marked.Cast<bool>().Any(mark => mark);

    private static void Runs(int count, Func<int, bool> isBorder, Action<int, int> draw)
    {
        int first = -1;
        for (int i = 0; i <= count; i++)
        {
            bool border = i < count && isBorder(i);
            if (border && first < 0)
            {
                first = i;
            }
            else if (!border && first >= 0)
            {
                draw(first, i);
                first = -1;
            }
        }
    }
}
