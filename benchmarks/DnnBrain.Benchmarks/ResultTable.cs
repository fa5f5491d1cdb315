using System.Runtime.InteropServices;
using System.Text;

namespace DnnBrain.Benchmarks;

/// <summary>The results as a Markdown table.</summary>
internal static class ResultTable
{
    public static string ToMarkdown(IReadOnlyList<BenchmarkRow> rows)
    {
        string[][] cells =
        [
            ["job", "ours", "peer", "ratio", "bar", "met"],
            .. rows.Select(row => new[] { row.Job, row.Ours, row.Peer, row.Ratio, row.Bar, row.Met switch { true => "yes", false => "NO", null => "not compared" } }),
        ];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length))];
        var text = new StringBuilder();
        for (int i = 0; i < cells.Length; i++)
        {
            AppendRow(text, cells[i].Select((cell, column) => cell.PadRight(widths[column])));
            if (i == 0)
            {
                AppendRow(text, widths.Select(width => new string('-', width)));
            }
        }

        return text.ToString();
    }

    /// <summary>What the figures were measured on.</summary>
    public static string Machine() =>
        $"{Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, LibTorch {Torch.torch.version}";

    private static string Processor()
    {
        const string File = "/proc/cpuinfo";
        string? model = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return model?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
