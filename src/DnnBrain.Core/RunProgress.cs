namespace DnnBrain;

/// <summary>How far a computation is.</summary>
/// <param name="Activity">What is being done, for example <c>Extracting activations</c>.</param>
/// <param name="Done">Units of work that are finished.</param>
/// <param name="Total">Units of work in all.</param>
/// <param name="Unit">The unit in the plural, for example <c>stimuli</c>.</param>
public readonly record struct RunProgress(string Activity, long Done, long Total, string Unit);
