namespace DnnBrain.Visualization;

/// <summary>The curves of one region.</summary>
/// <param name="Name">The region's name.</param>
/// <param name="Time">The times, ascending.</param>
/// <param name="Courses">The curves.</param>
public sealed record TimePanel(string Name, IReadOnlyList<double> Time, IReadOnlyList<TimeCourse> Courses)
{
    /// <summary>Lower bound of the noise ceiling at each time; empty where there is none.</summary>
    public IReadOnlyList<double> CeilingLower { get; init; } = [];

    /// <summary>Upper bound of the noise ceiling at each time; empty where there is none.</summary>
    public IReadOnlyList<double> CeilingUpper { get; init; } = [];

    internal bool HasCeiling => CeilingLower.Count > 0 && CeilingUpper.Count > 0;
}
