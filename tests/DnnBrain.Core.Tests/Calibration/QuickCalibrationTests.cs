using Xunit;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>
/// The slow suite in small, so that a test that has lost its level is seen at once: of 200 studies 5 % are 10 ± 3.1; the bounds are three of these away, or six
/// where a line has several tests. And the suite's own arithmetic.
/// </summary>
public class QuickCalibrationTests
{
    private const int Studies = 200;

    public static TheoryData<string> Simulations =>
        ["Permutation Pearson", "Subjects", "Bootstrap Stimulus Pearson", "Bootstrap Subject Pearson", "Ceiling Spearman", "Partition unique", "Course", "Sets apart"];

    [Theory]
    [MemberData(nameof(Simulations))]
    public void Results_OfFewStudies_AreNotFarFromTheirPromise(string simulation)
    {
        foreach (CalibrationRow row in CalibrationTests.All.Single(one => one.Name == simulation).Simulate(Studies))
        {
            (double low, double high) = row.Kind switch { CalibrationKind.Bracket => (0.9, 1.0), CalibrationKind.Coverage => (0.88, 1.0), _ => (0.0, 0.12) };
            Assert.True(row.Share >= low && row.Share <= high, row.ToString());
        }
    }

    [Fact]
    public void Simulate_AnyOrderOfThreads_GivesTheSameShares()
    {
        CalibrationSimulation simulation = CalibrationTests.All.Single(one => one.Name == "Subjects");
        Assert.Equal(simulation.Simulate(40).Select(row => row.Share), simulation.Simulate(40).Select(row => row.Share));
    }

    [Fact]
    public void Keys_OfAllSimulations_AreDifferent()
    {
        string[] keys = [.. CalibrationTests.All.Where(one => !one.Name.Contains("Both", StringComparison.Ordinal)).SelectMany(one => one.Simulate(2)).Select(row => row.Key)];
        Assert.Equal(keys.Distinct(), keys);
    }

    /// <summary>SciPy 1.10: binomtest(70, 1000).proportion_ci(0.95, 'exact') and binomtest(0, 1000).</summary>
    [Theory]
    [InlineData(70, 0.05497, 0.08762)]
    [InlineData(0, 0, 0.003682)]
    public void Interval_OfAShare_IsThatOfClopperAndPearson(int hits, double low, double high)
    {
        CalibrationRow row = Row(CalibrationKind.Level, 1000, hits);
        Assert.Equal(low, row.Interval.Low, 5e-6);
        Assert.Equal(high, row.Interval.High, 5e-6);
    }

    [Theory]
    [InlineData(CalibrationKind.Level, 30, true)]
    [InlineData(CalibrationKind.Level, 70, true)]
    [InlineData(CalibrationKind.Family, 71, false)]
    [InlineData(CalibrationKind.Level, 29, false)]
    [InlineData(CalibrationKind.Coverage, 930, true)]
    [InlineData(CalibrationKind.Coverage, 929, false)]
    [InlineData(CalibrationKind.Bracket, 899, false)]
    public void Keeps_ShareAtTheEdge_IsInside(CalibrationKind kind, int hits, bool keeps) => Assert.Equal(keeps, Row(kind, 1000, hits).Keeps);

    [Fact]
    public void Table_OfRows_CountsWhatKeepsIsKnownAndFails()
    {
        CalibrationRow known = Row(CalibrationKind.Level, 1000, 5) with { Known = new KnownProperty(0, 0.02, "It is careful.") };
        string page = CalibrationReport.Table([Row(CalibrationKind.Level, 1000, 50), known, Row(CalibrationKind.Coverage, 1000, 900)], "1.2.3", new DateOnly(2026, 11, 22));
        Assert.Contains("3 lines: 1 keep their band, 1 do not for a known reason (the notes), 1 **fail**.", page, StringComparison.Ordinal);
        Assert.Contains("| rejected 0.5 % | 0.2 to 1.2 % | 3 to 7 % | 1,000 | known, note 1 |", page, StringComparison.Ordinal);
        Assert.Contains("1. It is careful.", page, StringComparison.Ordinal);
    }

    private static CalibrationRow Row(CalibrationKind kind, int studies, int hits) =>
        new(kind, "Test-Something", "test", "design", [.. Enumerable.Range(0, studies).Select(i => i < hits ? 1.0 : 0)], null);
}
