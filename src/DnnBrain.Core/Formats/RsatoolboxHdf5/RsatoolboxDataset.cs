namespace DnnBrain.Formats.RsatoolboxHdf5;

/// <summary>A dataset of rsatoolbox as a table: one row an observation, or an observation at a time.</summary>
/// <param name="Columns">Descriptors of observations, <c>time</c> where there are several, then one column a channel.</param>
/// <param name="Rows">Cells in the order of the columns: texts of descriptors, numbers of channels.</param>
public sealed record RsatoolboxDataset(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object>> Rows);
