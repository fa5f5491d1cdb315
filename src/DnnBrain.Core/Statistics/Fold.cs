namespace DnnBrain.Statistics;

/// <summary>One split of a cross-validation, as 0-based rows.</summary>
/// <param name="Train">The rows that a model is fitted on.</param>
/// <param name="Test">The rows that it is scored on; none of them is in <paramref name="Train"/>.</param>
public sealed record Fold(IReadOnlyList<int> Train, IReadOnlyList<int> Test);
