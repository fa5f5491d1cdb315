namespace DnnBrain.Core.Tests.Calibration;

/// <summary>Studies of one design, and what is asked of each.</summary>
/// <param name="Name">The name of the simulation.</param>
/// <param name="Design">What is simulated, for the table.</param>
/// <param name="StudyCount">How many studies.</param>
/// <param name="Run">Simulates one study and records what came out; on any thread, on one thread.</param>
internal sealed record CalibrationSimulation(string Name, string Design, int StudyCount, Action<StudyRecord> Run)
{
    /// <summary>Lines whose method is known not to keep its level here, by the name of the result.</summary>
    public Dictionary<string, KnownProperty> Known { get; init; } = [];

    /// <summary>Simulates all studies, on all cores; the same rows for any number of them.</summary>
    /// <param name="studyCount">How many; null for <see cref="StudyCount"/>.</param>
    public IReadOnlyList<CalibrationRow> Simulate(int? studyCount = null)
    {
        StudyRecord[] records = [.. Enumerable.Range(0, Math.Min(StudyCount, studyCount ?? int.MaxValue)).Select(study => new StudyRecord(study))];
        Parallel.ForEach(records, Run);
        return [.. records.SelectMany(record => record.Outcomes)
            .GroupBy(outcome => (outcome.Cmdlet, outcome.Test))
            .Select(group => new CalibrationRow(
                group.First().Kind, group.Key.Cmdlet, group.Key.Test, Design, Values([.. group]), Known.GetValueOrDefault(group.Key.Test)))];
    }

    private static double[] Values(StudyRecord.Outcome[] outcomes)
    {
        Dictionary<int, double> mean = outcomes.GroupBy(outcome => outcome.Set).ToDictionary(set => set.Key, set => set.Average(outcome => outcome.Estimate));
        return [.. outcomes.Select(outcome => double.IsNaN(outcome.Value)
            ? outcome.Interval.Low <= mean[outcome.Set] && mean[outcome.Set] <= outcome.Interval.High ? 1 : 0
            : outcome.Value)];
    }
}
