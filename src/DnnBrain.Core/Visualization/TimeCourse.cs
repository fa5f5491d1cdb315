namespace DnnBrain.Visualization;

/// <summary>One curve over time: a mean over subjects with its error and the times at which it is significant.</summary>
/// <param name="Name">Its name, for example a layer's.</param>
/// <param name="Values">The mean at each time of the panel; NaN where there is none, which interrupts the curve.</param>
public sealed record TimeCourse(string Name, IReadOnlyList<double> Values)
{
    /// <summary>Standard error of each mean; empty where there is none.</summary>
    public IReadOnlyList<double> StandardError { get; init; } = [];

    /// <summary>How many subjects the mean is over; the band is that of Student's t with one degree of freedom less.</summary>
    public int SubjectCount { get; init; }

    /// <summary>The first and last time of each significant stretch.</summary>
    public IReadOnlyList<(double Start, double End)> Significant { get; init; } = [];
}
