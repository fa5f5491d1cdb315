namespace DnnBrain.Visualization;

/// <summary>Numbers in a plane, one a cell of so many millimetres.</summary>
/// <param name="Values">Row × column: rows from back to front, columns from left to right. NaN where there is nothing.</param>
/// <param name="FirstX">The middle of the first column, in mm.</param>
/// <param name="FirstY">The middle of the first row, in mm.</param>
/// <param name="StepX">From one column to the next, in mm.</param>
/// <param name="StepY">From one row to the next, in mm.</param>
public sealed record SlicePlane(double[,] Values, double FirstX, double FirstY, double StepX, double StepY)
{
    internal int RowCount => Values.GetLength(0);

    internal int ColumnCount => Values.GetLength(1);

    /// <summary>The edge before a column, in mm.</summary>
    internal double EdgeX(int column) => FirstX + ((column - 0.5) * StepX);

    /// <summary>The edge before a row, in mm.</summary>
    internal double EdgeY(int row) => FirstY + ((row - 0.5) * StepY);
}
