using System.Globalization;
using DnnBrain.Rsa;
using DnnBrain.Visualization;

namespace DnnBrain.PowerShell.Commands.Visualization;

/// <summary>What parts of variance and weights of RDMs look like: bars, or curves where regions are times.</summary>
internal static class PartitionFigures
{
    /// <summary>
    /// One panel a region and one bar a part, coloured by what it is. Stacks of parts would hide negative shared ones, and have no place
    /// for intervals.
    /// </summary>
    /// <exception cref="DnnBrainException">
    /// Parts of R² and of adjusted R² (<c>MethodMismatch</c>), or a part twice (<c>PartDuplicate</c>).
    /// </exception>
    public static Figure OfParts(IReadOnlyList<VariancePart> parts, FigureSettings settings)
    {
        if (parts.Any(part => part.IsAdjusted != parts[0].IsAdjusted))
        {
            throw new DnnBrainException("MethodMismatch", ErrorKind.InvalidArgument, "One axis cannot show R² and adjusted R²; draw a figure for each.", parts[0]);
        }

        if (parts.GroupBy(part => (part.Region, part.Name)).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new DnnBrainException("PartDuplicate", ErrorKind.InvalidData, $"There are several parts '{twice.Key.Name}' of '{twice.Key.Region}'; draw a figure for each analysis.", twice.First());
        }

        Provenance[] made = [.. parts.Select(part => part.Provenance)];
        string label = parts[0].IsAdjusted ? "Part of adjusted R²" : "Part of R²";
        string test = $"{CaptionText.Count(parts.Select(part => part.PermutationCount), "label permutations")}{CaptionText.Adjusted(made, "parts and regions")}";
        return Frames(parts) is { } frames
            ? OverTime(frames, label, test, settings)
            : new BarFigure(parts.GroupBy(part => part.Region, StringComparer.Ordinal).Select(region => new BarPanel(region.Key, [.. region.Select(ToBar)])))
            {
                ValueLabel = label,
                Correction = test,
                ErrorLabel = IntervalLabel(parts.Select(part => part.Confidence.Low), made),
                Title = settings.Title,
                Note = settings.Note,
            };
    }

    /// <summary>One panel a region and one bar a component.</summary>
    public static BarFigure OfWeights(IReadOnlyList<WeightedRsa> results, FigureSettings settings) => new(results.Select(result =>
        new BarPanel(Heading(result), [.. result.Component.Select((name, i) => new Bar(name, result.Weight[i]) { StandardError = result.WeightDeviation[i] })])))
    {
        ValueLabel = "Weight of RDM",
        ErrorLabel = "±1 standard deviation over the fits of the cross-validation",
        Title = settings.Title,
        Note = settings.Note,
    };

    private static string Heading(WeightedRsa result) => string.Create(CultureInfo.InvariantCulture, $"{result.Region}: {result.Method} {result.Score:F3}");

    private static Bar ToBar(VariancePart part) => new(part.Name, part.RSquared)
    {
        Shade = part.Kind switch { VariancePartKind.Unique => "unique", VariancePartKind.Shared => "shared", _ => "total" },
        StandardError = part.StandardError,
        Low = part.Confidence.Low,
        High = part.Confidence.High,
        Subjects = part.SubjectRSquared,
        AdjustedP = double.IsNaN(part.AdjustedPValue) ? null : part.AdjustedPValue,
    };

    private static string IntervalLabel(IEnumerable<double> low, Provenance[] made) => low.All(double.IsFinite)
        ? CaptionText.Interval(made, Enum.TryParse(CaptionText.Parameter(made, "Bootstrap"), out Statistics.Inference.BootstrapFactor factor) ? factor : default)
        : "±1 standard error of the mean";

    // Regions that are called V1:1, V1:2, … are one region over time.
    private static List<(VariancePart Part, string Region, double Time)>? Frames(IReadOnlyList<VariancePart> parts)
    {
        var frames = new List<(VariancePart Part, string Region, double Time)>();
        foreach (VariancePart part in parts)
        {
            if (TimeName.TryParse(part.Region, out string region, out double time))
            {
                frames.Add((part, region, time));
            }
        }

        return frames.Count == parts.Count && frames.Select(frame => frame.Time).Distinct().Skip(1).Any() ? frames : null;
    }

    private static TimeCourseFigure OverTime(List<(VariancePart Part, string Region, double Time)> frames, string label, string test, FigureSettings settings) =>
        new(frames.GroupBy(frame => frame.Region, StringComparer.Ordinal).Select(region =>
        {
            double[] times = [.. region.Select(frame => frame.Time).Distinct().Order()];
            return new TimePanel(region.Key, times, [.. region.GroupBy(frame => frame.Part.Name, StringComparer.Ordinal).Select(part =>
            {
                VariancePart?[] atTime = [.. times.Select(time => part.FirstOrDefault(frame => frame.Time == time).Part)];
                return new TimeCourse(part.Key, [.. atTime.Select(one => one?.RSquared ?? double.NaN)])
                {
                    StandardError = [.. atTime.Select(one => one?.StandardError ?? double.NaN)],
                    SubjectCount = part.First().Part.Subject.Count,
                    Significant = [.. TimeName.Stretches([.. atTime.Select(one => one?.AdjustedPValue <= BarFigure.SignificanceLevel)], times)],
                };
            })]);
        }))
        {
            ValueLabel = label,
            TimeLabel = settings.TimeLabel("Time"),
            Correction = test,
            Title = settings.Title,
            Note = settings.Note,
        };
}
