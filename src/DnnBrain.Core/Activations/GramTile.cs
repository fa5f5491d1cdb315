namespace DnnBrain.Activations;

/// <summary>A rectangle of a Gram matrix: the products of all patterns of one block with all of another.</summary>
/// <param name="Rows">The block that makes the rows; it does not come after <paramref name="Columns"/>.</param>
/// <param name="Columns">The block that makes the columns; the same object on the diagonal.</param>
/// <param name="Products">Row × column, row-major; valid during the visit only.</param>
internal readonly record struct GramTile(PatternBlock Rows, PatternBlock Columns, double[] Products)
{
    /// <summary>The product of a row's and a column's pattern, both counted from the first of their block.</summary>
    public double this[int row, int column] => Products[(row * Columns.Count) + column];
}
