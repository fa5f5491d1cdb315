using DnnBrain.Visualization.Scales;

namespace DnnBrain.Visualization.TimeMatrices;

/// <summary>An axis of cells of equal size with a time each: a time between those of two cells lies between their middles.</summary>
/// <param name="times">The times, ascending.</param>
/// <param name="length">Length of the axis in points.</param>
internal sealed class CellAxis(IReadOnlyList<double> times, double length)
{
    /// <summary>Length of a cell.</summary>
    public double Cell { get; } = length / times.Count;

    /// <summary>From the beginning of the axis to the edge before a cell.</summary>
    public double Edge(int index) => index * Cell;

    /// <summary>From the beginning of the axis to a time; the times of cells lie at their middles.</summary>
    public double this[double time]
    {
        get
        {
            int upper = 1;
            while (upper < times.Count - 1 && times[upper] < time)
            {
                upper++;
            }

            double position = times.Count == 1 ? 0 : upper - 1 + ((time - times[upper - 1]) / (times[upper] - times[upper - 1]));
            return (position + 0.5) * Cell;
        }
    }

    /// <summary>Numbers along the axis, each within the middles of the outermost cells.</summary>
    public IReadOnlyList<Tick> Ticks(int target) => times.Count == 1 ? [new Tick(times[0], FormattableString.Invariant($"{times[0]:G6}"))] : Tick.Nice(times[0], times[^1], target);
}
