using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DnnBrain.Core.Tests.Calibration;

/// <summary>
/// Gathers the rows of a run and writes the table <c>docs/design/calibration.md</c> when all simulations have run with all of their studies; part of a run
/// leaves the table as it is.
/// </summary>
public sealed class CalibrationReport : IDisposable
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<CalibrationRow>> _rows = new();

    internal void Add(string simulation, IReadOnlyList<CalibrationRow> rows) => _rows[simulation] = rows;

    public void Dispose()
    {
        CalibrationSimulation[] all = [.. CalibrationTests.All];
        if (CalibrationTheoryAttribute.StudyLimit is null && all.All(simulation => _rows.ContainsKey(simulation.Name)))
        {
            string root = Root();
            string version = Regex.Match(File.ReadAllText(Path.Combine(root, "DnnBrain.psd1")), @"ModuleVersion\s*=\s*'([^']+)'").Groups[1].Value;
            CalibrationRow[] rows = [.. all.SelectMany(simulation => _rows[simulation.Name])];
            File.WriteAllText(Path.Combine(root, "docs", "design", "calibration.md"), Table(rows, version, DateOnly.FromDateTime(DateTime.UtcNow)));
        }
    }

    /// <summary>The page.</summary>
    internal static string Table(IReadOnlyList<CalibrationRow> rows, string version, DateOnly date)
    {
        string[] notes = [.. rows.Select(row => row.Known?.Note).OfType<string>().Distinct()];
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Calibration

            Made by `./build.sh calibrate` on {date:yyyy-MM-dd} for version {version}; not to be edited. How studies are simulated and what a line must keep
            stands in [statistics.md](statistics.md#calibration).

            {rows.Count} lines: {rows.Count(row => row.Keeps)} keep their band, {rows.Count(row => !row.Keeps && row.Known is not null)} do not for a known reason (the notes), {rows.Count(row => !row.Keeps && row.Known is null)} **fail**.

            """);
        foreach (IGrouping<string, CalibrationRow> cmdlet in rows.GroupBy(row => row.Cmdlet).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {cmdlet.Key}\n\n");
            page.Append("| result | share of studies | 95 % interval | band | studies | verdict | design |\n|---|---|---|---|---|---|---|\n");
            foreach (CalibrationRow row in cmdlet)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {row.Test} | {What(row.Kind)} {100 * row.Share:F1} % | {100 * row.Interval.Low:F1} to {100 * row.Interval.High:F1} % ");
                page.Append(CultureInfo.InvariantCulture, $"| {100 * row.Band.Low:F0} to {100 * row.Band.High:F0} % | {row.Values.Count:N0} | {Verdict(row, notes)} | {row.Design} |\n");
            }
        }

        if (notes.Length > 0)
        {
            page.Append("\n## Notes\n\n");
            for (int note = 0; note < notes.Length; note++)
            {
                page.Append(CultureInfo.InvariantCulture, $"{note + 1}. {notes[note]}\n");
            }
        }

        return page.ToString();
    }

    private static string What(CalibrationKind kind) => kind switch
    {
        CalibrationKind.Coverage => "covered",
        CalibrationKind.Bracket => "bracketed",
        CalibrationKind.FalseDiscovery => "false among findings",
        CalibrationKind.Family => "any rejected",
        _ => "rejected",
    };

    private static string Verdict(CalibrationRow row, string[] notes) =>
        row.Keeps ? "keeps" : row.Known is null ? "**fails**" : $"{(row.IsAsExpected ? "known" : "**not as known**")}, note {Array.IndexOf(notes, row.Known.Note) + 1}";

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "DnnBrain.psd1")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"There is no DnnBrain.psd1 above {AppContext.BaseDirectory}.");
    }
}
