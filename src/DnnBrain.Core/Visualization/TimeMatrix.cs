namespace DnnBrain.Visualization;

/// <summary>One table of times × times.</summary>
/// <param name="Title">What stands above it; may be empty.</param>
/// <param name="Values">Row time × column time; NaN where there is no value.</param>
/// <param name="RowTime">The times of the rows, ascending; the first row is drawn lowest.</param>
/// <param name="ColumnTime">The times of the columns, ascending.</param>
public sealed record TimeMatrix(string Title, double[,] Values, IReadOnlyList<double> RowTime, IReadOnlyList<double> ColumnTime)
{
    /// <summary>The cells that are outlined; null where nothing was tested.</summary>
    public bool[,]? Significant { get; init; }

    internal bool HasSameTimes => RowTime.SequenceEqual(ColumnTime);
}
