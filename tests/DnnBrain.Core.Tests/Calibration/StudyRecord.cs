using DnnBrain.Statistics.Inference;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>What came out of one simulated study.</summary>
internal sealed class StudyRecord(int study)
{
    private const double Level = 0.05;

    /// <summary>The number of the study.</summary>
    public int Study => study;

    /// <summary>The outcomes, in the order in which they were recorded.</summary>
    public List<Outcome> Outcomes { get; } = [];

    /// <summary>A p where there is no effect.</summary>
    public void P(string cmdlet, string test, double p) => Add(CalibrationKind.Level, cmdlet, test, p, p <= Level ? 1 : 0);

    /// <summary>Adjusted p where there is no effect anywhere.</summary>
    public void Family(string cmdlet, string test, IEnumerable<double> adjusted)
    {
        double smallest = adjusted.Min();
        Add(CalibrationKind.Family, cmdlet, test, smallest, smallest <= Level ? 1 : 0);
    }

    /// <summary>Adjusted p where some cells have an effect: the share of those found that have none, 0 where none is found.</summary>
    public void FalseDiscovery(string cmdlet, string test, IReadOnlyList<double> adjusted, Func<int, bool> hasEffect)
    {
        int[] found = [.. Enumerable.Range(0, adjusted.Count).Where(cell => adjusted[cell] <= Level)];
        Add(CalibrationKind.FalseDiscovery, cmdlet, test, adjusted.Min(), found.Length == 0 ? 0 : found.Count(cell => !hasEffect(cell)) / (double)found.Length);
    }

    /// <summary>An interval of something that is known.</summary>
    public void Covers(string cmdlet, string test, Interval interval, double truth) =>
        Add(CalibrationKind.Coverage, cmdlet, test, interval.High - interval.Low, interval.Low <= truth && truth <= interval.High ? 1 : 0);

    /// <summary>An interval of something that is known as the mean of its estimates over all studies of a set.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="test">The result.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="estimate">The estimate.</param>
    /// <param name="set">Studies that estimate the same.</param>
    public void CoversMean(string cmdlet, string test, Interval interval, double estimate, int set = 0)
    {
        ThrowIfNaN(interval.High - interval.Low + estimate, cmdlet, test);
        Outcomes.Add(new Outcome(CalibrationKind.Coverage, cmdlet, test, double.NaN, interval, estimate, set));
    }

    /// <summary>The true model's similarity and the bounds of the ceiling.</summary>
    public void Brackets(string cmdlet, string test, double lower, double value, double upper) =>
        Add(CalibrationKind.Bracket, cmdlet, test, lower + value + upper, lower <= value && value <= upper ? 1 : 0);

    private void Add(CalibrationKind kind, string cmdlet, string test, double checkedValue, double value)
    {
        ThrowIfNaN(checkedValue, cmdlet, test);
        Outcomes.Add(new Outcome(kind, cmdlet, test, value, Interval.None, double.NaN, 0));
    }

    private void ThrowIfNaN(double value, string cmdlet, string test)
    {
        if (double.IsNaN(value))
        {
            throw new InvalidOperationException($"{cmdlet}, {test}: there is no value in study {study}.");
        }
    }

    /// <summary>One outcome. An interval is judged when the mean of the estimates is known.</summary>
    internal sealed record Outcome(CalibrationKind Kind, string Cmdlet, string Test, double Value, Interval Interval, double Estimate, int Set);
}
