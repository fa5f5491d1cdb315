using System.Globalization;

namespace DnnBrain.Visualization.Bars;

/// <summary>Says in words what a <see cref="BarFigure"/> shows; only of marks that are there.</summary>
internal static class BarCaption
{
    public static string Of(BarFigure figure, int omittedBrackets)
    {
        Bar[] bars = [.. figure.Panels.SelectMany(panel => panel.Bars)];
        int[] counts = [.. bars.Select(bar => bar.Subjects.Count).Where(count => count > 0).Distinct().Order()];
        var sentences = new List<string>();
        if (counts.Length > 0)
        {
            string range = counts.Length == 1 ? Number(counts[0]) : $"{Number(counts[0])} to {Number(counts[^1])}";
            string subjects = $"{range} {figure.SubjectLabel}{(counts[^1] == 1 ? "" : "s")}";
            sentences.Add(counts[^1] == 1 ? $"Bars and dots: {subjects}." : $"Bars: mean over {subjects}; dots: single {figure.SubjectLabel}s.");
        }

        if (bars.Any(bar => bar.Whisker is not null))
        {
            sentences.Add($"Error bars: {figure.ErrorLabel}.");
        }

        if (figure.Panels.Any(panel => panel.HasCeiling))
        {
            sentences.Add("Grey band: noise ceiling, lower to upper bound.");
        }

        if (bars.Any(bar => bar.AdjustedP is not null))
        {
            string star = bars.Any(bar => bar.AdjustedP < BarFigure.SignificanceLevel) ? "*\u00A0adjusted\u00A0p\u00A0<\u00A0.05" : "No adjusted p\u00A0<\u00A0.05";
            sentences.Add(figure.Correction.Length == 0 ? $"{star}." : $"{star} ({figure.Correction}).");
        }

        if (figure.DifferenceCorrection.Length > 0)
        {
            string brackets = figure.Panels.Any(panel => panel.Differences.Count > 0) ? "Brackets: differences with adjusted p < .05" : "No difference with adjusted p < .05";
            sentences.Add($"{brackets} ({figure.DifferenceCorrection}).");
            if (omittedBrackets > 0)
            {
                sentences.Add($"{Number(omittedBrackets)} more differences are not drawn.");
            }
        }

        if (bars.Any(bar => !double.IsFinite(bar.Mean)))
        {
            sentences.Add("n/a: no value.");
        }

        return string.Join(' ', sentences);
    }

    /// <summary>A bar's numbers, for the pointer and for readers who do not see it.</summary>
    public static string Tip(BarPanel panel, Bar bar)
    {
        string name = bar.Series.Length == 0 ? $"{panel.Name}, {bar.Category}" : $"{panel.Name}, {bar.Series} {bar.Category}";
        string error = bar.HasInterval ? $" [{Number(bar.Low!.Value)}, {Number(bar.High!.Value)}]" : bar.StandardError is { } e && double.IsFinite(e) ? $" ± {Number(e)}" : "";
        string p = bar.AdjustedP is { } value ? $", adjusted p = {Number(value)}" : "";
        return $"{name}: {Number(bar.Mean)}{error}{p}";
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("0.####", CultureInfo.InvariantCulture) : "n/a";
}
