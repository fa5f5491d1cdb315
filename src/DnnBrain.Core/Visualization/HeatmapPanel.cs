namespace DnnBrain.Visualization;

/// <summary>One matrix of a heat map.</summary>
/// <param name="Title">What stands above it, for example a layer's name; may be empty.</param>
/// <param name="Values">n × n numbers, rows from the top; NaN or infinity where a pair has no value.</param>
/// <param name="ValueLabel">What the numbers are, for example <c>Correlation distance</c>.</param>
public sealed record HeatmapPanel(string Title, double[,] Values, string ValueLabel)
{
    /// <summary>
    /// The number that takes the middle of a two-sided colour map, for numbers of both signs; null for a one-sided map from
    /// the smallest to the largest number.
    /// </summary>
    public double? Center { get; init; }
}
