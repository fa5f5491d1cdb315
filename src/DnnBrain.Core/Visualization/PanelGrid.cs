namespace DnnBrain.Visualization;

/// <summary>Panels in rows of equal length.</summary>
/// <param name="Count">Number of panels.</param>
/// <param name="Columns">Panels in a row.</param>
/// <param name="ColumnGap">Points between two columns.</param>
/// <param name="RowGap">Points between two rows.</param>
internal sealed record PanelGrid(int Count, int Columns, double ColumnGap, double RowGap)
{
    /// <summary>The width of a figure over two columns of a journal, in points.</summary>
    public const double FullWidth = 490;

    /// <summary>Number of rows.</summary>
    public int Rows => (Count + Columns - 1) / Columns;

    /// <summary>The width that a panel may have.</summary>
    /// <param name="room">The width of all panels with the gaps between them.</param>
    public double PanelWidth(double room) => (room - ((Columns - 1) * ColumnGap)) / Columns;

    /// <summary>From the left edge of the first column to the right edge of the last.</summary>
    public double Across(double panelWidth) => (Columns * panelWidth) + ((Columns - 1) * ColumnGap);

    /// <summary>From the upper edge of the first row to the lower edge of the last.</summary>
    public double Down(double rowHeight) => (Rows * rowHeight) + ((Rows - 1) * RowGap);

    /// <summary>The upper left corner of a panel, from that of the first.</summary>
    public (double X, double Y) Corner(int panel, double panelWidth, double rowHeight)
    {
        (int row, int column) = Math.DivRem(panel, Columns);
        return (column * (panelWidth + ColumnGap), row * (rowHeight + RowGap));
    }

    /// <summary>Whether a panel is the first of its row.</summary>
    public bool IsFirst(int panel) => panel % Columns == 0;
}
