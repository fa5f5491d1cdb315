using System.Text.Json;
using DnnBrain.Rsa.Conditions;
using DnnBrain.Rsa.Metrics;
using DnnBrain.Rsa.Noise;

namespace DnnBrain.Core.Tests.Rsa;

/// <summary>What <c>metrics.json</c> holds.</summary>
internal static class RdmCases
{
    private static readonly JsonElement s_runs = TestData.Json("metrics.json").GetProperty("runs");

    /// <summary>Metrics that need two patterns and nothing else.</summary>
    public static IReadOnlyList<RdmMetric> OfPatterns { get; } = [.. RdmMetric.All.Where(metric => !metric.NeedsRuns && metric.Noise != NoiseUse.Required)];

    /// <summary>30 measurements of 6 units.</summary>
    public static double[] Patterns { get; } = s_runs.Doubles("patterns");

    /// <summary>30 measurements of 6 counts.</summary>
    public static double[] Counts { get; } = s_runs.Doubles("counts");

    /// <summary>Rows of the unbalanced design.</summary>
    public static int[] Kept { get; } = [.. s_runs.Doubles("keep").Select(row => (int)row)];

    public static double[] Expected(string name) => Nullable(s_runs.GetProperty(name));

    public static double[] Nullable(JsonElement list) => [.. list.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];

    /// <summary>The design of the first rows of an <see cref="ArrayPatterns"/>.</summary>
    public static PatternDesign Design(int[]? rows = null)
    {
        string[] condition = Texts("condition");
        string[] run = Texts("run");
        rows ??= [.. Enumerable.Range(0, condition.Length)];
        return new PatternDesign([.. rows.Select((_, i) => $"s{i}")], [.. rows.Select(row => condition[row])], [.. rows.Select(row => run[row])]);
    }

    public static double[] Rows(double[] values, int[] rows) => [.. rows.SelectMany(row => values[(row * 6)..((row + 1) * 6)])];

    public static NoiseCovariance Noise(string run, string? of = null) => NoiseCovariance.FromCovariance(Square(s_runs.GetProperty("covariance").Doubles(run)), of);

    public static double[,] Square(double[] values)
    {
        int p = (int)Math.Sqrt(values.Length);
        double[,] square = new double[p, p];
        Buffer.BlockCopy(values, 0, square, 0, values.Length * sizeof(double));
        return square;
    }

    private static string[] Texts(string name) => [.. s_runs.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
