namespace DnnBrain.Stimuli;

/// <summary>One row of a stimulus table before it is understood.</summary>
/// <param name="Line">1-based line in the file, or 1-based number of the object.</param>
/// <param name="Cells">The texts, one a column; a missing value is empty.</param>
public sealed record StimulusTableRow(int Line, IReadOnlyList<string> Cells);
