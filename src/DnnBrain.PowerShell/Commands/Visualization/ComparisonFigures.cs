using DnnBrain.Rsa;
using DnnBrain.Statistics.Inference;
using DnnBrain.Visualization;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>What comparisons of layers with regions look like: bars, with the differences that were tested.</summary>
internal static class ComparisonFigures
{
    private const string CeilingName = "(noise ceiling)";

    /// <summary>One panel a region, one bar a layer.</summary>
    /// <exception cref="DnnBrainException">
    /// Comparisons were made by different methods (<c>MethodMismatch</c>), show one pair of layer and region twice
    /// (<c>ComparisonDuplicate</c>), or a difference is of layers and regions that are not among them (<c>DifferenceMismatch</c>).
    /// </exception>
    public static BarFigure Create(IReadOnlyList<RsaComparison> comparisons, IReadOnlyList<RsaDifference> differences, FigureSettings settings)
    {
        string[] methods = [.. comparisons.Select(comparison => comparison.Method).Distinct(StringComparer.Ordinal)];
        if (methods.Length > 1)
        {
            throw new DnnBrainException("MethodMismatch", ErrorKind.InvalidArgument, $"One axis cannot show {string.Join(" and ", methods)} correlations; draw a figure for each.", methods[1]);
        }

        RsaComparison? twice = comparisons.GroupBy(c => (c.Source, c.Name, c.Region)).FirstOrDefault(group => group.Skip(1).Any())?.First();
        if (twice is not null)
        {
            throw new DnnBrainException("ComparisonDuplicate", ErrorKind.InvalidData, $"'{twice.Name}' is compared with '{twice.Region}' more than once; draw a figure for each analysis.", twice);
        }

        Provenance[] made = [.. comparisons.Select(comparison => comparison.Provenance)];
        bool severalSources = comparisons.Select(comparison => comparison.Source).Distinct(StringComparer.Ordinal).Skip(1).Any();
        RsaDifference[] pairs = [.. differences.Where(difference => difference.Against != CeilingName)];
        BarPanel[] panels = [.. comparisons
            .GroupBy(comparison => comparison.Region, StringComparer.Ordinal)
            .Select(region => Panel([.. region], severalSources, pairs))];
        RsaDifference? stray = pairs.FirstOrDefault(pair => !comparisons.Any(c => c.Region == pair.Region && c.Name == pair.Name) || !comparisons.Any(c => c.Region == pair.Region && c.Name == pair.Against));
        if (stray is not null)
        {
            throw new DnnBrainException(
                "DifferenceMismatch", ErrorKind.InvalidArgument, $"'{stray}' is not between comparisons of this figure; give the comparisons that it was made from.", stray);
        }

        BootstrapFactor[] factors = [.. comparisons.Select(comparison => comparison.Bootstrap).Distinct()];
        bool hasIntervals = comparisons.All(comparison => double.IsFinite(comparison.Confidence.Low) || double.IsNaN(comparison.Correlation)) && factors.Length == 1;
        var figure = new BarFigure(hasIntervals ? panels : panels.Select(WithoutIntervals))
        {
            ValueLabel = $"{CaptionText.Similarity(methods[0])} of RDMs",
            Correction = $"{CaptionText.Count(comparisons.Select(c => c.PermutationCount), "label permutations")}{CaptionText.Side(made)}{CaptionText.Adjusted(made, "layers and regions")}",
            DifferenceCorrection = pairs.Length == 0 ? "" : DifferenceCorrection(pairs),
            ErrorLabel = hasIntervals ? CaptionText.Interval(made, factors[0]) : "±1 standard error of the mean",
            Title = settings.Title,
            Note = settings.Note,
        };
        return figure;
    }

    private static BarPanel Panel(RsaComparison[] region, bool withSource, RsaDifference[] pairs)
    {
        int IndexOf(string name) => Array.FindIndex(region, comparison => comparison.Name == name);
        return new BarPanel(region[0].Region, [.. region.Select(comparison => ToBar(comparison, withSource))])
        {
            CeilingLower = region[0].CeilingLower,
            CeilingUpper = region[0].CeilingUpper,
            Differences = [.. pairs
                .Where(pair => pair.Region == region[0].Region && pair.AdjustedPValue < BarFigure.SignificanceLevel)
                .Select(pair => new BarDifference(IndexOf(pair.Name), IndexOf(pair.Against), pair.AdjustedPValue))
                .Where(pair => pair is { First: >= 0, Second: >= 0 })],
        };
    }

    private static BarPanel WithoutIntervals(BarPanel panel) => panel with { Bars = [.. panel.Bars.Select(bar => bar with { Low = null, High = null })] };

    private static Bar ToBar(RsaComparison comparison, bool withSource) => new(comparison.Name, comparison.Correlation)
    {
        Series = withSource ? comparison.Source : "",
        StandardError = comparison.StandardError,
        Low = comparison.Confidence.Low,
        High = comparison.Confidence.High,
        Subjects = comparison.SubjectCorrelation,
        AdjustedP = double.IsNaN(comparison.AdjustedPValue) ? null : comparison.AdjustedPValue,
    };

    private static string DifferenceCorrection(RsaDifference[] pairs)
    {
        string[] tests = [.. pairs.Select(pair => pair.Test).Distinct(StringComparer.Ordinal)];
        string test = tests switch
        {
            ["SignFlip"] => "sign flips over subjects",
            ["StudentT"] => "Student’s t over subjects",
            [var one] when one.StartsWith("Bootstrap ", StringComparison.Ordinal) => $"bootstrap over {one["Bootstrap ".Length..] switch { "Stimulus" => "stimuli", "Subject" => "subjects", _ => "stimuli and subjects" }}",
            _ => "several tests",
        };
        return $"{test}, two-sided{CaptionText.Adjusted(pairs.Select(pair => pair.Provenance), "all pairs")}";
    }
}
