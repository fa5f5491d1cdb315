namespace DnnBrain.Statistics.Inference;

/// <summary>Rows of a table by subject that have the same subjects: a region's, a map's.</summary>
/// <param name="Subject">The subjects.</param>
/// <param name="RowCount">Number of rows.</param>
/// <param name="Value">The value of a row and a subject, counted within the block.</param>
internal sealed record SubjectBlock(IReadOnlyList<string> Subject, int RowCount, Func<int, int, double> Value);
