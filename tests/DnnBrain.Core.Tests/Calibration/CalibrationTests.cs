using Xunit;
using Xunit.Abstractions;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>
/// The slow suite: where nothing is there to be found, each test finds something in 3 to 7 % of 1,000 simulated studies or more, and 95 % intervals cover in 93 to
/// 97 %. The standard error of such a share is at most 0.7 %, so a test that keeps its 5 % fails here once in 250 runs of a line. <c>./build.sh calibrate</c> runs it.
/// </summary>
[Trait("Category", "Calibration")]
public class CalibrationTests(CalibrationReport report, ITestOutputHelper output) : IClassFixture<CalibrationReport>
{
    internal static IReadOnlyList<CalibrationSimulation> All { get; } =
    [
        .. ComparisonSimulations.All, .. BootstrapSimulations.All, .. CeilingSimulations.All,
        .. ModelSimulations.All, .. MapSimulations.All, .. RepresentationSimulations.All,
    ];

    public static TheoryData<string> Simulations => [.. All.Select(simulation => simulation.Name)];

    [CalibrationTheory]
    [MemberData(nameof(Simulations))]
    public void Results_OfSimulatedStudies_KeepTheirPromise(string simulation)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        IReadOnlyList<CalibrationRow> rows = All.Single(one => one.Name == simulation).Simulate(CalibrationTheoryAttribute.StudyLimit);
        report.Add(simulation, rows);
        foreach (CalibrationRow row in rows)
        {
            output.WriteLine(row.ToString());
        }

        output.WriteLine(FormattableString.Invariant($"{simulation}: {(Environment.CpuUsage.TotalTime - start).TotalSeconds:F1} s of processors"));
        Assert.All(rows, row => Assert.True(row.IsAsExpected, row.ToString()));
    }
}
